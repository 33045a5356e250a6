import CriteriaSyntax
import Embedding
import SourceText

/// One entry of a document's outline.
package struct OutlineSymbol: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case datastore
    case field
    case query
    /// A request of the Make API.
    case request
    case condition
  }

  package let kind: Kind
  package let name: String
  package let detail: String?
  /// In the file: all of it, and what names it, which lies inside.
  package internal(set) var range: ByteRange
  package let selection: ByteRange
  package internal(set) var children: [OutlineSymbol]

  init(
    _ kind: Kind, _ name: String, detail: String? = nil, range: ByteRange, selection: ByteRange,
    children: [OutlineSymbol] = []
  ) {
    self.kind = kind
    self.name = name
    self.detail = detail
    self.range = range
    self.selection = range.contains(selection) ? selection : ByteRange(at: range.start)
    self.children = children
  }

  /// At most this many characters of a text name it.
  private static let longestName = 80

  /// A text in one line.
  static func name(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= longestName ? line : String(line.prefix(longestName - 1)) + "…"
  }
}

extension DocumentAssistance {
  /// The queries by their datastore, in the order of the text: those of a datastore that follow each other stand below
  /// it, and below a query that has several conditions, these. Requests stand among them.
  package func outline() -> [OutlineSymbol] {
    if kind == .request { return requestOutline() }
    var result: [OutlineSymbol] = []
    var parser = CriteriaParser()
    var last: String?
    for query in host.queries {
      let symbol = symbol(of: query, &parser)
      let target = query.targets.first { $0.datastore != nil }
      guard let name = target?.datastore else {
        result.append(symbol)
        last = nil
        continue
      }
      if name == last, !result.isEmpty {
        let index = result.count - 1
        result[index].range = ByteRange(
          result[index].range.start, max(result[index].range.end, symbol.range.end))
        result[index].children.append(symbol)
      } else {
        let place = target?.datastoreRange ?? symbol.selection
        result.append(
          OutlineSymbol(
            .datastore, name, range: symbol.range,
            selection: symbol.range.contains(place) ? place : symbol.selection, children: [symbol]))
      }
      last = name
    }
    guard !host.requests.isEmpty else { return result }
    return (result + host.requests.map { Self.symbol(of: $0) }).sorted { $0.range < $1.range }
  }

  /// A query without what is in it.
  package static func symbol(of query: HostQuery) -> OutlineSymbol {
    let text = query.criteria.map { $0.fileRange($0.range) } ?? query.range
    // A text that is put together from pieces may begin outside of the query.
    let range = ByteRange(min(query.range.start, text.start), max(query.range.end, text.end))
    let name = OutlineSymbol.name(query.criteria.map { $0.bytes.text($0.range) } ?? "")
    let operation = query.targets.first?.operation ?? .list
    return OutlineSymbol(
      .query, name.isEmpty ? "all records" : name, detail: operation == .list ? nil : operation.rawValue,
      range: range, selection: text)
  }

  func symbol(of query: HostQuery, _ parser: inout CriteriaParser) -> OutlineSymbol {
    var symbol = Self.symbol(of: query)
    guard let text = query.criteria else { return symbol }
    parser.parse(text, knownFields: workspace.catalog.knownFields(of: query.targets, host: kind))
    let tree = parser.tree
    guard tree.conditionCount > 1 else { return symbol }
    var end = symbol.range.start
    for (index, node) in tree.nodes.enumerated() where node.kind == .condition {
      let inText = tree.range(ofNode: index)
      let range = text.fileRange(inText)
      // Places of a text that is put together may lie anywhere.
      guard symbol.range.contains(range), range.start >= end else { continue }
      end = range.end
      symbol.children.append(
        OutlineSymbol(
          .condition, OutlineSymbol.name(text.bytes.text(inText)), range: range, selection: range))
    }
    return symbol
  }
}

extension SymbolText {
  /// A schema's datastores with their fields; nil for any other text.
  package func schemaOutline() -> [OutlineSymbol]? {
    guard source == .schema else { return nil }
    let declared = places().filter { $0.role == .declaration }
    var result: [OutlineSymbol] = []
    for place in declared where place.kind == .datastore {
      let fields = declared.filter {
        $0.kind == .field && $0.owners == [place.name] && place.container.contains($0.container)
      }
      result.append(
        OutlineSymbol(
          .datastore, place.name, range: place.container, selection: place.range,
          children: fields.map {
            OutlineSymbol(.field, $0.name, range: $0.container, selection: $0.range)
          }))
    }
    return result
  }
}
