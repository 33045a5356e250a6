#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that takes the place of another in one step, once all of it is there: a reader sees the old content or the
/// new one, and where writing fails the old one stays.
///
/// A symbolic link stays, and what it leads to changes, or is made. The mode stays, owner and group as far as the system
/// lets them. Of a file with several names (hard links) only the given one gets the new content, because to write into
/// the file itself is not safe. That is done only where nothing can take its place: in a folder that cannot be written
/// to, or where the file is a mount of its own. What is no file, such as `/dev/stdout`, is written to at once.
package struct FileReplacement: ~Copyable {
  private enum Way {
    /// A new file beside the old one, which gets its name in the end.
    case replacing(temporary: FilePath)
    /// The old file, once all is there.
    case overwriting
    case device
    case done
  }

  private struct State {
    let target: FilePath
    var way: Way
    /// Of what is written to; -1 where everything is held until the end.
    var descriptor: Int32
    var held: [UInt8] = []
  }

  private var state: State

  package init(of path: FilePath) throws(FileSystem.Failure) {
    state = try Self.begin(path)
  }

  deinit {
    if state.descriptor >= 0 { close(state.descriptor) }
    if case .replacing(let temporary) = state.way { Self.remove(temporary) }
  }

  /// Adds to the new content; nothing of it is seen before ``commit(insteadOf:)``.
  package mutating func append(_ bytes: [UInt8]) throws(FileSystem.Failure) {
    if state.descriptor < 0 {
      state.held += bytes
    } else if !bytes.withUnsafeBytes({ SystemCalls.writeAll(state.descriptor, $0) }) {
      throw FileSystem.Failure(errorNumber: errno)
    }
  }

  /// Puts what was written in its place; without it nothing changes. Where `before` is given and the file holds
  /// anything else by now, nothing changes either.
  package mutating func commit(insteadOf before: [UInt8]? = nil) throws(FileSystem.Failure) {
    if let before, try FileSystem.read(state.target) != before {
      throw FileSystem.Failure("it has changed since it was read; run this again")
    }
    switch state.way {
    case .replacing(let temporary):
      try finishWriting(syncs: true)
      try replace(by: temporary)
    case .overwriting: try overwrite(state.held)
    case .device: try finishWriting(syncs: false)
    case .done: break
    }
    state.way = .done
  }

  // MARK: Beginning

  private static func begin(_ path: FilePath) throws(FileSystem.Failure) -> State {
    let target = try destination(of: path)
    let old = SystemCalls.status(target)
    switch old.map(SystemCalls.kind) {
    case .folder?: throw FileSystem.Failure(errorNumber: EISDIR)
    case .file?:
      // Another file takes its place, so that nobody else asks whether this one may be written.
      if SystemCalls.withCString(target, { access($0, W_OK) }) != 0 {
        throw FileSystem.Failure(errorNumber: errno)
      }
    case .link?, .other?:
      let descriptor = SystemCalls.openForWriting(target)
      if descriptor < 0 { throw FileSystem.Failure(errorNumber: errno) }
      return State(target: target, way: .device, descriptor: descriptor)
    case nil: break
    }
    for _ in 0..<100 {
      let name = ".cliquery-\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
      let temporary = target.parent.appending(name)
      let descriptor = SystemCalls.create(temporary, mode: 0o666)
      if descriptor >= 0 {
        if let old { takeOver(old, descriptor) }
        return State(target: target, way: .replacing(temporary: temporary), descriptor: descriptor)
      }
      let number = errno
      if old != nil, number == EACCES || number == EPERM {
        return State(target: target, way: .overwriting, descriptor: -1)
      }
      if number != EEXIST { throw FileSystem.Failure(errorNumber: number) }
    }
    throw FileSystem.Failure(errorNumber: EEXIST)
  }

  /// Gives a new file the owner, group and mode of `old`. Only root gives files away; a group of one's own stays.
  private static func takeOver(_ old: stat, _ descriptor: Int32) {
    let isWhole = fchown(descriptor, old.st_uid, old.st_gid) == 0
    if !isWhole { _ = fchown(descriptor, uid_t.max, old.st_gid) }
    // Whoever runs the file as its owner would run it as another one.
    _ = fchmod(descriptor, old.st_mode & (isWhole ? 0o7777 : 0o777))
  }

  /// Where a symbolic link leads in the end, whether anything is there or not; the path itself where it is none.
  private static func destination(of path: FilePath) throws(FileSystem.Failure) -> FilePath {
    var current = path
    for _ in 0..<40 {
      guard let target = SystemCalls.linkTarget(current) else { return current }
      current = target.isAbsolute ? target : current.parent.appending(target.bytes)
    }
    throw FileSystem.Failure(errorNumber: ELOOP)
  }

  // MARK: Ending

  private mutating func finishWriting(syncs: Bool) throws(FileSystem.Failure) {
    var failure: Int32 = !syncs || fsync(state.descriptor) == 0 ? 0 : errno
    if close(state.descriptor) != 0, failure == 0 { failure = errno }
    state.descriptor = -1
    if failure != 0 { throw FileSystem.Failure(errorNumber: failure) }
  }

  private func replace(by temporary: FilePath) throws(FileSystem.Failure) {
    let failed = SystemCalls.withCString(temporary) { from in
      SystemCalls.withCString(state.target) { rename(from, $0) }
    }
    if failed == 0 { return }
    let number = errno
    // A file that is mounted by itself, as containers do, keeps its place.
    guard number == EBUSY else { throw FileSystem.Failure(errorNumber: number) }
    try overwrite(FileSystem.read(temporary))
    Self.remove(temporary)
  }

  private func overwrite(_ bytes: [UInt8]) throws(FileSystem.Failure) {
    let descriptor = SystemCalls.openForWriting(state.target)
    guard descriptor >= 0 else { throw FileSystem.Failure(errorNumber: errno) }
    defer { close(descriptor) }
    guard bytes.withUnsafeBytes({ SystemCalls.writeAll(descriptor, $0) }),
      ftruncate(descriptor, off_t(bytes.count)) == 0, fsync(descriptor) == 0
    else { throw FileSystem.Failure(errorNumber: errno) }
  }

  private static func remove(_ path: FilePath) {
    _ = SystemCalls.withCString(path) { unlink($0) }
  }
}
