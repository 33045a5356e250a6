import CriteriaSyntax
import JSONSyntax
import SourceText
import Workspace

/// One run of `parse`. The tree is shown also where findings stop other commands: it is what one wants to see then.
struct ParseRun {
  private let options: CriteriaOptions

  init(_ options: CriteriaOptions) {
    self.options = options
  }

  func run() -> ExitCode {
    guard let text = CriteriaInput.readText(options.text) else { return .trouble }
    if let request = RequestReadingRun(options, text: text) {
      return (try? request.parse()) ?? Console.finish(.trouble)
    }
    guard let input = CriteriaInput.read(options, text: text) else { return .trouble }
    if options.json {
      Console.output.write(json(input))
    } else {
      Console.output.write(TreeDump.text(of: input.tree, in: input.text.bytes))
    }
    return Console.finish(input.isStopped ? .trouble : .done)
  }

  /// Nodes with their children, tokens with their text, blanks included, so that the tokens make up the text.
  private func json(_ input: CriteriaCheck) -> [UInt8] {
    let tree = input.tree
    var writer = JSONWriter(indentation: 2)
    for event in TreeWalk.events(of: tree) {
      switch event {
      case .enter(let node):
        writer.beginObject()
        writer.member("node", TreeDump.name(of: tree.nodes[node].kind))
        write(tree.range(ofNode: node), to: &writer)
        writer.key("children")
        writer.beginArray()
      case .leave:
        writer.endArray()
        writer.endObject()
      case .token(let token):
        writer.object { writer in
          writer.member("token", TreeDump.name(of: tree.tokens[token].kind))
          let range = tree.range(ofToken: token)
          write(range, to: &writer)
          writer.key("text")
          writer.string(input.text.bytes[range])
        }
      }
    }
    return writer.textWithNewline
  }

  private func write(_ range: ByteRange, to writer: inout JSONWriter) {
    writer.key("range")
    writer.object { writer in
      writer.member("start", range.start)
      writer.member("end", range.end)
    }
  }
}
