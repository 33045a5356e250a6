/// A method of the protocol (LSP 3.17 and 3.18), and what the server makes of it.
package struct ProtocolMethod: Sendable {
  package enum Kind: Sendable, Hashable {
    case request
    case notification
  }

  package enum Sender: String, Sendable, Hashable {
    case client
    case server
    case both
  }

  package enum State: Sendable, Hashable {
    /// What it does here, or nil where the protocol says all.
    case done(String? = nil)
    /// Why not.
    case not(String)
  }

  package let name: String
  package let kind: Kind
  package let sender: Sender
  /// The member of `ServerCapabilities` that announces it, its path joined by full stops; nil where none does.
  package let capability: String?
  /// Whether it came with LSP 3.18.
  package let isNew: Bool
  package let state: State

  package var isDone: Bool {
    if case .done = state { return true }
    return false
  }

  static func request(
    _ name: String, from sender: Sender = .client, by capability: String? = nil, isNew: Bool = false,
    _ state: State
  ) -> ProtocolMethod {
    ProtocolMethod(
      name: name, kind: .request, sender: sender, capability: capability, isNew: isNew, state: state)
  }

  static func notification(
    _ name: String, from sender: Sender = .client, by capability: String? = nil, _ state: State
  ) -> ProtocolMethod {
    ProtocolMethod(
      name: name, kind: .notification, sender: sender, capability: capability, isNew: false, state: state)
  }
}
