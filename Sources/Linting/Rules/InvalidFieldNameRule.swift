import CriteriaSemantics
import SourceText

/// ## What it does
/// Where no schema is known, reports a field's name that no field can have: unique names are lower-case letters,
/// digits and `_`, begin with a letter, and have at most 20 characters (in v2 at most 30). With a schema CQ011 speaks
/// instead.
///
/// ## Why it matters
/// It is often a display name, or a word in the wrong place; the server knows no such field.
///
/// ## Example
/// ```criteria
/// @datastore visitors
/// (FirstName==Ann)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore visitors
/// (firstname==Ann)
/// ```
///
/// ## Fix safety
/// Lower case is an unsafe fix: it is a guess.
///
/// ## Basis and source
/// v3, "Create a datastore", fields, unique_name. No operation names a code for it; in v2 it is a hint, because names
/// of other forms are in use (decision C25).
package enum InvalidFieldNameRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ025", name: "invalid-field-name", severity: .error, group: .correctness,
    summary: "a name that no field can have, where no schema is known")

  package static let traits: QueryTraits = .oddFieldName

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.schema == nil else { return }
    for fact in query.facts where fact.field == .unchecked && fact.fieldToken >= 0 && !query.isBroken(fact) {
      let flags = query.tree.tokens[fact.fieldToken].flags
      guard flags.isDisjoint(with: [.hasHole, .isHole, .placeholder, .nonstandard]) else { continue }
      let place = query.range(ofToken: fact.fieldToken)
      guard let problem = FieldName.problem(query.bytes, place, api: query.api) else { continue }
      var message = "\(query.quoted(place)) cannot be a field's unique name: "
      var fixes: [FixDraft] = []
      switch problem {
      case .tooLong:
        message += "it has \(place.count) characters, at most \(Limits.nameLength(query.api)) are allowed"
      case .characters:
        message += "it is made of lower-case letters, digits and `_`, and begins with a letter"
        let lower = Array(query.string(place).lowercased().utf8)
        if FieldName.isCreatable(lower, ByteRange(0, lower.count)) {
          fixes = [.unsafe("write it in lower case", [TextEdit(range: place, newText: lower)])]
        }
      }
      findings.report(.fieldName, in: query.text, at: place, message, fixes: fixes)
    }
  }
}
