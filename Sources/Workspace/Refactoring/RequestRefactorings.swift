import Embedding
import MakeQuery
import SourceText

/// What can be made of a request: each result is read again, and refused where it says something else.
struct RequestRefactorings {
  let document: DocumentAssistance
  let read: ReadRequest
  /// In the text; empty for a cursor.
  let selection: ByteRange

  private var text: MappedText { read.text }
  private var tree: RequestTree { read.tree }

  func all() -> [Refactoring] { forms() + columns() + variables() }

  // MARK: Encoding

  private func forms() -> [Refactoring] {
    [
      refactoring(
        "request.encode", "Encode the request", spelling(isEncoded: true), promise: .sameParameters),
      refactoring(
        "request.decode", "Decode the request for reading", spelling(isEncoded: false),
        promise: .sameParameters),
    ].compactMap(\.self)
  }

  private func spelling(isEncoded: Bool) -> [TextEdit] {
    RequestSpelling(tree, text, isEncoded: isEncoded).edits
  }

  // MARK: Columns

  /// The parameters that ask for columns.
  private var columnParameters: [RequestTree.Parameter] {
    tree.parameters.filter { text.bytes[$0.root].elementsEqual("cols".utf8) && $0.keys.count <= 1 }
  }

  private func columns() -> [Refactoring] {
    let all = columnParameters
    guard let touched = all.first(where: { touches($0.range) }) else { return [] }
    return [repeated(touched), numbered(all), unnumbered(all)].compactMap(\.self)
  }

  /// `cols=a,b` as `cols[]=a&cols[]=b`.
  private func repeated(_ parameter: RequestTree.Parameter) -> Refactoring? {
    guard let value = parameter.value, !parameter.traits.contains(.holeInValue) else { return nil }
    let names = text.bytes.text(value).replacing("%2C", with: ",").replacing("%2c", with: ",")
      .split(separator: ",").map(String.init)
    guard names.count > 1 else { return nil }
    let name = usesEncodedBrackets ? "cols%5B%5D" : "cols[]"
    return refactoring(
      "columns.repeat", "Ask for each column with a parameter of its own",
      [TextEdit(range: parameter.range, newText: (names.map { "\(name)=\($0)" }.joined(separator: "&")))],
      promise: .sameColumns)
  }

  private func numbered(_ parameters: [RequestTree.Parameter]) -> Refactoring? {
    guard parameters.contains(where: { number(of: $0) == nil }) else { return nil }
    var edits: [TextEdit] = []
    for (index, parameter) in parameters.enumerated() {
      if let key = tree.keys(of: parameter).first {
        edits.append(TextEdit(range: key.text, newText: "\(index + 1)"))
      } else {
        let brackets = usesEncodedBrackets ? "%5B\(index + 1)%5D" : "[\(index + 1)]"
        edits.append(TextEdit(range: ByteRange(at: parameter.root.end), newText: brackets))
      }
    }
    return refactoring("columns.number", "Number the columns in their order", edits, promise: .sameColumns)
  }

