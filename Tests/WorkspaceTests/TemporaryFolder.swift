import Workspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of the system's temporary one, gone with its value.
final class TemporaryFolder {
  let path: FilePath

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    // Links on the way would make paths of one place differ.
    let real = realpath(base, nil)
    defer { free(real) }
    let root = FilePath(real.map { String(cString: $0) } ?? base)
    path = root.appending("cliquery tests \(getpid()) \(UInt64.random(in: .min ... .max))")
    try FileSystem.makeFolder(path)
  }

  deinit { Self.remove(path) }

  private static func remove(_ folder: FilePath) {
    for entry in (try? FileSystem.list(folder)) ?? [] {
      let path = folder.appending(entry.name)
      if entry.kind == .folder { remove(path) } else { withCString(path) { _ = unlink($0) } }
    }
    withCString(folder) { _ = rmdir($0) }
  }

  func callAsFunction(_ name: String) -> FilePath { path.appending(name) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> FilePath {
    try write(FilePath(name), Array(text.utf8))
  }

  @discardableResult
  func write(_ name: FilePath, _ bytes: [UInt8]) throws -> FilePath {
    var folder = path
    for part in name.bytes.split(separator: UInt8(ascii: "/")).dropLast() {
      folder = folder.appending(part)
      try FileSystem.makeFolder(folder)
    }
    let file = path.appending(name.bytes)
    try FileSystem.write(bytes, to: file)
    return file
  }

  func makeFolder(_ name: String) throws { try FileSystem.makeFolder(path.appending(name)) }

  func link(_ name: String, to target: String) {
    Self.withCString(path.appending(name)) { _ = symlink(target, $0) }
  }

  func hardLink(_ name: String, to other: String) {
    Self.withCString(path.appending(other)) { other in
      Self.withCString(path.appending(name)) { _ = linkat(AT_FDCWD, other, AT_FDCWD, $0, 0) }
    }
  }

  func makePipe(_ name: String) { Self.withCString(path.appending(name)) { _ = mkfifo($0, 0o600) } }

  func setMode(_ name: String, _ mode: UInt32) {
    Self.withCString(path.appending(name)) { _ = chmod($0, mode_t(mode)) }
  }

  func mode(_ name: String) -> UInt32 {
    var status = stat()
    Self.withCString(path.appending(name)) { _ = stat($0, &status) }
    return UInt32(status.st_mode) & 0o7777
  }

  /// Whoever may read everything has no unreadable file.
  static var readsEverything: Bool { geteuid() == 0 }

  private static func withCString(_ path: FilePath, _ body: (UnsafePointer<CChar>) -> Void) {
    let characters = (path.bytes + [0]).map { CChar(bitPattern: $0) }
    characters.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }
}
