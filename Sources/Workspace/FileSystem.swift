#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files and folders, by paths that are bytes. Nothing here blocks on a pipe.
package enum FileSystem {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A symbolic link.
    case link
    /// A pipe, a socket, a device.
    case other
  }

  /// Why something could not be done: lower case, no final stop, the path not named.
  package struct Failure: Error, Hashable, Sendable {
    package let message: String
    /// Whether the reason is that nothing has this path.
    package let isMissing: Bool

    package init(_ message: String, isMissing: Bool = false) {
      self.message = message
      self.isMissing = isMissing
    }

    init(errorNumber: Int32) {
      self.init(
        SystemCalls.text(of: errorNumber), isMissing: errorNumber == ENOENT || errorNumber == ENOTDIR)
    }

    static let tooLarge = Failure("files of 4 GiB and more are not read")
  }

  /// Offsets are 32 bits wide.
  package static let largestFile = 4 << 30

  /// The whole content of a regular file.
  package static func read(_ path: FilePath) throws(Failure) -> [UInt8] {
    let file = try BlockFile(path)
    return try readAll(file.descriptor, expecting: file.size)
  }

  /// The first bytes of a regular file, `most` of them or all there are; nil where it cannot be read.
  static func readStart(_ path: FilePath, most: Int) -> [UInt8]? {
    let descriptor = SystemCalls.openForReading(path)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, SystemCalls.kind(status) == .file else { return nil }
    return [UInt8](unsafeUninitializedCapacity: max(0, most)) { buffer, count in
      while count < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        let got = readSome(descriptor, rest)
        if got <= 0 { break }
        count += got
      }
    }
  }

  /// Everything on standard input.
  package static func readStandardInput() throws(Failure) -> [UInt8] {
    try readAll(STDIN_FILENO, expecting: 0)
  }

  /// Reads what there is of standard input into `buffer`; the bytes read, 0 at its end.
  package static func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let got = readSome(STDIN_FILENO, buffer)
    if got < 0 { throw Failure(errorNumber: errno) }
    return got
  }

  private static func readAll(_ descriptor: Int32, expecting size: Int) throws(Failure) -> [UInt8] {
    guard size < largestFile else { throw .tooLarge }
    var failure: Int32 = 0
    var isComplete = false
    // One byte more than expected, so that the end is seen without growing.
    var bytes = [UInt8](unsafeUninitializedCapacity: max(size, 0) + 1) { buffer, count in
      SystemCalls.preferLargePages(UnsafeMutableRawBufferPointer(buffer))
      while count < buffer.count {
        let got = readSome(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
        )
        if got < 0 { failure = errno }
        if got <= 0 {
          isComplete = true
          break
        }
        count += got
      }
    }
    while !isComplete, failure == 0 {
      guard bytes.count < largestFile else { throw .tooLarge }
      let chunk = [UInt8](unsafeUninitializedCapacity: min(max(bytes.count, 1 << 16), 1 << 24)) {
        buffer, count in
        let got = readSome(descriptor, UnsafeMutableRawBufferPointer(buffer))
        if got < 0 { failure = errno }
        if got <= 0 { isComplete = true }
        count = max(0, got)
      }
      bytes += chunk
    }
    if failure != 0 { throw Failure(errorNumber: failure) }
    return bytes
  }

  static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let got = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if got >= 0 || errno != EINTR {
        // Standard input that another program left non-blocking: wait for it.
        if got < 0, errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          if poll(&waiting, 1, -1) >= 0 || errno == EINTR { continue }
        }
        return got
      }
    }
  }

  /// What `path` is, links followed; nil where there is nothing.
  package static func kind(_ path: FilePath) -> Kind? {
    SystemCalls.status(path).map(SystemCalls.kind)
  }

  /// Why `path` cannot be looked at.
  static func failure(of path: FilePath) -> Failure? {
    SystemCalls.status(path) == nil ? Failure(errorNumber: errno) : nil
  }

  /// The same for every path that leads to one file or folder.
  package struct Identity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    fileprivate init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  /// Nil where nothing has this path.
  package static func identity(_ path: FilePath) -> Identity? {
    SystemCalls.status(path).map(Identity.init)
  }

  /// Differs once the content of a file was changed, or another file has its path.
  package struct Stamp: Hashable, Sendable {
    private let identity: Identity
    private let size: Int64
    /// When the content changed last, in nanoseconds since 1970.
    private let time: Int64

    fileprivate init(_ status: stat) {
      identity = Identity(status)
      size = Int64(status.st_size)
      let changed = SystemCalls.changeTime(status)
      time = Int64(changed.tv_sec) &* 1_000_000_000 &+ Int64(changed.tv_nsec)
    }

    /// When the content changed last, in milliseconds since 1970.
    package var milliseconds: Int { Int(time / 1_000_000) }
  }

  /// Nil where nothing has this path.
  package static func stamp(_ path: FilePath) -> Stamp? { SystemCalls.status(path).map(Stamp.init) }

  /// A name in a folder.
  package struct Entry: Sendable, Hashable {
    package let name: [UInt8]
    package let kind: Kind
  }

  /// The names in a folder in the order of their bytes, without `.` and `..`.
  package static func list(_ folder: FilePath) throws(Failure) -> [Entry] {
    guard let directory = SystemCalls.withCString(folder, { opendir($0) }) else {
      throw Failure(errorNumber: errno)
    }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let entry = readdir(directory) {
      let name = SystemCalls.name(entry)
      if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
      let kind =
        SystemCalls.kind(entry)
        ?? SystemCalls.status(folder.appending(name), followingLinks: false).map(SystemCalls.kind)
      entries.append(Entry(name: name, kind: kind ?? .other))
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return entries
  }

  package static func currentDirectory() throws(Failure) -> FilePath {
    guard let text = getcwd(nil, 0) else { throw Failure(errorNumber: errno) }
    defer { free(text) }
    return FilePath(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
  }

  /// The top folder of the repository that a folder lies in, by its absolute path; nil where it lies in none.
  package static func repository(holding folder: FilePath) -> FilePath? {
    var current = folder
    while kind(current.appending(".git")) == nil {
      if current.parent == current { return nil }
      current = current.parent
    }
    return current
  }

  private static func systemRead(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    guard let base, count > 0 else { return 0 }
    return SystemCalls.read(descriptor, base, count)
  }
}
