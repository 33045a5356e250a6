import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// Writing what other query languages say in criteria: `contains`, `starts with`, `between`, `eq` …
enum ForeignCondition {
  /// The operator and value that say what `name` says about `value`; nil where nothing does.
  ///
  /// - Parameters:
  ///   - name: the foreign operator in lower case, words joined by one blank.
  ///   - value: the value as written, with its quotes.
  static func rewrite(_ name: String, _ value: [UInt8]) -> (operator: String, value: [UInt8])? {
    switch name.filter({ $0 != "_" && $0 != " " && $0 != "-" }) {
    case "equals", "equal", "equalto", "equalsto", "isequalto", "isequal", "eq", "is", ":=",
      "equalsignorecase":
      ("==", value)
    case "notequals", "notequal", "notequalto", "doesnotequal", "isnotequal", "isnotequalto", "isnot",
      "isn't",
      "ne", "neq":
      ("!=", value)
    case "greaterthan", "gt", "isgreaterthan", "after", "isafter": (">", value)
    case "greaterequal", "greaterorequal", "greaterthanorequal", "greaterthanorequalto", "gte", "ge":
      (">=", value)
    case "lessthan", "lt", "islessthan", "before", "isbefore": ("<", value)
    case "lessequal", "lessorequal", "lessthanorequal", "lessthanorequalto", "lte", "le": ("<=", value)
    case "contains", "contain", "includes", "has", "haslike": pattern("like", "%", value, "%")
    case "notcontains", "doesnotcontain", "notcontain", "isnotcontains": pattern("not like", "%", value, "%")
    case "startswith", "beginswith", "startwith": pattern("like", "", value, "%")
    case "notstartswith", "doesnotstartwith": pattern("not like", "", value, "%")
    case "endswith", "endwith": pattern("like", "%", value, "")
    case "notendswith", "doesnotendwith": pattern("not like", "%", value, "")
    case "!like", "notlike": ("not like", value)
    case "!in", "notin", "nin": value.first == UInt8(ascii: "(") ? ("not in", value) : nil
    default: nil
    }
  }

  private static func pattern(_ word: String, _ before: String, _ value: [UInt8], _ after: String) -> (
    operator: String, value: [UInt8]
  )? {
    // A wildcard or an escape in the value would change its meaning.
    let special = [UInt8(ascii: "%"), UInt8(ascii: "_"), UInt8(ascii: "\\")]
    guard !value.isEmpty, !value.contains(where: special.contains) else { return nil }
    guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      value.count >= 2,
      value.last == quote
    else { return (word, Array(before.utf8) + value + Array(after.utf8)) }
    return (word, [quote] + Array(before.utf8) + value.dropFirst().dropLast() + Array(after.utf8) + [quote])
  }

  /// `field operator value`, words set off by blanks.
  static func condition(_ field: [UInt8], _ operatorText: String, _ value: [UInt8]) -> [UInt8] {
    let isWord = operatorText.utf8.first.map { $0 >= UInt8(ascii: "a") } ?? false
    return field + Array((isWord ? " \(operatorText) " : operatorText).utf8) + value
  }

  /// `1 and 5` of a `between`; nil where it is not two values.
  static func bounds(_ value: [UInt8]) -> (low: [UInt8], high: [UInt8])? {
    let words = String(decoding: value, as: UTF8.self)
      .split(whereSeparator: { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" })
    if words.count == 3, words[1].lowercased() == "and" || words[1] == "&&" {
      return (Array(words[0].utf8), Array(words[2].utf8))
    }
    return words.count == 2 && value.contains(UInt8(ascii: ","))
      ? (Array(words[0].utf8), Array(words[1].utf8)) : nil
  }

  /// The schema's name for a field that was written otherwise; the name itself where the schema does not help.
  static func fieldName(_ written: [UInt8], _ query: QueryContext) -> [UInt8] {
    let whole = ByteRange(0, written.count)
    guard let schema = query.schema else { return written }
    if schema.resolve(written, whole) != .unknown { return written }
    let name = String(decoding: written, as: UTF8.self)
    return Suggestions.field(for: name, in: schema.schema).map { Array($0.utf8) } ?? written
  }

  /// Whether the bytes can stand as a field.
  static func isField(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
