import SourceText

/// A request's tree as a person sees it: nodes with the tokens in them, which make up the text.
package struct RequestDump: Sendable {
  package enum Event: Sendable, Hashable {
    case enter(String, ByteRange)
    case leave
    case token(String, ByteRange)
  }

  package private(set) var events: [Event] = []
  private let text: MappedText
  private var position: Int

  package init(_ tree: RequestTree, _ text: MappedText) {
    self.text = text
    position = text.range.start
    events.append(.enter("request", text.range))
    add("method", tree.method)
    add("scheme", tree.scheme)
    add("host", tree.host)
    add("base", tree.base)
    if let first = tree.segments.first, let last = tree.segments.last {
      // The slash before it is the path's.
      let start = first.start > position ? first.start - 1 : first.start
      fill(to: max(position, start))
      within("path", ByteRange(max(position, start), last.end)) { dump in
        for segment in tree.segments { dump.add("segment", segment) }
      }
    }
    add("question", tree.question)
    for parameter in tree.parameters { add(parameter, tree) }
    add("fragment", tree.fragment)
    add("version", tree.version)
    fill(to: text.range.end)
    events.append(.leave)
  }

  private mutating func add(_ parameter: RequestTree.Parameter, _ tree: RequestTree) {
    fill(to: parameter.range.start)
    within("parameter", parameter.range) { dump in
      dump.add("name", parameter.root)
      for key in tree.keys(of: parameter) {
        dump.add("open", key.open)
        dump.add("key", key.text)
        dump.add("close", key.close)
      }
      dump.fill(to: parameter.name.end)
      dump.add("value", parameter.value)
    }
  }

  private mutating func within(_ node: String, _ range: ByteRange, _ body: (inout RequestDump) -> Void) {
    events.append(.enter(node, range))
    body(&self)
    events.append(.leave)
  }

  private mutating func add(_ token: String, _ range: ByteRange?) {
    guard let range else { return }
    fill(to: range.start)
    if range.isEmpty { return }
    events.append(.token(token, range))
    position = range.end
  }

  /// Marks and blanks up to `end`.
  private mutating func fill(to end: Int) {
    func isBlank(_ offset: Int) -> Bool { text.bytes[offset] <= 0x20 }
    while position < end {
      var stop = position + 1
      while stop < end, isBlank(stop) == isBlank(position) { stop += 1 }
      events.append(.token(isBlank(position) ? "blank" : "mark", ByteRange(position, stop)))
      position = stop
    }
  }

  /// The tree as indented lines, without blanks.
  package var lines: String {
    var result = ""
    var depth = 0
    for event in events {
      switch event {
      case .enter(let name, let range):
        result += String(repeating: "  ", count: depth) + "\(name) \(range.start)..\(range.end)\n"
        depth += 1
      case .leave: depth -= 1
      case .token("blank", _): break
      case .token(let name, let range):
        let raw = text.bytes.text(range)
        result += String(repeating: "  ", count: depth) + "\(name) \(range.start)..\(range.end) `\(raw)`"
        if name == "segment" || name == "name" || name == "key" || name == "value" {
          var decoded: [UInt8] = []
          RequestTree.append(range, of: text, isValue: name == "value", to: &decoded)
          let meaning = String(decoding: decoded, as: UTF8.self)
          if meaning != raw { result += " is `\(meaning)`" }
        }
        result += "\n"
      }
    }
    return result
  }
}
