import CriteriaSemantics
import SourceText

/// ## What it does
/// Checks each value that is compared with a number field: an optional sign, digits, and a point with digits, at
/// most 38 of them. Numbers are never read through binary floating point: ids have 18 digits.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (salary>=1e5)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (salary>=100000)
/// ```
///
/// ## Fix safety
/// Removing the commas of `100,000`, the underscores of `100_000`, and writing the digits of other scripts as plain
/// ones is unsafe: it is a guess.
///
/// ## Basis and source
/// v3, "List records", errors: `datastore_invalid_number_value`; decision C22 says what a number is. For the other
/// operations the rule is documented and the code is not. On `id`, `added_time` and `modified_time` it is a warning
/// that rests on decision C6.
package enum InvalidNumberRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ013", name: "invalid-number", severity: .error, group: .correctness,
    summary: "a value that is no number, compared with a number field")

  package static let traits: QueryTraits = .invalidNumber

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts
    where fact.isJudged && fact.type == .number && fact.comparison.operatorClass != .pattern {
      for token in query.values(fact) where query.isLiteral(token) {
        let inner = query.inner(token)
        guard NumberShape(query.bytes, inner) == nil else { continue }
        report(query, fact, query.range(ofToken: token), inner, &findings)
      }
    }
  }

  private static func report(
    _ query: QueryContext, _ fact: ConditionFact, _ place: ByteRange, _ inner: ByteRange,
    _ findings: inout FindingSink
  ) {
    let message =
      "\(query.quoted(place)) is not a number, and `\(query.fieldName(fact))` is a number field"
      + reason(query.bytes, inner)
    let fixes = plainForm(query.bytes[inner]).map { title, digits in
      [FixDraft.unsafe(title, [TextEdit(range: inner, newText: digits)])]
    }
    if fact.field == .system {
      findings.report(
        in: query.text, at: place, message, severity: .warning, basis: .decision(.systemFields),
        fixes: fixes ?? [])
    } else {
      findings.report(.invalidNumber, in: query.text, at: place, message, fixes: fixes ?? [])
    }
  }

  private static func reason(_ bytes: [UInt8], _ range: ByteRange) -> String {
    let digits = bytes[range].filter { $0 >= 48 && $0 <= 57 }.count
    if digits == range.count { return "; at most \(Limits.numberDigits) digits are allowed" }
    let exponent = bytes[range].firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    if digits > 1, let exponent, NumberShape(bytes, ByteRange(range.start, exponent)) != nil,
      NumberShape(bytes, ByteRange(exponent + 1, range.end)) != nil
    {
      return "; write all digits instead of an exponent"
    }
    if plainDigits(bytes[range]) != nil { return "; write the digits `0` to `9`" }
    if nothings.contains(bytes.text(range).lowercased()) {
      return "; nothing tests for a value that is not there"
    }
    return ""
  }

  /// What other languages call a value that is not there.
  private static let nothings: Set<String> = ["null", "none", "nil", "undefined", "nan"]

  /// The number that was most likely meant, and what makes it of `text`.
  private static func plainForm(_ text: ArraySlice<UInt8>) -> (title: String, digits: [UInt8])? {
    if isGrouped(text) { return ("remove the commas", text.filter { $0 != UInt8(ascii: ",") }) }
    let underscore = UInt8(ascii: "_")
    let digits = text.filter { $0 != underscore }
    let isNumber = NumberShape(digits, ByteRange(0, digits.count)) != nil
    if digits.count < text.count, text.first != underscore, text.last != underscore, isNumber {
      return ("remove the underscores", digits)
    }
    return plainDigits(text).map { ("write plain digits", $0) }
  }

  /// A number that is written in the digits of other scripts; nil for anything else.
  private static func plainDigits(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count <= 256, text.contains(where: { $0 >= 0x80 }) else { return nil }
    var result: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
        let digit = UInt8(exactly: value)
      {
        result.append(UInt8(ascii: "0") + digit)
      } else {
        return nil
      }
    }
    return NumberShape(result, ByteRange(0, result.count)) == nil ? nil : result
  }

  /// `1,000`, `12,345,678`.
  private static func isGrouped(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy { $0 >= 48 && $0 <= 57 } }) else { return false }
    return (1...3).contains(parts[0].count) && parts.dropFirst().allSatisfy { $0.count == 3 }
  }
}
