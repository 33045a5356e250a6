import Evaluation
import SourceText

// What differs between systems stands here and nowhere else in the target.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls of the system that the target needs, with their differences taken out.
package enum SystemCalls {
  /// Opens for reading; a pipe without a writer does not block.
  static func openForReading(_ path: FilePath) -> Int32 {
    withCString(path) { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
  }

  static func openForWriting(_ path: FilePath) -> Int32 {
    withCString(path) { open($0, O_WRONLY | O_CLOEXEC) }
  }

  /// Creates a file that must not exist yet.
  static func create(_ path: FilePath, mode: mode_t) -> Int32 {
    withCString(path) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
  }

  static func status(_ path: FilePath, followingLinks: Bool = true) -> stat? {
    var result = stat()
    let failed = withCString(path) { followingLinks ? stat($0, &result) : lstat($0, &result) }
    return failed == 0 ? result : nil
  }

  /// What a symbolic link says; nil where `path` is none.
  static func linkTarget(_ path: FilePath) -> FilePath? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = withCString(path) { readlink($0, &text, text.count) }
    return length > 0 ? FilePath(text.prefix(length).map { UInt8(bitPattern: $0) }) : nil
  }

  static func changeTime(_ status: stat) -> timespec {
    #if canImport(Darwin)
      status.st_mtimespec
    #else
      status.st_mtim
    #endif
  }

  static func kind(_ status: stat) -> FileSystem.Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  static func kind(_ entry: UnsafeMutablePointer<dirent>) -> FileSystem.Kind? {
    switch Int32(entry.pointee.d_type) {
    case Int32(DT_REG): .file
    case Int32(DT_DIR): .folder
    case Int32(DT_LNK): .link
    case Int32(DT_UNKNOWN): nil
    default: .other
    }
  }

  /// The bytes of an entry's name.
  static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  static func withCString<Result>(_ path: FilePath, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    // A NUL would cut the path to another one; no file has a name that is empty.
    var bytes = path.bytes.contains(0) ? [] : path.bytes
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return body("") }
      return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { body($0) }
    }
  }

  /// What an error number means, in lower case.
  static func text(of number: Int32) -> String {
    switch number {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "this is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ELOOP: "too many symbolic links, perhaps in a circle"
    case ENAMETOOLONG: "the path is too long"
    case ENOSPC: "no space is left on the disk"
    case EROFS: "the disk is read-only"
    case EMFILE, ENFILE: "too many files are open"
    default: strerror(number).map { String(cString: $0).lowercased() } ?? "error \(number)"
    }
  }

  /// `read(2)` and `write(2)`, which methods of the same name would hide.
  static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    platformRead(descriptor, buffer, count)
  }

  static func write(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
    platformWrite(descriptor, buffer, count)
  }

  /// Asks for large pages where a buffer is long: to touch memory for the first time costs the kernel more than
  /// reading a file into it, and most of that is by the page. Where the system has none, nothing changes.
  package static func preferLargePages(_ buffer: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      let page = 2 << 20
      guard buffer.count >= 2 * page, let base = buffer.baseAddress else { return }
      let start = base.alignedUp(toMultipleOf: page)
      let length = (buffer.count - (start - base)) / page * page
      if length > 0 { madvise(start, length, MADV_HUGEPAGE) }
    #endif
  }

  /// `read(2)` into a buffer: the number of bytes, 0 at the end, below zero for an error that `errno` tells.
  package static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    return read(descriptor, base, buffer.count)
  }

  /// Writes a whole buffer; false where that failed.
  package static func writeAll(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Bool {
    guard let base = buffer.baseAddress else { return true }
    var done = 0
    while done < buffer.count {
      let put = write(descriptor, base + done, buffer.count - done)
      if put < 0, errno == EINTR { continue }
      if put <= 0 { return false }
      done += put
    }
    return true
  }

  /// Whether `needle` stands in `bytes`: the system's search for one byte knows the processor, so the rarest one
  /// of the needle, at `rare`, is looked for.
  static func contains(_ needle: [UInt8], rare: Int, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      needle.withUnsafeBytes { needle in
        guard let base = bytes.baseAddress, let wanted = needle.baseAddress, rare < needle.count else {
          return false
        }
        var place = rare
        let end = bytes.count - (needle.count - rare) + 1
        while place < end {
          guard let found = memchr(base + place, Int32(needle[rare]), end - place) else { return false }
          let start = UnsafeRawPointer(found) - rare
          if memcmp(start, wanted, needle.count) == 0 { return true }
          place = UnsafeRawPointer(found) - base + 1
        }
        return false
      }
    }
  }

  /// Whether `needle` stands in a part of `bytes`; an empty one does nowhere.
  static func contains(_ needle: [UInt8], in bytes: [UInt8], _ part: ByteRange) -> Bool {
    let part = part.clamped(to: ByteRange(0, bytes.count))
    guard let first = needle.first else { return false }
    return bytes.withUnsafeBytes { bytes in
      needle.withUnsafeBytes { needle in
        guard let base = bytes.baseAddress, let wanted = needle.baseAddress else { return false }
        var place = part.start
        let end = part.end - needle.count + 1
        while place < end {
          guard let found = memchr(base + place, Int32(first), end - place) else { return false }
          if memcmp(found, wanted, needle.count) == 0 { return true }
          place = UnsafeRawPointer(found) - base + 1
        }
        return false
      }
    }
  }

  /// What the last call that failed ran into.
  package static var lastError: String { text(of: errno) }

  /// A clock that only goes on.
  package static var monotonicNanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }

  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

private func platformRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func platformWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}

extension MemoryHint {
  /// Large pages, where the system has them.
  package static let largePages = MemoryHint { SystemCalls.preferLargePages($0) }
}
