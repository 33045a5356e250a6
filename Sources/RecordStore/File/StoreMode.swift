/// What a store is opened for.
package enum StoreMode: Sendable, Hashable {
  /// It must exist, and is not changed.
  case read
  /// It must exist.
  case write
  /// It is made where there is none.
  case create
}

/// What tests and the emulator set.
package struct StoreOptions: Sendable {
  /// How long another program's write is waited for.
  package var patienceSeconds: Double
  /// An organisation's limit on datastores is not published; nil: none.
  package var datastoreLimit: Int?
  /// Milliseconds since 1970.
  package var now: @Sendable () -> Int64

  /// Whether a change outlives a power failure; without it tests run faster.
  package var isDurable: Bool

  package init(
    patienceSeconds: Double = 5, datastoreLimit: Int? = nil, isDurable: Bool = true,
    now: (@Sendable () -> Int64)? = nil
  ) {
    self.patienceSeconds = patienceSeconds
    self.datastoreLimit = datastoreLimit
    self.isDurable = isDurable
    self.now = now ?? { StoreSystem.now() }
  }
}
