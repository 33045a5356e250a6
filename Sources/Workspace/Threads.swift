#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock for state that threads share, and a way to wait for a change of it.
package final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  package func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Inside of ``withLock(_:)``: lets others in until ``wakeAll()``.
  package func wait() { pthread_cond_wait(condition, mutex) }

  /// The same, and no longer than so many milliseconds.
  package func wait(milliseconds: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let nanoseconds = Int(time.tv_nsec) + (milliseconds % 1000) * 1_000_000
    time.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition, mutex, &time)
  }

  package func wakeAll() { pthread_cond_broadcast(condition) }
}

/// Threads that were started.
package struct Threads {
  private var started: [pthread_t] = []

  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// The default of some systems is too small for parsers that recurse to their limits.
  private static let stackSize = 8 << 20

  /// Runs `body` on `count` threads, or on as many as the system gives.
  package static func start(_ count: Int, _ body: @escaping @Sendable () -> Void) -> Threads {
    var threads = Threads()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    for _ in 0..<max(count, 0) {
      let box = Unmanaged.passRetained(Box(body))
      guard let thread = create(&attributes, box.toOpaque()) else {
        box.release()
        break
      }
      threads.started.append(thread)
    }
    pthread_attr_destroy(&attributes)
    return threads
  }

  package var count: Int { started.count }

  /// Lets them go on alone.
  package func detach() {
    for thread in started { pthread_detach(thread) }
  }

  /// Returns when all have ended.
  package func join() {
    for thread in started { pthread_join(thread, nil) }
  }

  private static func create(_ attributes: inout pthread_attr_t, _ box: UnsafeMutableRawPointer) -> pthread_t?
  {
    #if canImport(Darwin)
      var thread: pthread_t?
      let failed = pthread_create(
        &thread, &attributes,
        { pointer in
          Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body()
          return nil
        }, box)
      return failed == 0 ? thread : nil
    #else
      var thread = pthread_t()
      let failed = pthread_create(
        &thread, &attributes,
        { pointer in
          if let pointer { Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body() }
          return nil
        }, box)
      return failed == 0 ? thread : nil
    #endif
  }
}