  private func unnumbered(_ parameters: [RequestTree.Parameter]) -> Refactoring? {
    let numbers = parameters.compactMap(number)
    guard !numbers.isEmpty else { return nil }
    // Without numbers they stand in the order of the text.
    guard numbers.count == parameters.count, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      return Refactoring(
        id: "columns.plain", title: "Take the numbers off the columns", kind: .rewrite,
        outcome: .refused("the numbers set an order that is not that of the text"))
    }
    let edits = parameters.compactMap {
      tree.keys(of: $0).first.map { TextEdit(range: $0.text, newText: "") }
    }
    return refactoring("columns.plain", "Take the numbers off the columns", edits, promise: .sameColumns)
  }

  private func number(of parameter: RequestTree.Parameter) -> Int? {
    tree.keys(of: parameter).first.flatMap { Int(text.bytes.text($0.text)) }
  }

  private var usesEncodedBrackets: Bool {
    let written = tree.parameters.first { !$0.traits.isDisjoint(with: [.rawBrackets, .encodedBrackets]) }
    return written.map { $0.traits.contains(.encodedBrackets) } ?? (read.request.sending == .asWritten)
  }

  // MARK: Variables

  private func variables() -> [Refactoring] {
    guard document.kind == .request else { return [] }
    if let hole = text.holes.first(where: { touches($0.range) }) { return inline(hole) }
    return extract()
  }

  private func inline(_ hole: Hole) -> [Refactoring] {
    let name = text.bytes.text(hole.name)
    guard hole.form == .doubleBrace else { return [] }
    let title = "Put the value of `@\(name)` in"
    guard let value = document.requestVariables.first(where: { $0.name == name })?.value else {
      return [
        Refactoring(
          id: "variable.inline", title: title, kind: .inline,
          outcome: .refused("no `@\(name) = …` in this file gives it a value"))
      ]
    }
    return [
      refactoring(
        "variable.inline", title, [TextEdit(range: hole.range, newText: value)], kind: .inline,
        promise: .nothing)
    ].compactMap(\.self)
  }

  /// The value or the part of the path at the cursor as a variable of the file.
  private func extract() -> [Refactoring] {
    guard let (range, wanted) = extractable(), !range.isEmpty,
      !text.holes.contains(where: { $0.range.overlaps(range) })
    else { return [] }
    let name = freeName(wanted)
    let value = Array(text.bytes[range])
    let lines = LetLine.Lines(document.bytes)
    let line = Array("@\(name) = ".utf8) + value + lines.ending
    let place = document.requestVariables.map(\.line).filter { $0.end <= text.fileRange(range).start }.map(
      \.end
    ).max()
    let start = place.map { lines.whole(at: max(0, $0 - 1)).end } ?? lines.start(ofLineAt: 0)
    let declaration = TextEdit(
      range: ByteRange(at: start), newText: line + (place == nil ? lines.ending : []))
    return [
      refactoring(
        "variable.extract", "Turn the value into the variable `{{\(name)}}`",
        [TextEdit(range: range, newText: "{{\(name)}}")], others: [declaration], kind: .extract,
        promise: .nothing)
    ].compactMap(\.self)
  }

  private func extractable() -> (range: ByteRange, name: String)? {
    for parameter in tree.parameters {
      guard let value = parameter.value, touches(value) else { continue }
      let key = tree.keys(of: parameter).last.map { text.bytes.text($0.text) } ?? ""
      return (value, key.isEmpty || Int(key) != nil ? text.bytes.text(parameter.root) : key)
    }
    let names = (read.likelyEndpoint?.path ?? "").split(separator: "/")
    guard names.count == tree.segments.count else { return nil }
    for (name, segment) in zip(names, tree.segments) where name.hasPrefix("{") && touches(segment) {
      return (segment, String(name.dropFirst().dropLast()))
    }
    return nil
  }

  private func freeName(_ wanted: String) -> String {
    let isWord = wanted.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    let base = isWord && !wanted.isEmpty ? wanted : "value"
    var taken = Set(document.requestVariables.map(\.name))
    for hole in text.holes { taken.insert(text.bytes.text(hole.name)) }
    if !taken.contains(base) { return base }
    var number = 2
    while taken.contains("\(base)\(number)") { number += 1 }
    return "\(base)\(number)"
  }

  // MARK: Results

  private enum Promise {
    /// Names and values are the same once decoded.
    case sameParameters
    case sameColumns
    case nothing
  }

  private func touches(_ range: ByteRange) -> Bool {
    range.start <= selection.start && selection.end <= range.end
  }

  /// Nil where there is nothing to change.
  private func refactoring(
    _ id: String, _ title: String, _ edits: [TextEdit], others: [TextEdit] = [],
    kind: Refactoring.Kind = .rewrite, promise: Promise
  ) -> Refactoring? {
    guard !edits.isEmpty else { return nil }
    func refused(_ reason: String) -> Refactoring {
      Refactoring(id: id, title: title, kind: kind, outcome: .refused(reason))
    }
    var fileEdits = others
    for edit in edits {
      guard let fileEdit = text.fileEdit(replacing: edit.range, with: edit.newText) else {
        return refused("it would change what the host puts together at run time")
      }
      fileEdits.append(fileEdit)
    }
    guard TextEdit.areCompatible(fileEdits, length: document.bytes.count),
      let changed = TextEdit.apply(fileEdits, to: document.bytes)
    else { return refused("it cannot be written here") }
    if promise != .nothing {
      let after = HostReader.read(
        changed, path: document.path, kind: document.kind, workspace: document.workspace)
      guard
        let index = document.host.requests.firstIndex(where: {
          $0.range == read.request.range && $0.text.range == text.range
        }),
        after.requests.indices.contains(index)
      else { return refused("it would be read as something else") }
      let result = ReadRequest(after.requests[index], document.workspace.endpoints)
      let isSame =
        promise == .sameParameters
        ? result.readable == read.readable : Self.columns(result) == Self.columns(read)
      guard isSame else { return refused("it would mean something else") }
    }
    return Refactoring(
      id: id, title: title, kind: kind, outcome: .edits(fileEdits.sorted { $0.range < $1.range }))
  }

  /// The columns in the order of the text.
  private static func columns(_ read: ReadRequest) -> [Substring] {
    read.tree.parameters.filter { read.bytes[$0.root].elementsEqual("cols".utf8) }.flatMap { parameter in
      parameter.value.map { read.value($0).split(separator: ",") } ?? []
    }
  }
}

extension DocumentAssistance {
  func requestRefactorings(in range: ByteRange) -> [Refactoring] {
    guard let (read, start) = request(at: range.start), !read.request.isFragment else { return [] }
    let end = read.text.textOffset(ofFile: range.end) ?? read.text.range.end
    return RequestRefactorings(
      document: self, read: read, selection: ByteRange(min(start, end), max(start, end))
    ).all()
  }
}
