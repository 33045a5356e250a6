#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for the texts to measure on, in the system's temporary folder.
struct ScratchFolder {
  let path: String

  init?() {
    var template = Array("/tmp/cliquery-benchmarks-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    path = String(cString: made)
  }

  /// Writes a file and answers its path; folders in `name` are made.
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let parts = name.split(separator: "/")
    var folder = path
    for part in parts.dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    let file = path + "/" + name
    guard let stream = fopen(file, "w") else { return file }
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return file
  }

  func remove() {
    _ = ProcessRun.run(["rm", "-rf", path])
  }
}

enum Machine {
  /// One line that names the machine.
  static func describe() {
    var name = utsname()
    uname(&name)
    let system = withUnsafeBytes(of: name.sysname) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let kind = withUnsafeBytes(of: name.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    print("\(system) \(kind), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, \(processor())")
  }

  private static func processor() -> String {
    guard let stream = fopen("/proc/cpuinfo", "r") else { return "processor unknown" }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), stream) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") {
        return text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    return "processor unknown"
  }
}
