import CriteriaSyntax
import SourceText

/// Conditions as other Zoho products write them.
enum ZohoDialects {
  /// `field:equals:value`, `Field:value`.
  static func colonCondition(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    let text = query.bytes[range]
    let parts = text.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2 else { return [] }
    let field = ForeignCondition.fieldName(trim(parts[0]), query)
    guard ForeignCondition.isField(field) else { return [] }
    if parts.count == 3 {
      let name = String(decoding: trim(parts[1]), as: UTF8.self).lowercased()
      if name == "in" || name == "between" || name == "notin" { return [] }
      if let rewritten = ForeignCondition.rewrite(name, trim(parts[2])), !rewritten.value.isEmpty {
        return fix(range, ForeignCondition.condition(field, rewritten.operator, rewritten.value))
      }
    }
    let value = trim(text[(parts[0].endIndex + 1)...])
    return value.isEmpty ? [] : fix(range, ForeignCondition.condition(field, "==", value))
  }

  /// `field.contains("x")`; the range ends after the closing parenthesis.
  static func methodCall(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    guard let call = call(range, query) else { return [] }
    let field = ForeignCondition.fieldName(call.field, query)
    guard ForeignCondition.isField(field), !call.value.isEmpty, !call.value.contains(UInt8(ascii: ",")),
      let rewritten = ForeignCondition.rewrite(call.name, call.value)
    else { return [] }
    return fix(range, ForeignCondition.condition(field, rewritten.operator, rewritten.value))
  }

  /// What says the like of a call: `field==value`, or `field like %text%`.
  static func form(ofCall range: ByteRange, _ query: QueryContext) -> String {
    guard let call = call(range, query),
      let rewritten = ForeignCondition.rewrite(call.name, Array("text".utf8))
    else { return "field like %text%" }
    let isPattern = rewritten.operator.hasSuffix("like")
    let value = isPattern ? String(decoding: rewritten.value, as: UTF8.self) : "value"
    return String(
      decoding: ForeignCondition.condition(Array("field".utf8), rewritten.operator, Array(value.utf8)),
      as: UTF8.self)
  }

  private static func call(_ range: ByteRange, _ query: QueryContext)
    -> (field: [UInt8], name: String, value: [UInt8])?
  {
    let text = query.bytes[range]
    guard let open = text.firstIndex(of: UInt8(ascii: "(")), text.last == UInt8(ascii: ")"),
      let dot = text[..<open].lastIndex(of: UInt8(ascii: "."))
    else { return nil }
    let name = String(decoding: text[(dot + 1)..<open], as: UTF8.self).lowercased()
    return (Array(text[..<dot]), name, trim(text[(open + 1)..<(text.endIndex - 1)]))
  }

  private static func fix(_ range: ByteRange, _ condition: [UInt8]) -> [FixDraft] {
    [
      .unsafe(
        "write \(Message.quoted(String(decoding: condition, as: UTF8.self)))",
        [TextEdit(range: range, newText: condition)])
    ]
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes
    while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    return Array(bytes)
  }
}
