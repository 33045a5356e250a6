import CYAML

/// Why a text is not a YAML document.
struct YAMLMistake: Error, Sendable, Hashable {
  let message: String
  /// Nil where libyaml does not tell.
  let mark: YAMLMark?
}

/// Builds nodes of libyaml's events (YAML 1.1).
struct YAMLParser: ~Copyable {
  /// libyaml keeps pointers into it, so it stays where it is.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private var anchors: [String: YAMLNode] = [:]
  private var depth = 0

  /// Settings have a few levels; deeper ones end the reading before they end the stack.
  private static let greatestDepth = 64

  /// The one document of a text; nil where there is none.
  static func document(_ text: String) throws(YAMLMistake) -> YAMLNode? {
    var text = text
    let result: Result<YAMLNode?, YAMLMistake> = text.withUTF8 { bytes in
      guard var parser = YAMLParser(bytes) else {
        return .failure(YAMLMistake(message: "there is not enough memory to read the file", mark: nil))
      }
      do throws(YAMLMistake) {
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// `bytes` are UTF-8, and outlive the parser.
  private init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private mutating func document() throws(YAMLMistake) -> YAMLNode? {
    _ = try next()  // The beginning of the stream.
    if case .end = try next() { return nil }
    let root = try node(try next())
    _ = try next()  // The end of the document.
    let after = try next()
    guard case .end = after else {
      throw YAMLMistake(message: "expected one document, found another one here", mark: mark)
    }
    return root
  }

  // MARK: - Nodes

  private mutating func node(_ event: Event) throws(YAMLMistake) -> YAMLNode {
    let start = mark
    depth += 1
    defer { depth -= 1 }
    if depth > Self.greatestDepth {
      throw YAMLMistake(
        message: "over \(Self.greatestDepth) levels deep; settings have a few", mark: start)
    }
    let content: YAMLNode.Content
    let anchor: String?
    switch event {
    case .alias(let name):
      guard let node = anchors[name] else {
        throw YAMLMistake(
          message: "not YAML: `*\(name)` stands for a node that nothing before it names", mark: start)
      }
      return node
    case .scalar(let scalar, let name): (content, anchor) = (.scalar(scalar), name)
    case .sequence(let name): (content, anchor) = (.sequence(try elements()), name)
    case .mapping(let name): (content, anchor) = (.mapping(try members()), name)
    case .end, .other: throw YAMLMistake(message: "not YAML", mark: start)
    }
    let node = YAMLNode(content, mark: start)
    if let anchor { anchors[anchor] = node }
    return node
  }

  private mutating func elements() throws(YAMLMistake) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while true {
      let event = try next()
      if case .end = event { return elements }
      elements.append(try node(event))
    }
  }

  private mutating func members() throws(YAMLMistake) -> [YAMLNode.Member] {
    var members: [YAMLNode.Member] = []
    var names: Set<String> = []
    while true {
      let event = try next()
      if case .end = event { return members }
      let key = try node(event)
      if case .scalar(let name) = key.content, !names.insert(name.string).inserted {
        throw YAMLMistake(message: "twice in one mapping: `\(name.string)`", mark: key.mark)
      }
      members.append(YAMLNode.Member(key: key, value: try node(try next())))
    }
  }

  // MARK: - Events

  private enum Event {
    case alias(String)
    case scalar(YAMLNode.Scalar, anchor: String?)
    case sequence(anchor: String?)
    case mapping(anchor: String?)
    /// Of a sequence, a mapping or the stream.
    case end
    case other
  }

  /// Where the last event begins.
  private var mark = YAMLMark(line: 1, column: 1)

  private mutating func next() throws(YAMLMistake) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw mistake }
    defer { yaml_event_delete(&event) }
    mark = YAMLMark(event.start_mark)
    switch event.type {
    case YAML_ALIAS_EVENT: return .alias(Self.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = String(decoding: value, as: UTF8.self)
      return .scalar(
        YAMLNode.Scalar(string: text, style: YAMLNode.Style(scalar.style)), anchor: Self.text(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT: return .sequence(anchor: Self.text(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT: return .mapping(anchor: Self.text(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT, YAML_STREAM_END_EVENT: return .end
    default: return .other
    }
  }

  private static func text(_ bytes: UnsafePointer<yaml_char_t>?) -> String? {
    bytes.map { String(cString: $0) }
  }

  private var mistake: YAMLMistake {
    let problem = parser.pointee.problem.map { String(cString: $0) }
    guard parser.pointee.error != YAML_READER_ERROR, parser.pointee.error != YAML_MEMORY_ERROR else {
      return YAMLMistake(message: "not YAML" + (problem.map { ": " + $0 } ?? ""), mark: nil)
    }
    let mark = parser.pointee.problem_mark
    let words = problem.map { Self.words($0, before: scalar(at: Int(clamping: mark.index))) }
    return YAMLMistake(message: words ?? "not YAML", mark: YAMLMark(mark))
  }

  /// What to do about a problem that libyaml names by its own grammar; `next` is what stands at its place.
  private static func words(_ problem: String, before next: Unicode.Scalar?) -> String {
    if problem.contains("tab character") || next == "\t" && problem.contains("start any token") {
      return "not YAML: tabs cannot indent it; use blanks"
    }
    if problem.contains("start any token"), let next {
      return "not YAML: a value cannot begin with `\(next)`; put it in quotes"
    }
    return "not YAML: \(problem)"
  }

  /// libyaml counts places in scalars.
  private func scalar(at index: Int) -> Unicode.Scalar? {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.dropFirst(index).first
  }
}

extension YAMLMark {
  /// libyaml counts from zero.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
  }
}

extension YAMLNode.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
