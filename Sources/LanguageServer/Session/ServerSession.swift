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
  /// Whether the client has said that it listens: before that it is asked nothing.
  var isInitialized = false
  var client = ClientProfile()
  var documents: [DocumentURI: OpenDocument] = [:]
  /// Settings and schemas as they were read; made anew when a file of them changes.
  var workspace: WorkspaceSession
  /// The folders that are open in the client, absolute; none where a single file is edited.
  var folders: [FilePath] = []
  var settings = ClientSettings()
  var watching = FileWatching()
  /// The workspace's problems that were shown already.
  var shownProblems: Set<Problem> = []
  /// Documents whose findings are to be published, the longest waiting first.
  var stale: [DocumentURI] = []
  /// What the client shows of them.
  var checkProgress = CheckProgress.none
  var checkProgressCount = 0
  var semanticTokens = SemanticTokenResults()
  /// Questions about the whole workspace that are being answered.
  var pulls: [WorkspacePull] = []
  /// What was told about files that are not open, under the settings and schemas of now.
  var toldFindings: [FilePath: ToldFindings] = [:]
  /// What was found in files when symbols were looked for.
  let symbolCache = SymbolCache()
  /// Texts that are shown as documents.
  let shownTexts = TemporaryFolder()
  /// What is sent, in order.
  let outbox = Outbox()
  /// Whether what is being worked on is still wanted.
  package let cancellation = Cancellation()
  var trace = TraceLevel.off
  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitCode: Int32?
  private var nextRequest = 1
  /// What is to be done with the answers that the client owes, by the ids of our requests.
  private var awaited: [RPCID: ResponseHandler] = [:]

  /// The server's own.
  let version: String
  private let startDirectory: FilePath
  /// The process that the client runs in, as `initialize` tells.
  package internal(set) var clientProcess: Int?
  /// What went wrong before there was a client to tell.
  private var earlierProblems: [String] = []

  /// - Parameter currentDirectory: where settings are looked for until the client names a folder; absolute.
  package init(currentDirectory: FilePath, version: String = "") {
    self.version = version
    startDirectory = currentDirectory
    workspace = WorkspaceSession(currentDirectory: currentDirectory, folders: [])
  }

  // MARK: In

  /// Takes one message. A request that was cancelled before it came to be read is answered so, and not worked on.
  @discardableResult
  package mutating func receive(_ message: RPCMessage, isCancelled: Bool = false) -> HandledMessage {
    switch message {
    case .request(let id, let method, let params):
      let error = answer(id, method, params, isCancelled)
      return HandledMessage(method: method, id: id, error: error)
    case .notification(let method, let params):
      return HandledMessage(method: method, error: take(method, params))
    case .response(let id, let result, let error):
      awaited.removeValue(forKey: id)?(&self, result, error)
      return HandledMessage(id: id)
    case .invalid(let id, let error):
      send(.error(id, error), RPCWriter.error(id, error))
      return HandledMessage(id: id, error: error)
    }
  }

  private mutating func answer(_ id: RPCID, _ method: String, _ params: JSONValue?, _ isCancelled: Bool)
    -> RPCError?
  {
    do throws(RPCError) {
      if let refusal = refusal(of: method) { throw refusal }
      if isCancelled { throw .cancelled }
      let reply: Reply
      switch MethodTable.request(method) {
      case .state(let handle)?: reply = try handle(&self, params)
      case .read(let handle)?:
        reply = try handle(self, params)
        // What ended early has not all of its answer.
        if cancellation.isCancelled { throw .cancelled }
      case .later(let handle)?:
        try handle(&self, params, id)
        return nil
      case nil: throw .methodNotFound(method)
      }
      send(.result(id), RPCWriter.result(id, reply))
      return nil
    } catch {
      send(.error(id, error), RPCWriter.error(id, error))
      return error
    }
  }

  /// Answers a request that was left for later.
  func finish(_ id: RPCID, _ reply: Reply) { send(.result(id), RPCWriter.result(id, reply)) }

  func finish(_ id: RPCID, _ error: RPCError) { send(.error(id, error), RPCWriter.error(id, error)) }

  /// Whether the request that is being worked on was cancelled: what takes long asks now and then, and throws
  /// `RPCError.cancelled`.
  var isCancelled: Bool { cancellation.isCancelled }

  /// Why a request is not for this phase of the session (LSP 3.17, "Lifecycle Messages").
  private func refusal(of method: String) -> RPCError? {
    switch phase {
    case .waitingForInitialize: method == "initialize" ? nil : .notInitialized
    case .running: method == "initialize" ? .invalidRequest("`initialize` comes once") : nil
    case .shutDown: .invalidRequest("the server is shut down; only `exit` may follow")
    }
  }

  private mutating func take(_ method: String, _ params: JSONValue?) -> RPCError? {
    if method == "exit" {
      exitCode = phase == .shutDown ? 0 : 1
      return nil
    }
    guard phase == .running, let handle = MethodTable.notification(method) else {
      // Others than those of the table may be left out (LSP 3.17, "$ Notifications and Requests").
      return nil
    }
    do throws(RPCError) {
      try handle(&self, params)
      return nil
    } catch {
      log(.error, "\(method): \(error.message)")
      return error
    }
  }

  // MARK: Out

  private func send(_ kind: OutgoingMessage.Kind, _ bytes: [UInt8]) {
    outbox.put(OutgoingMessage(kind: kind, bytes: bytes))
  }

  func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    send(.notification(method: method), RPCWriter.notification(method, params))
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
    send(.request(id, method: method), RPCWriter.request(id, method, params))
  }

  /// Asks the client for something that has no parameters; its answer says nothing.
  mutating func request(_ method: String) {
    let id = RPCID(nextRequest)
    nextRequest += 1
    send(.request(id, method: method), RPCWriter.request(id, method))
  }

  /// What has to be sent, in order; the caller sends it.
  package func takeMessages() -> [OutgoingMessage] { outbox.take() }

  /// The bytes of the same.
  package func takeOutput() -> [[UInt8]] { takeMessages().map(\.bytes) }

  /// Says how messages are sent that cannot wait until their request is answered.
  package func setDelivery(_ deliver: @escaping @Sendable ([OutgoingMessage]) -> Void) {
    outbox.setDelivery(deliver)
  }

  enum MessageType: Int, Sendable {
    case error = 1
    case warning = 2
    case info = 3
    case log = 4
  }

  func log(_ type: MessageType, _ message: String) {
    notify("window/logMessage") { writer in
      writer.object { writer in
        writer.member("type", type.rawValue)
        writer.member("message", message)
      }
    }
  }

  /// Says something that the user has to know.
  func show(_ type: MessageType, _ message: String) {
    notify("window/showMessage") { writer in
      writer.object { writer in
        writer.member("type", type.rawValue)
        writer.member("message", message)
      }
    }
  }

  /// Says, once there is a client, that the log that was asked for cannot be written.
  package mutating func noteLogFailure(_ message: String) { earlierProblems.append(message) }

  mutating func showEarlierProblems() {
    for problem in earlierProblems { show(.warning, problem) }
    earlierProblems = []
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
    if stale.contains(uri) { return }
    stale.append(uri)
    offerCheckProgress()
  }

  /// Reads settings and schemas anew and checks all open documents again.
  mutating func reloadWorkspace() {
    openWorkspace()
    for uri in documents.keys.sorted(by: { $0.text < $1.text }) { markStale(uri) }
    toldFindings = [:]
    for index in pulls.indices { pulls[index].restart(self) }
    updateWatching()
    refreshViews()
  }

  /// Reads the settings of the client's folders and of the open documents.
  mutating func openWorkspace() {
    symbolCache.forget()
    workspace = WorkspaceSession(
      currentDirectory: folders.first ?? startDirectory,
      folders: folders.map { WorkspaceFolder($0, overlay: settings.overlay(of: $0)) },
      overlay: settings.general)
    for folder in folders.dropFirst() { workspace.open(folder) }
    for document in documents.values { openWorkspace(of: document) }
  }

  /// Does one piece of work that waits; false where none does.
  package mutating func work() -> Bool {
    guard phase == .running else { return false }
    if stale.isEmpty {
      reportCheckProgress()
      return workOnPulls()
    }
    publishFindings(of: stale.removeFirst())
    reportCheckProgress()
    return true
  }
}
