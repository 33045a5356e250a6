/// Why what was asked for cannot be done: lower case, no final stop; what, and what to do.
struct UsageFailure: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

/// A run ends here; why has been said.
struct Stopped: Error {
  init() {}

  /// Says why.
  init(saying message: String) { Console.fail(message) }

  /// What `body` gives, or its failure said.
  static func on<Value>(_ body: () throws(UsageFailure) -> Value) throws(Stopped) -> Value {
    do {
      return try body()
    } catch {
      throw Stopped(saying: error.message)
    }
  }
}
