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
/// Removing the commas of `100,000` is unsafe: it is a guess.
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
    var fixes: [FixDraft] = []
    if isGrouped(query.bytes[inner]) {
      let digits = query.bytes[inner].filter { $0 != UInt8(ascii: ",") }
      fixes = [.unsafe("remove the commas", [TextEdit(range: inner, newText: digits)])]
    }
    if fact.field == .system {
      findings.report(
        in: query.text, at: place, message, severity: .warning, basis: .decision(.systemFields), fixes: fixes)
    } else {
      findings.report(.invalidNumber, in: query.text, at: place, message, fixes: fixes)
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
    return ""
  }

  /// `1,000`, `12,345,678`.
  private static func isGrouped(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy { $0 >= 48 && $0 <= 57 } }) else { return false }
    return (1...3).contains(parts[0].count) && parts.dropFirst().allSatisfy { $0.count == 3 }
  }
}
