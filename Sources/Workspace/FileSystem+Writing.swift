#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writing.
extension FileSystem {
  /// Puts `bytes` at `path` in one step; see ``FileReplacement``.
  package static func write(_ bytes: [UInt8], to path: FilePath) throws(Failure) {
    var file = try FileReplacement(of: path)
    try file.append(bytes)
    try file.commit()
  }

  /// The same for a file that held `before` when it was read: what somebody else has written since is left alone.
  static func write(_ bytes: [UInt8], to path: FilePath, insteadOf before: [UInt8]) throws(Failure) {
    var file = try FileReplacement(of: path)
    try file.append(bytes)
    try file.commit(insteadOf: before)
  }

  /// Writes a file that must not exist yet.
  package static func writeNew(_ bytes: [UInt8], to path: FilePath) throws(Failure) {
    let descriptor = SystemCalls.create(path, mode: 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw Failure("the file exists already") }
      throw Failure(errorNumber: errno)
    }
    let failure: Int32 = bytes.withUnsafeBytes { SystemCalls.writeAll(descriptor, $0) } ? 0 : errno
    close(descriptor)
    if failure != 0 {
      _ = SystemCalls.withCString(path) { unlink($0) }
      throw Failure(errorNumber: failure)
    }
  }

  /// Makes a folder; one that exists is left as it is. Its parent must exist.
  package static func makeFolder(_ path: FilePath) throws(Failure) {
    if SystemCalls.withCString(path, { mkdir($0, 0o777) }) == 0 { return }
    let number = errno
    if number == EEXIST, kind(path) == .folder { return }
    if number == EEXIST { throw Failure("there is a file of this name") }
    throw Failure(errorNumber: number)
  }

  /// Makes a folder and those above it.
  package static func makeFolders(_ path: FilePath) throws(Failure) {
    var missing: [FilePath] = []
    var current = path
    while kind(current) == nil, current.parent != current {
      missing.append(current)
      current = current.parent
    }
    for folder in missing.reversed() { try makeFolder(folder) }
  }
}
