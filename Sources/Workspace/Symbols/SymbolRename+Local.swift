import Embedding
import SourceText

/// Names that no other file shares.
extension SymbolWorkspace {
  // MARK: Holes

  mutating func renameHole(
    _ symbol: NamedSymbol, in text: SymbolText, to newName: String
  ) throws(RenameRefusal) -> SymbolRename {
    let all = text.places().filter { $0.kind == .hole }
    let own = all.filter(symbol.matches)
    try checkHoleName(newName, own, text)
    // Every part of the document that the name is used in.
    let others = all.filter { other in
      guard other.name == newName else { return false }
      return other.scope == symbol.scope || other.role == .declaration
        || symbol.scope.contains(other.range) || own.contains { other.scope.contains($0.range) }
    }
    let isDeclared = own.contains { $0.role == .declaration }
    let isUsed = own.contains { $0.role == .read }
    let isTaken = others.contains { $0.role == .declaration && $0.scope.contains(symbol.scope) }
    // A use that is misspelt finds its value, or a value that is misspelt its use; else two holes become one.
    let isMend = !isDeclared && isTaken || isDeclared && !isUsed && !isTaken
    let isSeen = others.contains { symbol.scope.contains($0.range) || $0.scope.contains(symbol.scope) }
    if isSeen, !isMend { throw .name("there is a hole `\(newName)` already; two holes cannot become one") }
    return SymbolRename(
      files: try edits([FilePlaces(path: text.path, bytes: text.bytes, places: own)], text, newName))
  }

  /// Whether the name is read back as it is written in each form that it is used in.
  private func checkHoleName(_ name: String, _ places: [SymbolPlace], _ text: SymbolText)
    throws(RenameRefusal)
  {
    let bytes = Array(name.utf8)
    if !bytes.contains(where: { $0 > 0x20 }) { throw .name("a hole needs a name") }
    let isInString = text.source == .host(.json)
    if isInString, bytes.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      throw .name(
        "`\(name)` cannot name a hole here: quotes and backslashes end or change the text around it")
    }
    for form in Set(places.map { Self.form(of: $0, text.bytes) }) {
      guard form.takes(bytes) else {
        throw .name("`\(name)` cannot name a hole: `\(form.written(name))` would be read otherwise")
      }
    }
  }

  /// How a hole's name is written at a place.
  private enum HoleForm: Hashable {
    case dollarBrace
    case doubleBrace
    /// `<name>`, `{name}`
    case placeholder
    case letName
    /// `@name = …` of a request file.
    case fileVariable
    /// The key of a collection's variable.
    case text

    func written(_ name: String) -> String {
      switch self {
      case .dollarBrace: "${\(name)}"
      case .doubleBrace: "{{\(name)}}"
      case .placeholder: "<\(name)>"
      case .letName: "@let \(name) = …"
      case .fileVariable: "@\(name) = …"
      case .text: name
      }
    }

    func takes(_ name: [UInt8]) -> Bool {
      if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
      switch self {
      case .dollarBrace, .doubleBrace:
        let text = Array(written(String(decoding: name, as: UTF8.self)).utf8)
        var scanner = HoleScanner()
        _ = scanner.scan(text, in: ByteRange(0, text.count), forms: .all)
        guard scanner.holes.count == 1, let hole = scanner.holes.first else { return false }
        return hole.range == ByteRange(0, text.count) && text[hole.name].elementsEqual(name)
      case .placeholder:
        guard let first = name.first, Self.isLetter(first) else { return false }
        return name.allSatisfy { byte in
          Self.isLetter(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            || "_ .-".utf8.contains(byte)
        }
      case .letName:
        let file = CriteriaDocument.read(Array("@let ".utf8) + name + Array(" = 1\nx==1\n".utf8))
        guard let query = file.queries.first, let binding = query.bindings.first else { return false }
        return binding.name == ByteRange(5, 5 + name.count)
      case .fileVariable: return RequestVariable.isName(name[...])
      case .text: return true
      }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }

  private static func form(of place: SymbolPlace, _ bytes: [UInt8]) -> HoleForm {
    if place.role == .declaration {
      let container = bytes[place.container]
      if container.first != UInt8(ascii: "@") { return .text }
      return container.starts(with: "@let ".utf8) || container.starts(with: "@let\t".utf8)
        ? .letName : .fileVariable
    }
    var start = place.range.start
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start > 0, bytes[start - 1] == UInt8(ascii: "{") else { return .placeholder }
    guard start > 1 else { return .placeholder }
    switch bytes[start - 2] {
    case UInt8(ascii: "$"): return .dollarBrace
    case UInt8(ascii: "{"): return .doubleBrace
    default: return .placeholder
    }
  }

  // MARK: Variables of scripts

  func renameVariable(
    _ symbol: NamedSymbol, in text: SymbolText, to newName: String
  ) throws(RenameRefusal) -> SymbolRename {
    let places = text.places(of: symbol)
    let bytes = Array(newName.utf8)
    func isWordByte(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
    guard let first = bytes.first, bytes.allSatisfy(isWordByte), first > UInt8(ascii: "9") else {
      throw .name(
        "`\(newName)` cannot name a variable: expected letters, digits and `_`, beginning with a letter")
    }
    let files = try edits([FilePlaces(path: text.path, bytes: text.bytes, places: places)], text, newName)
    // Another variable of this name in the function would be met by the renamed one.
    if let file = files.first, let edit = file.edits.first,
      let changed = TextEdit.apply(file.edits, to: file.bytes),
      let variable = DelugeVariable(at: edit.range.start, in: changed)
    {
      if variable.places.count != places.count {
        throw .name("there is a variable `\(newName)` already; two variables cannot become one")
      }
    } else {
      throw .name("`\(newName)` is a word of the language and cannot name a variable")
    }
    return SymbolRename(files: files)
  }
}
