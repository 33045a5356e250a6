import CriteriaSyntax
import Embedding
import SourceText

/// The line of a criteria document that begins with `@`, up to the cursor.
struct DirectiveLine {
  let keyword: DocumentDirective.Keyword
  /// What stands between the word and the cursor.
  let value: ByteRange

  /// Nil where the line is no directive, or the cursor still in its word.
  init?(_ bytes: [UInt8], at offset: Int) {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
    guard start < offset, bytes[start] == UInt8(ascii: "@"),
      let blank = bytes[ByteRange(start, offset)].firstIndex(where: { $0 <= 0x20 })
    else { return nil }
    let word = bytes.text(ByteRange(start + 1, blank))
    guard let keyword = DocumentDirective.Keyword.allCases.first(where: { "\($0.spelling)" == word })
    else { return nil }
    self.keyword = keyword
    value = ByteRange(blank, offset)
  }
}

/// The help for directives.
enum DirectiveSignature {
  /// A way to write a directive: what stands in `<…>` is a parameter.
  private struct Form {
    let text: String
    let documentation: String
    let parameters: [String]
  }

  static func help(_ line: DirectiveLine, _ bytes: [UInt8]) -> SignatureHelp {
    let forms = forms(of: line.keyword)
    let typed = bytes[line.value]
    let words = typed.split(whereSeparator: { $0 <= 0x20 }).map { String(decoding: $0, as: UTF8.self) }
    let endsInBlank = typed.last.map { $0 <= 0x20 } ?? true
    var active = 0
    var parameter = 0
    switch line.keyword {
    case .orderBy:
      let item = typed.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).last ?? []
      let hasWord = item.contains { $0 > 0x20 }
      let isFirst = !typed.contains(UInt8(ascii: ","))
      parameter = isFirst ? 0 : 2
      if hasWord, item.drop(while: { $0 <= 0x20 }).contains(where: { $0 <= 0x20 }) {
        parameter = isFirst ? 1 : 2
      }
      if item.first(where: { $0 > 0x20 }).map({ $0 == 0x2B || $0 == 0x2D }) ?? false {
        active = 1
        parameter = 0
      }
    case .ids: parameter = typed.contains(UInt8(ascii: ",")) ? 1 : 0
    case .let: parameter = typed.contains(UInt8(ascii: "=")) ? 1 : 0
    case .expect:
      let done = endsInBlank ? words.count : words.count - 1
      switch words.first {
      case "ids": active = words.dropFirst().first.map { $0 == "in" } ?? false ? 2 : 1
      case "error": active = 3
      case .some(let word) where done == 0:
        active = forms.firstIndex { $0.text.hasPrefix("@expect \(word)") } ?? 0
      default: active = 0
      }
    case .datastore, .api, .operation, .limit: break
    }
    let signatures = forms.map(signature)
    let count = active < signatures.count ? signatures[active].parameters.count : 0
    return SignatureHelp(
      signatures: signatures, active: active, activeParameter: min(parameter, max(0, count - 1)))
  }

  private static func signature(_ form: Form) -> SignatureHelp.Signature {
    var label = ""
    var parameters: [SignatureHelp.Parameter] = []
    var start: Int?
    for scalar in form.text.unicodeScalars {
      if scalar == "<" {
        start = label.utf8.count
      } else if scalar == ">", let first = start {
        let documentation =
          parameters.count < form.parameters.count ? form.parameters[parameters.count] : ""
        parameters.append(
          SignatureHelp.Parameter(
            range: ByteRange(first, label.utf8.count), documentation: documentation))
        start = nil
      } else {
        label.unicodeScalars.append(scalar)
      }
    }
    return SignatureHelp.Signature(label: label, documentation: form.documentation, parameters: parameters)
  }

  private static func forms(of keyword: DocumentDirective.Keyword) -> [Form] {
    switch keyword {
    case .datastore:
      [
        Form(
          text: "@datastore <name>", documentation: "the datastore that is asked",
          parameters: ["its unique name"])
      ]
    case .api:
      [
        Form(
          text: "@api <v2|v3>",
          documentation: "the version of the API; the settings say what holds without it",
          parameters: ["`v2` (storages, Deluge) or `v3` (datastores)"])
      ]
    case .operation:
      [
        Form(
          text: "@operation <list|update|delete>", documentation: "what is done with the records",
          parameters: ["`list` without it"])
      ]
    case .orderBy:
      [
        Form(
          text: "@order_by <field> <[asc|desc]><, ...>",
          documentation: "the order of the records; ties by `id`, ascending (C13)",
          parameters: [
            "a field of the datastore", "`asc` without it",
            "more fields, for records that are equal so far; none twice",
          ]),
        Form(
          text: "@order_by <+field|-field>", documentation: "v2: one field with its sign",
          parameters: ["`+` ascending, `-` descending"]),
      ]
    case .limit:
      [
        Form(
          text: "@limit <count>", documentation: "how many records a page has",
          parameters: [
            "at least 1; of v3 the reference says 100 in one place and 1000 in another (C14); without it "
              + "50, in v2 100"
          ])
      ]
    case .ids:
      [
        Form(
          text: "@ids <id><, ...>", documentation: "the records that are deleted",
          parameters: ["the id of a record", "more ids"])
      ]
    case .let:
      [
        Form(
          text: "@let <name> = <value>",
          documentation: "a value for each hole of this name; it is never read as syntax (C28)",
          parameters: [
            "what stands in `${…}`", "the rest of the line; a pair of quotes around it is not part of it",
          ])
      ]
    case .expect:
      [
        Form(
          text: "@expect count <number>", documentation: "how many records match, whatever the limit",
          parameters: ["0 or more"]),
        Form(
          text: "@expect ids <id ...>", documentation: "the records that are answered, in any order",
          parameters: ["ids with commas or blanks between"]),
        Form(
          text: "@expect ids in order <id ...>",
          documentation: "the records that are answered, in this order",
          parameters: ["ids with commas or blanks between"]),
        Form(
          text: "@expect error <code>", documentation: "what `check` finds, or the server answers",
          parameters: ["a rule's code, such as `CQ011`, or a server code, such as `datastore_not_found`"]),
      ]
    }
  }
}
