// What differs between systems stands here and nowhere else in the target.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls of the system that a store needs.
enum StoreSystem {
  enum Kind: Sendable, Hashable {
    case missing
    case file
    case folder
    case other
    /// It is there, or not, but may not be looked at.
    case unreadable(String)
  }

  static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ENOENT: return .missing
      case ENOTDIR: return .unreadable("a part of the path is not a folder")
      default: return .unreadable(reason(errno))
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// The first bytes of a file; fewer where it is shorter, nil where it cannot be read.
  static func head(of path: String, count: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var isRead = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let got = read(descriptor, base + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { isRead = false }
        if got <= 0 { break }
        filled += got
      }
    }
    return isRead ? bytes : nil
  }

  /// A write past the limit on file sizes is then an error that can be reported, and ends nobody.
  static func ignoreFileSizeSignal() {
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Milliseconds since 1970.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
  }

  private static func reason(_ number: Int32) -> String {
    switch number {
    case EACCES, EPERM: "permission denied"
    case ELOOP: "too many symbolic links, perhaps in a circle"
    case ENAMETOOLONG: "the path is too long"
    default: strerror(number).map { String(cString: $0).lowercased() } ?? "error \(number)"
    }
  }
}
