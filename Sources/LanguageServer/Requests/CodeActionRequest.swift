import Embedding
import JSONRPC
import JSONSyntax
import Linting
import SourceText
import Workspace

/// `textDocument/codeAction` and `codeAction/resolve`: the fixes of the findings in a range, what can be made of the
/// criteria there, and all safe fixes of the document.
enum CodeActionRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.askedRange(params.member("range", .object), unit: session.client.encoding.unit)
    let context = params["context"]
    let only = context?["only"]?.elements.compactMap(\.string) ?? []
    let client = session.client
    // The user asked for it by a key or a menu, or for a kind of it (LSP 3.17, `CodeActionContext`).
    let isExplicit = context?["triggerKind"]?.int64 == 1 || !only.isEmpty
    let named = ClientFindings(context?["diagnostics"], in: document, unit: client.encoding.unit)
    let list = ActionList(session: session, document: document, range: range, named: named)
    // That is a key for the fix of one finding: all changes that are answered are made, one after the other.
    let isForOne =
      client.isEarlyKate && !isExplicit && named.count == 1 && range == ByteRange(0, document.bytes.count)
    let one = isForOne ? session.report(document)?.findings.first(where: named.holds) : nil
    let actions =
      one.map(list.fix)
      ?? list.actions { kind in only.isEmpty || only.contains { kind.isBelow($0) } }
      .filter { $0.disabled == nil || (isExplicit && client.takesDisabledActions) }
    let writer = ActionWriter(list, session)
    return { output in
      output.array { output in for action in actions { writer.write(action, to: &output) } }
    }
  }

  static func resolve(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let action = try params.required()
    // One that is whole already, or is a command, stays as it is.
    if action["data"] == nil, action["edit"] != nil || action["command"] != nil {
      return { $0.raw(action.source) }
    }
    let edit = try edit(of: try action.member("data", .object), session)
    return { writer in
      writer.object { writer in
        // The client's own action comes back whole.
        for member in action.members {
          guard let key = member.key.string, key != "edit" else { continue }
          writer.key(key)
          writer.raw(member.value.source)
        }
        if let edit {
          writer.key("edit")
          edit(&writer)
        }
      }
    }
  }

  /// The edit that `data` stands for; nil where there is nothing to change after all.
  static func edit(of data: JSONValue, _ session: ServerSession) throws(RPCError) -> Reply? {
    let id = try data.text("id")
    let document = try session.document(data)
    guard try data.integer("version") == document.version else {
      throw .contentModified("the document has changed since; ask for its actions again")
    }
    let range = try document.askedRange(data.member("range", .object), unit: session.client.encoding.unit)
    let list = ActionList(session: session, document: document, range: range)
    guard let action = list.actions({ _ in true }).first(where: { $0.id == id && $0.disabled == nil }) else {
      throw .contentModified("there is no such action any more; ask for the actions again")
    }
    guard let edit = action.edit() else { return nil }
    let edits = WorkspaceEditWriter(session)
    return { edits.write(edit, of: document, to: &$0) }
  }
}

/// Writes actions as the client takes them (LSP 3.17, `CodeAction`).
struct ActionWriter {
  private let list: ActionList
  private let client: ClientProfile
  private let diagnostics: DiagnosticWriter
  private let edits: WorkspaceEditWriter
  private let places: PlaceWriter

  init(_ list: ActionList, _ session: ServerSession) {
    self.list = list
    client = session.client
    diagnostics = DiagnosticWriter(
      document: list.document, client: session.client, docsURL: session.report(list.document)?.docsURL)
    edits = WorkspaceEditWriter(session)
    places = PlaceWriter(list.document, session.client)
  }

  func write(_ action: OfferedAction, to writer: inout JSONWriter) {
    guard client.takesCodeActions else {
      writeCommand(action, to: &writer)
      return
    }
    // Made before anything is written: an action without one is none.
    let edit = client.resolvesEdits || action.disabled != nil ? nil : action.edit()
    if !client.resolvesEdits, action.disabled == nil, edit == nil, action.command == nil { return }
    writer.object { writer in
      writer.member("title", action.title)
      writer.member("kind", action.kind.rawValue)
      if let finding = action.finding {
        writer.key("diagnostics")
        writer.array { writer in
          if let known = list.named[finding] {
            writer.raw(known.source)
          } else {
            diagnostics.write(finding, to: &writer)
          }
        }
      }
      if action.isPreferred { writer.member("isPreferred", true) }
      if let reason = action.disabled {
        writer.key("disabled")
        writer.object { $0.member("reason", reason) }
      } else if let edit {
        writer.key("edit")
        edits.write(edit, of: list.document, to: &writer)
      } else {
        if let (command, query) = action.command {
          writer.key("command")
          writer.object { write(command, query, title: action.title, to: &$0) }
        }
        writer.key("data")
        writeData(action, to: &writer)
      }
    }
  }

  private func write(
    _ command: QueryCommand, _ query: HostQuery, title: String, to writer: inout JSONWriter
  ) {
    writer.member("title", title)
    writer.member("command", command.rawValue)
    writer.key("arguments")
    writer.array { QueryPlace.write(.query(query), in: list.document, places, to: &$0) }
  }

  /// Clients without code actions get commands (LSP 3.17, `CodeActionClientCapabilities`).
  private func writeCommand(_ action: OfferedAction, to writer: inout JSONWriter) {
    writer.object { writer in
      if let (command, query) = action.command {
        write(command, query, title: action.title, to: &writer)
        return
      }
      writer.member("title", action.title)
      writer.member("command", ApplyActionCommand.name)
      writer.key("arguments")
      writer.array { writeData(action, to: &$0) }
    }
  }

  private func writeData(_ action: OfferedAction, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", action.id)
      writer.key("textDocument")
      writer.object { $0.member("uri", list.document.uri.text) }
      writer.member("version", list.document.version)
      writer.key("range")
      // The action is looked for again where its finding is.
      let place = action.finding.flatMap { list.touches($0.range) ? nil : $0.range } ?? list.range
      places.range(place, to: &writer)
    }
  }
}

/// `cliquery.applyAction`: a code action for clients that take commands only.
enum ApplyActionCommand {
  static let name = "cliquery.applyAction"

  static func run(_ session: inout ServerSession, _ arguments: [JSONValue]) throws(RPCError) {
    guard arguments.count == 1, arguments[0].kind == .object else {
      throw .invalidParams("`\(name)` takes one argument: what came with the action")
    }
    guard let edit = try CodeActionRequest.edit(of: arguments[0], session) else { return }
    guard session.client.appliesEdits else {
      throw .requestFailed("the client takes no edits from the server")
    }
    session.request("workspace/applyEdit") { writer in
      writer.object { writer in
        writer.member("label", "cliquery")
        writer.key("edit")
        edit(&writer)
      }
    } then: { session, result, error in
      if error == nil, result?["applied"]?.bool == true { return }
      let reason = result?["failureReason"]?.string ?? error?["message"]?.string
      session.show(.warning, "the change was not made" + (reason.map { ": \($0)" } ?? ""))
    }
  }
}
