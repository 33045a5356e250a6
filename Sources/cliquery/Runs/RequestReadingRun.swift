import CriteriaSemantics
import JSONSyntax
import MakeQuery
import SourceText
import Workspace

/// `parse` and `explain` of a request to Make.
struct RequestReadingRun {
  private let options: CriteriaOptions
  private let request: String

  /// Nil where the text is a criteria.
  init?(_ options: CriteriaOptions, text: [UInt8]) {
    var request = String(decoding: text, as: UTF8.self)
    while request.utf8.last.map({ $0 <= 0x20 }) == true { request.removeLast() }
    guard TypedRequest.isRequest(request) else { return nil }
    self.options = options
    self.request = request
  }

  /// The tree; it is shown also where findings stop other commands.
  func parse() throws(Stopped) -> ExitCode {
    let (read, isWrong) = try self.read()
    let dump = RequestDump(read.tree, read.text)
    Console.output.write(options.json ? json(dump, read.text) : Array(dump.lines.utf8))
    return Console.finish(isWrong || !read.openHoles.isEmpty ? .trouble : .done)
  }

  /// What it asks for, and what each parameter does.
  func explain() throws(Stopped) -> ExitCode {
    let (read, isWrong) = try self.read()
    if isWrong { throw Stopped() }
    try RequestInput.stopWhereOpen(read)
    if options.json {
      Console.output.write(json(read))
      return Console.finish(.done)
    }
    var lines = [RequestSentence.text(of: read)]
    if let endpoint = read.endpoint {
      lines +=
        ["", "\(endpoint.method) \(endpoint.path)"] + EndpointOutline.facts(of: endpoint).map { "  \($0)" }
    }
    let parts = EndpointOutline.parts(of: read)
    if !parts.isEmpty {
      let cells = parts.map { $0.map { VisibleText.of($0) } }
      let widths = (0..<2).map { column in cells.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
      lines.append("")
      lines += cells.map { row in
        let head = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
        return (head + row.dropFirst(2)).joined(separator: "  ")
      }
    }
    Console.output.write(lines.joined(separator: "\n") + "\n")
    return Console.finish(.done)
  }

  private func read() throws(Stopped) -> (TypedRequest, isWrong: Bool) {
    guard let session = CommandSession.open(color: options.question.common.color),
      CriteriaInput.showProblems(session),
      let bindings = CriteriaInput.readBindings(options.question.bindings)
    else { throw Stopped() }
    let workspace = session.workspace.main
    if options.question.datastore != nil {
      throw Stopped(saying: "`--datastore` goes with a criteria; this is a request, which names what it asks")
    }
    let read = workspace.read(request: request, bindings: bindings)
    let findings = RequestInput.show(read, in: workspace)
    if !read.unknownBindings.isEmpty { try RequestInput.stopWhereOpen(read) }
    return (read, findings.contains { $0.severity == .error })
  }

  // MARK: JSON

  private func json(_ dump: RequestDump, _ text: MappedText) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    for event in dump.events {
      switch event {
      case .enter(let name, let range):
        writer.beginObject()
        writer.member("node", name)
        Self.write(range, to: &writer)
        writer.key("children")
        writer.beginArray()
      case .leave:
        writer.endArray()
        writer.endObject()
      case .token(let name, let range):
        writer.object { writer in
          writer.member("token", name)
          Self.write(range, to: &writer)
          writer.key("text")
          writer.string(text.bytes[range])
        }
      }
    }
    return writer.textWithNewline
  }

  private func json(_ read: TypedRequest) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    let parts = EndpointOutline.parts(of: read)
    writer.object { writer in
      writer.member("request", request)
      writer.member("method", read.question.method)
      writer.member("path", "/" + read.question.path.map(\.text).joined(separator: "/"))
      writer.member("endpoint", read.endpoint.map { "\($0.method) \($0.path)" })
      writer.member("sentence", RequestSentence.text(of: read))
      writer.key("facts")
      writer.array { writer in
        for fact in read.endpoint.map(EndpointOutline.facts) ?? [] { writer.string(fact) }
      }
      writer.key("parameters")
      writer.array { writer in
        for (parameter, part) in zip(read.question.parameters, parts) {
          writer.object { writer in
            writer.member("name", parameter.name)
            writer.member("value", parameter.value.text)
            writer.member("meaning", part.last)
            Self.write(parameter.range, to: &writer)
          }
        }
      }
    }
    return writer.textWithNewline
  }

  private static func write(_ range: ByteRange, to writer: inout JSONWriter) {
    writer.key("range")
    writer.object { writer in
      writer.member("start", range.start)
      writer.member("end", range.end)
    }
  }
}
