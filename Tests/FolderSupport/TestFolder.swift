import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder below the system's temporary one, outside of any workspace, gone with its value.
package final class TestFolder {
  package let path: FilePath

  /// `files` by their paths. What the folder's name begins with has a blank, as folders of people have.
  package init(_ files: [String: String] = [:], prefix: String = "cliquery tests ") throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    // Links on the way would make paths of one place differ.
    let real = realpath(base, nil)
    defer { free(real) }
    let root = FilePath(real.map { String(cString: $0) } ?? base)
    path = root.appending("\(prefix)\(getpid())-\(UInt64.random(in: .min ... .max))")
    try FileSystem.makeFolder(path)
    for (name, text) in files { try write(name, text) }
  }

  deinit { Self.remove(path) }

  private static func remove(_ folder: FilePath) {
    for entry in (try? FileSystem.list(folder)) ?? [] {
      let path = folder.appending(entry.name)
      if entry.kind == .folder { remove(path) } else { withCString(path) { _ = unlink($0) } }
    }
    withCString(folder) { _ = rmdir($0) }
  }

  package func callAsFunction(_ name: String) -> FilePath { path.appending(name) }

  @discardableResult
  package func write(_ name: String, _ text: String) throws -> FilePath {
    try write(FilePath(name), Array(text.utf8))
  }

  @discardableResult
  package func write(_ name: FilePath, _ bytes: [UInt8]) throws -> FilePath {
    var folder = path
    for part in name.bytes.split(separator: UInt8(ascii: "/")).dropLast() {
      folder = folder.appending(part)
      try FileSystem.makeFolder(folder)
    }
    let file = path.appending(name.bytes)
    // Quickly: what is written here need not outlive the machine.
    var stream: UnsafeMutablePointer<FILE>?
    Self.withCString(file) { stream = fopen($0, "w") }
    guard let stream else { throw FileSystem.Failure("`\(file.text)` cannot be written") }
    defer { fclose(stream) }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw FileSystem.Failure("`\(file.text)` cannot be written")
    }
    return file
  }

  package func read(_ name: String) -> String? {
    (try? FileSystem.read(path.appending(name))).map { String(decoding: $0, as: UTF8.self) }
  }

  package func makeFolder(_ name: String) throws { try FileSystem.makeFolder(path.appending(name)) }

  package func link(_ name: String, to target: String) {
    Self.withCString(path.appending(name)) { _ = symlink(target, $0) }
  }

  package func hardLink(_ name: String, to other: String) {
    Self.withCString(path.appending(other)) { other in
      Self.withCString(path.appending(name)) { _ = linkat(AT_FDCWD, other, AT_FDCWD, $0, 0) }
    }
  }

  package func makePipe(_ name: String) { Self.withCString(path.appending(name)) { _ = mkfifo($0, 0o600) } }

  package func setMode(_ name: String, _ mode: UInt32) {
    Self.withCString(path.appending(name)) { _ = chmod($0, mode_t(mode)) }
  }

  package func mode(_ name: String) -> UInt32 {
    var status = stat()
    Self.withCString(path.appending(name)) { _ = stat($0, &status) }
    return UInt32(status.st_mode) & 0o7777
  }

  private static func withCString(_ path: FilePath, _ body: (UnsafePointer<CChar>) -> Void) {
    let characters = (path.bytes + [0]).map { CChar(bitPattern: $0) }
    characters.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }
}
