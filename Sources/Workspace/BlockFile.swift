#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regular file that is open for reading, block by block, and closed with its value.
struct BlockFile: ~Copyable {
  let descriptor: Int32
  /// In bytes, when it was opened.
  let size: Int
  /// Why it could not be read to its end.
  private(set) var failure: FileSystem.Failure?

  init(_ path: FilePath) throws(FileSystem.Failure) {
    (descriptor, size) = try Self.open(path)
    failure = nil
  }

  deinit { close(descriptor) }

  private static func open(_ path: FilePath) throws(FileSystem.Failure) -> (descriptor: Int32, size: Int) {
    let descriptor = SystemCalls.openForReading(path)
    guard descriptor >= 0 else { throw FileSystem.Failure(errorNumber: errno) }
    var status = stat()
    let failure: FileSystem.Failure? =
      if fstat(descriptor, &status) != 0 {
        FileSystem.Failure(errorNumber: errno)
      } else {
        switch SystemCalls.kind(status) {
        case .file: status.st_size < FileSystem.largestFile ? nil : .tooLarge
        case .folder: FileSystem.Failure(errorNumber: EISDIR)
        default:
          FileSystem.Failure("this is not a regular file; give what it holds on standard input, as `-`")
        }
      }
    if let failure {
      close(descriptor)
      throw failure
    }
    return (descriptor, Int(status.st_size))
  }

  /// Writes the next bytes into `buffer`; how many, 0 at the end of the file or after a ``failure``.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let got = FileSystem.readSome(descriptor, buffer)
    if got < 0 { failure = FileSystem.Failure(errorNumber: errno) }
    return max(0, got)
  }

  /// The next bytes are the first ones again.
  mutating func rewind() {
    if lseek(descriptor, 0, SEEK_SET) != 0 { failure = FileSystem.Failure(errorNumber: errno) }
  }
}
