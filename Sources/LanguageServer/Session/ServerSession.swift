import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// The language server without its transport: messages in, messages out, no input or output of its own.
///
/// Messages are taken in their order, one at a time. What a change makes necessary (findings) is done by ``work()``,
/// which the transport calls when no message waits: while somebody types, only the last text is checked.
package struct ServerSession {
  enum Phase: Sendable {
    case waitingForInitialize
    case running
    case shutDown
  }

  var phase = Phase.waitingForInitialize
  var client = ClientProfile()
  var documents: [DocumentURI: OpenDocument] = [:]
  /// Settings and schemas as they were read; made anew when a file of them changes.
  var workspace: WorkspaceSession
  /// The folder that the client named.
  private(set) var namedFolder: FilePath?
  /// The workspace's problems that were shown already.
  var shownProblems: Set<Problem> = []
  /// Documents whose findings are to be published, the longest waiting first.
  var stale: [DocumentURI] = []
  /// Texts that are shown as documents.
  let shownTexts = TemporaryFolder()
  /// What is sent, in order.
  private(set) var output: [[UInt8]] = []
  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitCode: Int32?
  private var nextRequest = 1
  /// What is to be done with the answers that the client owes, by the ids of our requests.
  private var awaited: [RPCID: ResponseHandler] = [:]

  /// - Parameter currentDirectory: where settings are looked for until the client names a folder; absolute.
  package init(currentDirectory: FilePath) {
    workspace = WorkspaceSession(currentDirectory: currentDirectory)
  }

  // MARK: In

  /// Takes one message. A request that was cancelled before it came to be read is answered so, and not worked on.
  package mutating func receive(_ message: RPCMessage, isCancelled: Bool = false) {
    switch message {
    case .request(let id, let method, let params): answer(id, method, params, isCancelled)
    case .notification(let method, let params): take(method, params)
    case .response(let id, let result, let error): awaited.removeValue(forKey: id)?(&self, result, error)
    case .invalid(let id, let error): send(RPCWriter.error(id, error))
    }
  }

  private mutating func answer(_ id: RPCID, _ method: String, _ params: JSONValue?, _ isCancelled: Bool) {
    if let refusal = refusal(of: method) {
      send(RPCWriter.error(id, refusal))
      return
    }
    if isCancelled {
      send(RPCWriter.error(id, .cancelled))
      return
    }
    do throws(RPCError) {
      switch MethodTable.requests[method] {
      case .state(let handle)?:
        let reply = try handle(&self, params)
        send(RPCWriter.result(id, reply))
      case .read(let handle)?: send(RPCWriter.result(id, try handle(self, params)))
      case nil: throw RPCError.methodNotFound(method)
      }
    } catch {
      send(RPCWriter.error(id, error))
    }
  }

  /// Why a request is not for this phase of the session (LSP 3.17, "Lifecycle Messages").
  private func refusal(of method: String) -> RPCError? {
    switch phase {
    case .waitingForInitialize: method == "initialize" ? nil : .notInitialized
    case .running: method == "initialize" ? .invalidRequest("`initialize` comes once") : nil
    case .shutDown: .invalidRequest("the server is shut down; only `exit` may follow")
    }
  }

  private mutating func take(_ method: String, _ params: JSONValue?) {
    if method == "exit" {
      exitCode = phase == .shutDown ? 0 : 1
      return
    }
    guard phase == .running, let handle = MethodTable.notifications[method] else {
      // Others than those of the table may be left out (LSP 3.17, "$ Notifications and Requests").
      return
    }
    do throws(RPCError) {
      try handle(&self, params)
    } catch {
      log(.error, "\(method): \(error.message)")
    }
  }

  // MARK: Out

  mutating func send(_ message: [UInt8]) { output.append(message) }

  mutating func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    send(RPCWriter.notification(method, params))
  }

  /// What is done when the client has answered: its result, or its error.
  typealias ResponseHandler =
    @Sendable (inout ServerSession, _ result: JSONValue?, _ error: JSONValue?) -> Void

  /// Asks the client. `handle` is called once it has answered, which it may never do.
  mutating func request(
    _ method: String, _ params: (inout JSONWriter) -> Void,
    then handle: @escaping ResponseHandler = { _, _, _ in }
  ) {
    let id = RPCID(nextRequest)
    nextRequest += 1
    awaited[id] = handle
    send(RPCWriter.request(id, method, params))
  }

  /// Asks the client for something that has no parameters; its answer says nothing.
  mutating func request(_ method: String) {
    send(RPCWriter.request(RPCID(nextRequest), method))
    nextRequest += 1
  }

  /// What has to be sent, in order; the caller sends it.
  package mutating func takeOutput() -> [[UInt8]] {
    defer { output = [] }
    return output
  }

  enum MessageType: Int, Sendable {
    case error = 1
    case warning = 2
    case info = 3
    case log = 4
  }

  mutating func log(_ type: MessageType, _ message: String) {
    notify("window/logMessage") { writer in
      writer.object { writer in
        writer.member("type", type.rawValue)
        writer.member("message", message)
      }
    }
  }

  /// Says something that the user has to know.
  mutating func show(_ type: MessageType, _ message: String) {
    notify("window/showMessage") { writer in
      writer.object { writer in
        writer.member("type", type.rawValue)
        writer.member("message", message)
      }
    }
  }

  // MARK: Documents

  /// The text of an open document and its lines, as the changes of the client made them.
  package func lines(ofDocument uri: String) -> LineIndex? { documents[DocumentURI(uri)]?.lines }

  /// The document of a request's `textDocument`, if its text is known.
  func document(_ params: JSONValue) throws(RPCError) -> OpenDocument {
    let uri = DocumentURI(try params.member("textDocument", .object).text("uri"))
    guard let document = documents[uri] else {
      throw .invalidParams("`\(uri.text)` is not open")
    }
    if let reason = document.outOfSync {
      throw .contentModified("the text of the document is not known: \(reason)")
    }
    return document
  }

  /// The address of a file: as the client wrote it, where the file is open.
  func uri(of path: FilePath) -> DocumentURI {
    let uri = DocumentURI(path)
    if documents[uri] != nil { return uri }
    return documents.keys.first { $0.path == path }
      ?? documents.values.first { self.path(of: $0) == path }?.uri ?? uri
  }

  mutating func markStale(_ uri: DocumentURI) {
    if !stale.contains(uri) { stale.append(uri) }
  }

  /// Reads settings and schemas anew and checks all open documents again.
  mutating func reloadWorkspace(at folder: FilePath? = nil) {
    if let folder { namedFolder = folder }
    workspace = WorkspaceSession(currentDirectory: folder ?? workspace.currentDirectory)
    for uri in documents.keys.sorted(by: { $0.text < $1.text }) { markStale(uri) }
    refreshViews()
  }

  /// Does one piece of work that waits; false where none does.
  package mutating func work() -> Bool {
    guard phase == .running, !stale.isEmpty else { return false }
    publishFindings(of: stale.removeFirst())
    return true
  }
}
