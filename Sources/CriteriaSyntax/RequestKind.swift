/// The version of the Cliq API that a query is sent to. Deluge's tasks speak v2 [decision C25].
package enum APIVersion: String, Sendable, Hashable, CaseIterable {
  case v2
  case v3
}

/// What a criteria selects records for.
package enum Operation: String, Sendable, Hashable, CaseIterable {
  case list
  case update
  case delete
}
