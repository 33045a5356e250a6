/// Why a store did not do what it was asked.
package enum StoreError: Error, Sendable, Hashable {
  /// What the API would refuse, too; nothing was changed.
  case refused(StoreRefusal)
  /// The file cannot be used: what, where, and what to do. Nothing was changed.
  case unusable(String)
  /// Somebody asked to stop; nothing was changed.
  case cancelled

  package var message: String {
    switch self {
    case .refused(let refusal): refusal.message
    case .unusable(let message): message
    case .cancelled: "cancelled; nothing was changed"
    }
  }
}
