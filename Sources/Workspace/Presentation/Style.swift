import Linting

/// Colours of a terminal, or none.
package struct Style: Sendable {
  package enum Color: String, Sendable {
    case bold = "1"
    case dim = "2"
    case boldRed = "1;31"
    case boldYellow = "1;33"
    case boldBlue = "1;34"
    case boldCyan = "1;36"
    case boldGreen = "1;32"
    case red = "31"
    case green = "32"
    case cyan = "36"
  }

  package let isColored: Bool

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  package static let plain = Style(isColored: false)

  package func paint(_ text: String, _ color: Color) -> String {
    guard isColored, !text.isEmpty else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }
}

extension Style {
  /// The severity's word in its colour.
  package func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: paint("error", .boldRed)
    case .warning: paint("warning", .boldYellow)
    case .hint: paint("hint", .boldCyan)
    }
  }
}
