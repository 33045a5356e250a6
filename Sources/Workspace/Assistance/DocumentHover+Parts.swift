import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// What stands beside the criteria of a query.
extension DocumentAssistance {
  func part(at offset: Int) -> DocumentHover? {
    if let datastore = datastorePart(at: offset) { return datastore }
    if let parameter = parameterPart(at: offset) { return parameter }
    switch kind {
    case .criteria: return directivePart(at: offset)
    case .deluge: return keyPart(at: offset)
    case .json, .request: return nil
    }
  }

  private func datastorePart(at offset: Int) -> DocumentHover? {
    let places =
      host.datastoreMentions.lazy.map { ($0.name, $0.range) }
      + host.queries.lazy.flatMap(\.targets).compactMap { target in
        target.datastore.flatMap { name in target.datastoreRange.map { (name, $0) } }
      }
    guard let (name, range) = places.first(where: { $0.1.start <= offset && offset <= $0.1.end }),
      let page = Explanation(workspace: workspace).datastore(name)
    else { return nil }
    return DocumentHover(markdown: page, range: range)
  }

  /// A token, an order, a limit.
  private func parameterPart(at offset: Int) -> DocumentHover? {
    for query in host.queries {
      for parameter in query.parameters where parameter.text.isWritable(at: offset) {
        let text = parameter.text
        guard !text.range.isEmpty, let place = text.textOffset(ofFile: offset) else { continue }
        switch parameter.kind {
        case .nextToken, .startToken, .syncToken:
          guard text.holes.isEmpty else { return nil }
          return DocumentHover(
            markdown: Self.token(text.bytes.text(text.range), parameter.kind),
            range: text.fileRange(text.range))
        case .orderBy:
          for item in OrderBy(text).items where item.field.start <= place && place <= item.field.end {
            let name = text.bytes.text(item.field)
            guard !name.isEmpty,
              let page = Explanation(workspace: workspace).field(name, subject(of: query))
            else { continue }
            return DocumentHover(markdown: page, range: text.fileRange(item.field))
          }
        case .limit, .fromIndex, .ids: continue
        }
      }
    }
    return nil
  }

  private static func token(_ text: String, _ kind: HostQuery.Parameter.Kind) -> String {
    let bytes = Array(text.utf8)
    let head = "**`\(kind.rawValue)`**: "
    if let milliseconds = PageToken.milliseconds(bytes) {
      return head + "a token of the published form, which holds the time "
        + "\(EpochTime.text(milliseconds: milliseconds))\n\ntokens are opaque (C15): what the time means is not "
        + "documented"
    }
    return head
      + (PageToken.isBase64(bytes)
        ? "an opaque token (C15)" : "not base64, which the published tokens are; tokens are opaque (C15)")
  }

  private func directivePart(at offset: Int) -> DocumentHover? {
    let line = lineStart(offset)
    guard line < bytes.count, bytes[line] == UInt8(ascii: "@") else { return nil }
    var end = line + 1
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    let word = bytes.text(ByteRange(line + 1, end))
    guard offset <= end,
      let keyword = DocumentDirective.Keyword.allCases.first(where: { "\($0.spelling)" == word })
    else { return nil }
    return DocumentHover(markdown: Explanation.directive(keyword), range: ByteRange(line, end))
  }

  /// A key of a map that is sent with a query, or a task.
  private func keyPart(at offset: Int) -> DocumentHover? {
    var wordEnd = offset
    while wordEnd < bytes.count, Self.isWordByte(bytes[wordEnd]) { wordEnd += 1 }
    var topic: CompletionTopic?
    var range = ByteRange(at: offset)
    var subject = subject(datastore: nil, api: .v2)
    if let place = DelugePlace.find(bytes, at: offset), place.isClosed {
      range = place.range
      switch place.role {
      case .mapKey(.query, _): topic = .key(bytes.text(range))
      case .mapKey(.record(let datastore), _):
        topic = .field(bytes.text(range))
        subject = self.subject(datastore: datastore, api: .v2)
      default: break
      }
    }
    if topic == nil, let place = DelugePlace.find(bytes, at: wordEnd), place.role == .task {
      range = place.range
      topic = .task(bytes.text(range))
    }
    guard let topic, let page = Explanation(workspace: workspace).page(of: topic, subject) else { return nil }
    return DocumentHover(markdown: page, range: range)
  }
}

/// Points of time as the API counts them.
enum EpochTime {
  /// `2025-01-31 09:30:00 UTC`.
  static func text(milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let days = seconds / 86_400
    let rest = seconds % 86_400
    guard milliseconds >= 0, days < 2_932_897 else { return "\(milliseconds) ms" }
    // Days in eras of 400 years that begin in March, so that a leap day is the last of its year.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = "\(year)-\(pad(month))-\(pad(day))"
    return "\(date) \(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60)) UTC"
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
