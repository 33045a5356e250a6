/// What a finding about the server's answer rests on (criteria language, "The promise").
package enum Basis: Sendable, Hashable {
  /// The operation's own table of the v3 document names the refusal.
  case documented
  /// A documented rule is broken, but the operation names no code for it.
  case implied
  /// One of our decisions where the documentation is silent.
  case decision(Decision)
  /// One of our decisions about requests.
  case requestDecision(RequestDecision)
  /// What Make's own client libraries send.
  case client
  /// Answers that were seen, which nobody documents.
  case observed
  /// What the user's settings say.
  case settings

  /// As the machine formats write it.
  package var text: String {
    switch self {
    case .documented: "documented"
    case .implied: "implied"
    case .decision(let decision): "decision \(decision.code)"
    case .requestDecision(let decision): "decision \(decision.code)"
    case .client: "client"
    case .observed: "observed"
    case .settings: "settings"
    }
  }
}
