import MakeQuery
import SourceText

/// Whether a value can be its parameter's.
enum ParameterValue {
  struct Problem {
    let message: String
    /// Whether the text is not of the parameter's type at all.
    let isWrongType: Bool
    let suggestion: String?
  }

  /// What is wrong with a decoded value; nil where nothing is, or nothing can be said. `value` is nil where there is no
  /// `=`.
  static func problem(_ value: String?, of parameter: EndpointParameter) -> Problem? {
    let name = "`\(parameter.name)`"
    guard let value, !value.isEmpty else {
      guard parameter.type != .string || !parameter.allowed.isEmpty else { return nil }
      return Problem(
        message: "\(name) has no value; \(expectation(parameter))", isWrongType: false,
        suggestion: value == nil && parameter.type == .boolean ? "true" : nil)
    }
    if PlaceholderText.isPlaceholder(value), !isWord(value, of: parameter) { return nil }
    if parameter.type.isList || parameter.type == .joinedText {
      for part in value.split(separator: ",") {
        if let problem = single(part.trimmed, parameter, name) { return problem }
      }
      return nil
    }
    return single(value, parameter, name)
  }

  /// Whether a word of capitals is one of the parameter's in another case.
  private static func isWord(_ value: String, of parameter: EndpointParameter) -> Bool {
    let words = parameter.type == .boolean ? ["true", "false", "yes", "no"] : parameter.allowed
    return words.contains { $0.lowercased() == value.lowercased() }
  }

  private static func single(_ value: String, _ parameter: EndpointParameter, _ name: String) -> Problem? {
    let found = Message.quoted(value)
    func mismatch(_ isWrongType: Bool, _ suggestion: String? = nil) -> Problem {
      let hint = suggestion == nil ? "" : Message.suggestion(suggestion)
      return Problem(
        message: "\(name) takes \(kind(parameter)), not \(found)\(hint)", isWrongType: isWrongType,
        suggestion: suggestion)
    }
    switch parameter.type {
    case .integer, .integerList, .number:
      guard isNumber(value, allowsFraction: parameter.type == .number) else { return mismatch(true) }
      if !parameter.allowed.isEmpty { return parameter.allowed.contains(value) ? nil : mismatch(false) }
      return range(value, parameter, name)
    case .boolean:
      if value == "true" || value == "false" { return nil }
      let meant = booleans[value.lowercased()]
      return mismatch(meant == nil, meant)
    case .date, .dateTime:
      if isDate(value) { return nil }
      return mismatch(!value.allSatisfy(\.isNumber))
    case .string, .textList, .joinedText:
      if parameter.allowed.isEmpty || parameter.allowed.contains(value) { return nil }
      return mismatch(false, Suggestions.nearest(to: value, in: parameter.allowed))
    }
  }

  private static let booleans = [
    "true": "true", "false": "false", "1": "true", "0": "false", "yes": "true", "no": "false", "on": "true",
    "off": "false", "y": "true", "n": "false", "t": "true", "f": "false",
  ]

  private static func isNumber(_ value: String, allowsFraction: Bool) -> Bool {
    var digits = value.utf8.drop { $0 == UInt8(ascii: "-") }
    if value.utf8.count - digits.count > 1 { return false }
    if allowsFraction, let point = digits.firstIndex(of: UInt8(ascii: ".")) {
      let fraction = digits[digits.index(after: point)...]
      if fraction.isEmpty || !fraction.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) { return false }
      digits = digits[..<point]
    }
    return !digits.isEmpty && digits.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func range(_ value: String, _ parameter: EndpointParameter, _ name: String) -> Problem? {
    let found = Message.quoted(value)
    let isNegative = value.hasPrefix("-") && value.contains { $0 != "0" && $0 != "-" }
    let number = Int(value) ?? (isNegative ? Int.min : Int.max)
    let least =
      parameter.minimum ?? (parameter.name == "pg[limit]" ? 1 : parameter.name.hasPrefix("pg[") ? 0 : nil)
    if let least, number < least {
      return Problem(
        message: "\(name) is at least \(least), not \(found)", isWrongType: parameter.name.hasPrefix("pg["),
        suggestion: nil)
    }
    if let most = parameter.maximum, number > most {
      return Problem(
        message: "\(name) is at most \(most), not \(found)", isWrongType: false, suggestion: String(most))
    }
    return nil
  }

  /// `2026-01-31`, with a time behind it or not.
  private static func isDate(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard bytes.count >= 10 else { return false }
    for (index, byte) in bytes.prefix(10).enumerated() {
      let isRight = index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte &- UInt8(ascii: "0") < 10
      if !isRight { return false }
    }
    guard bytes.count > 10 else { return true }
    return "Tt ".utf8.contains(bytes[10])
      && bytes.dropFirst(11).allSatisfy { $0 &- UInt8(ascii: "0") < 10 || ":.+-Zz ".utf8.contains($0) }
  }

  private static func kind(_ parameter: EndpointParameter) -> String {
    if !parameter.allowed.isEmpty { return Message.list(parameter.allowed.map { "`\($0)`" }) }
    switch parameter.type {
    case .integer, .integerList: return "a whole number"
    case .number: return "a number"
    case .boolean: return "`true` or `false`"
    case .date: return "a date such as `2026-01-31`"
    case .dateTime: return "a date or time such as `2026-01-31T12:00:00Z`"
    case .string, .textList, .joinedText: return "a text"
    }
  }

  private static func expectation(_ parameter: EndpointParameter) -> String { "it takes \(kind(parameter))" }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
