import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `workspace/diagnostic`: the findings of all files of the client's folders. Answered file by file, between other
/// messages, so that nobody waits for it.
enum WorkspaceDiagnosticRequest {
  static func begin(_ session: inout ServerSession, _ params: JSONValue?, id: RPCID) throws(RPCError) {
    session.pulls.append(try WorkspacePull(session, params.required(), id: id))
    session.cancellation.postpone(id)
    // It may have been cancelled while it began.
    if session.isCancelled { session.cancellation.cancel(id) }
  }

  /// Only what the queue does not know to cancel.
  static func cancel(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    if let id = params?["id"].flatMap({ RPCID($0) }) { session.cancellation.cancel(id) }
  }
}

extension ServerSession {
  /// Goes on with the longest waiting pull; false where there is none.
  mutating func workOnPulls() -> Bool {
    guard !pulls.isEmpty else { return false }
    var pull = pulls.removeFirst()
    do throws(RPCError) {
      if try pull.work(&self) {
        cancellation.forget(postponed: pull.id)
        finish(pull.id, pull.finish(self))
        showProblems()
      } else {
        pulls.insert(pull, at: 0)
      }
    } catch {
      pull.leave(self)
      finish(pull.id, error)
    }
    return true
  }

  /// The folders of the client, or else the folder of settings. A file that was opened alone leads to no search.
  fileprivate var checkedFolders: [FilePath] {
    if !folders.isEmpty { return folders }
    return workspace.main.settingsFile == nil ? [] : [workspace.main.root]
  }

  /// Answers all that is left for later.
  mutating func leavePulls() {
    for pull in pulls {
      pull.leave(self)
      finish(pull.id, .cancelled)
    }
    pulls = []
  }
}

/// What a client was told of a file that is not open. Clients ask for the whole workspace every few seconds: a file
/// that is what it was need not be read for that.
struct ToldFindings: Sendable {
  let uri: String
  let id: String
  let file: WorkspaceFindings.KnownFile
}

/// A `workspace/diagnostic` that is being answered.
struct WorkspacePull {
  let id: RPCID
  private let partialToken: RPCID?
  /// What the client has, by address.
  private let known: [String: String]
  private var files: WorkspaceFindings
  private var progress: WorkDoneProgress
  private var reported: Set<String> = []
  /// Reports that wait to be sent.
  private var reports: [[UInt8]] = []

  /// Files that are looked at before other messages have their turn, and the bytes in them.
  private static let filesAtOnce = 16
  private static let bytesAtOnce = 1 << 18

  init(_ session: ServerSession, _ params: JSONValue, id: RPCID) throws(RPCError) {
    self.id = id
    partialToken = params["partialResultToken"].flatMap { RPCID($0) }
    var known: [String: String] = [:]
    for previous in try params.member("previousResultIds", .array).elements {
      known[try previous.text("uri")] = try previous.text("value")
    }
    self.known = known
    progress = WorkDoneProgress(session, of: params)
    files = WorkspaceFindings(session.workspace, folders: session.checkedFolders)
    progress.begin("Checking the workspace")
  }

  /// Begins anew, because settings, schemas or fixtures are others: what is reported twice holds as it was reported
  /// last (LSP 3.17, "Workspace Diagnostics").
  mutating func restart(_ session: ServerSession) {
    files = WorkspaceFindings(session.workspace, folders: session.checkedFolders)
    reported = []
    reports = []
  }

  /// Looks at some files; whether all were looked at.
  mutating func work(_ session: inout ServerSession) throws(RPCError) -> Bool {
    if session.cancellation.isCancelled(postponed: id) { throw .cancelled }
    try progress.checkCancellation()
    var byPath: [FilePath: DocumentURI] = [:]
    for document in session.documents.values where document.outOfSync == nil {
      byPath[session.path(of: document)] = document.uri
    }
    var told: [FilePath: ToldFindings] = [:]
    let isDone = look(byPath, &session, &told)
    session.toldFindings.merge(told) { $1 }
    if isDone {
      addMissing()
      sendPart(session)
      progress.end()
    } else {
      progress.report(files.position, of: files.count)
      sendPart(session)
    }
    return isDone
  }

  private mutating func look(
    _ open: [FilePath: DocumentURI], _ session: inout ServerSession, _ told: inout [FilePath: ToldFindings]
  ) -> Bool {
    let (documents, before, known) = (session.documents, session.toldFindings, known)
    var bytes = 0
    for _ in 0..<Self.filesAtOnce where bytes < Self.bytesAtOnce {
      let step = files.step { path in
        open[path].flatMap { documents[$0]?.bytes }
      } known: { path in
        before[path].flatMap { known[$0.uri] == $0.id ? $0.file : nil }
      }
      switch step {
      case .checked(let text):
        bytes += text.bytes.count
        let uri = session.uri(of: text.path)
        let id = add(
          session.diagnostics(
            text.findings, uri: uri, lines: LineIndex(stored: text.bytes), in: text.workspace),
          of: uri, version: nil)
        if let file = text.file { told[text.path] = ToldFindings(uri: uri.text, id: id, file: file) }
      case .unchanged(let path):
        guard let told = before[path] else { continue }
        add(.unchanged(told.id), of: DocumentURI(told.uri), version: nil)
      case .open(let path):
        guard let document = open[path].flatMap({ documents[$0] }) else { continue }
        bytes += document.bytes.count
        session.openWorkspace(of: document)
        add(session.diagnostics(of: document), of: document.uri, version: document.version)
      case .nothing: continue
      case .done: return true
      }
    }
    return false
  }

  /// The request is not worked on any more.
  func leave(_ session: ServerSession) {
    session.cancellation.forget(postponed: id)
    progress.end()
  }

  /// What was reported once and is not looked at any more has no findings.
  private mutating func addMissing() {
    for uri in known.keys.sorted() where !reported.contains(uri) {
      add(Array("[]".utf8), of: DocumentURI(uri), version: nil)
    }
  }

  /// The id of the report.
  @discardableResult
  private mutating func add(_ diagnostics: [UInt8], of uri: DocumentURI, version: Int?) -> String {
    let report = FindingsReport(diagnostics, known: known[uri.text])
    add(report, of: uri, version: version)
    return report.id
  }

  private mutating func add(_ report: FindingsReport, of uri: DocumentURI, version: Int?) {
    reported.insert(uri.text)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("uri", uri.text)
      writer.member("version", version)
      report.write(to: &writer)
    }
    reports.append(writer.bytes)
  }

  private mutating func sendPart(_ session: ServerSession) {
    guard let partialToken, !reports.isEmpty else { return }
    let part = takeReports()
    session.notify("$/progress") { writer in
      writer.object { writer in
        writer.key("token")
        writer.raw(partialToken.json)
        writer.key("value")
        part(&writer)
      }
    }
  }

  /// The answer. What was sent in parts is not said again.
  mutating func finish(_ session: ServerSession) -> Reply {
    sendPart(session)
    return takeReports()
  }

  private mutating func takeReports() -> Reply {
    let part = reports
    reports = []
    return { writer in
      writer.object { writer in
        writer.key("items")
        writer.array { writer in for report in part { writer.raw(report) } }
      }
    }
  }
}
