/// `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never

  /// Whether text for `descriptor` is coloured: `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether it is
  /// a terminal that knows colours.
  package func isColored(
    isTerminal: Bool, environment: (String) -> String? = Platform.environment
  ) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let value = environment("NO_COLOR"), !value.isEmpty { return false }
    if let value = environment("CLICOLOR_FORCE"), !value.isEmpty, value != "0" { return true }
    if environment("CLICOLOR") == "0" { return false }
    return isTerminal && environment("TERM") != "dumb"
  }
}
