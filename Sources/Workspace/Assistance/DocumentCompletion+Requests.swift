import Embedding
import MakeQuery
import SourceText

/// What may stand in requests of the Make API, in every host.
extension DocumentAssistance {
  /// The request that `offset` stands in; nil where none does.
  func completeRequest(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion? {
    for request in host.requests {
      if let method = request.methodRange, method.start <= offset, offset <= method.end,
        request.text.textOffset(ofFile: offset) == nil
      {
        return methods(typed: ByteRange(method.start, offset), end: method.end)
      }
      guard request.text.isWritable(at: offset), let place = request.text.textOffset(ofFile: offset) else {
        continue
      }
      return complete(request, at: place, offset, offersSnippets)
    }
    return nil
  }

  func complete(
    _ request: HostRequest, at place: Int, _ offset: Int, _ offersSnippets: Bool
  ) -> DocumentCompletion {
    let completion = RequestCompletion.complete(
      request.text, at: place, context: completionContext(of: request, offersSnippets))
    return DocumentCompletion(
      completion.candidates.compactMap { edit($0, request.text, at: offset) },
      isTruncated: completion.isTruncated)
  }

  /// An address in a string of a script that its line does not close: read as if it were closed.
  func completeOpenRequest(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion? {
    let line = ByteRange(lineStart(offset), lineEnd(offset))
    let before = bytes[ByteRange(line.start, offset)]
    guard before.contains(UInt8(ascii: "/")), before.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1,
      !bytes[ByteRange(offset, line.end)].contains(UInt8(ascii: "\""))
    else { return nil }
    var end = line.end
    while end > offset, ");,]} \t".utf8.contains(bytes[end - 1]) { end -= 1 }
    let mended =
      Array(bytes[ByteRange(0, end)]) + [UInt8(ascii: "\"")] + bytes[ByteRange(end, bytes.count)]
    let host = HostReader.read(mended, path: path, kind: kind, workspace: workspace)
    let repaired = DocumentAssistance(path: path, bytes: mended, host: host, kind: kind, workspace: workspace)
    return repaired.completeRequest(at: offset, offersSnippets)
  }

  // MARK: Request files

  /// In a request file, where no request to Make is found yet, mostly because it is being typed.
  func completeRequestLine(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion {
    let file = RequestFile(bytes)
    for written in file.requests where written.range.start <= offset && offset <= written.range.end {
      if let method = written.method, method.start <= offset, offset <= method.end {
        return methods(typed: ByteRange(method.start, offset), end: method.end)
      }
      let text = RequestPlaceholders.addHoles(to: written.address(in: bytes))
      guard text.isWritable(at: offset), let place = text.textOffset(ofFile: offset) else { continue }
      if let names = cliqNames(text, at: place, offset) { return names }
      let request = HostRequest(
        text: text, method: written.method.map { bytes.text($0).uppercased() }, methodRange: written.method,
        sending: .asWritten, range: written.range)
      var completion = complete(request, at: place, offset, offersSnippets)
      if isElsewhere(text, place) { completion.keepHoles() }
      return completion
    }
    let line = ByteRange(lineStart(offset), offset)
    // Behind a method, and where a request may begin.
    guard isBlank(line) || bytes[line].allSatisfy({ $0 | 0x20 >= UInt8(ascii: "a") || $0 == 0x20 }),
      isBlank(ByteRange(offset, lineEnd(offset))), mayBegin(at: offset, file)
    else { return DocumentCompletion([]) }
    let text = MappedText(bytes: bytes, range: line)
    return complete(
      HostRequest(text: text, sending: .asWritten, range: line), at: offset, offset, offersSnippets)
  }

  /// Whether no request stands before `offset` in its section.
  private func mayBegin(at offset: Int, _ file: RequestFile) -> Bool {
    var start = lineStart(offset)
    while start > 0 {
      if bytes[ByteRange(start, min(start + 3, bytes.count))].elementsEqual("###".utf8) { break }
      start = lineStart(start - 1)
    }
    return !file.requests.contains { start <= $0.range.start && $0.range.start < lineStart(offset) }
  }

  /// Whether the address names a host behind which none of Make's paths stands: that was found out already.
  private func isElsewhere(_ text: MappedText, _ place: Int) -> Bool {
    var parser = RequestParser()
    parser.parse(text)
    guard let host = parser.tree.host, place > host.end else { return false }
    guard let hole = text.holes.first(where: { $0.range.overlaps(host) }) else { return true }
    let name = text.bytes.text(hole.name)
    let value = requestVariables.last { $0.name == name }?.value
    return value?.lowercased().hasPrefix("http") ?? false
  }

  /// The names of parameters behind an address of Cliq's records.
  private func cliqNames(_ text: MappedText, at place: Int, _ offset: Int) -> DocumentCompletion? {
    guard let url = RequestURL(text) else { return nil }
    var start = place
    while start > text.range.start, !"?&".utf8.contains(text.bytes[start - 1]) {
      if text.bytes[start - 1] == UInt8(ascii: "=") || text.bytes[start - 1] == UInt8(ascii: "/") {
        return nil
      }
      start -= 1
    }
    guard start > text.range.start else { return nil }
    let typed = text.fileRange(ByteRange(start, place))
    let present = Set(url.parameters.filter { $0.name.start != start }.map { text.bytes.text($0.name) })
    let keys = QueryKey.parameters(url.endpoint.api).filter { !present.contains($0.name) }
    return words(
      keys.map { CompletionWord($0.name, .key, $0.summary, topic: .key($0.name)) },
      typed: typed.isEmpty ? ByteRange(at: offset) : typed, end: offset)
  }

  private func completionContext(of request: HostRequest, _ offersSnippets: Bool) -> RequestCompletionContext
  {
    var context = RequestCompletionContext(endpoints: workspace.endpoints)
    context.method = request.method
    context.takesMethod = request.method == nil && kind == .request
    context.hosts = workspace.settings.make.hosts
    context.encodesBrackets = request.sending == .asWritten
    context.variables = requestVariables.map(\.name)
    // A value of a script is joined to the text, and stands in none of its literals.
    context.holeForm = kind == .deluge ? nil : .doubleBrace
    context.offersSnippets = offersSnippets
    let read = ReadRequest(request, workspace.endpoints)
    let workspace = workspace
    context.seenValues = { property, _, limit in workspace.seenValues(property, of: read, limit: limit) }
    return context
  }

  private func methods(typed: ByteRange, end: Int) -> DocumentCompletion {
    words(
      RequestCandidates.methods.map { CompletionWord($0.name, .method, $0.meaning) }, typed: typed, end: end)
  }
}
