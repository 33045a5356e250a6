import JSONRPC
import JSONSyntax

/// Writes the result of a request.
typealias Reply = (inout JSONWriter) -> Void

/// A request, by what it may do to the session.
enum RequestHandler: Sendable {
  /// It changes the session; those before and after it see the change or not, as they came.
  case state(@Sendable (inout ServerSession, JSONValue?) throws(RPCError) -> Reply)
  /// It reads the session as it stands.
  case read(@Sendable (ServerSession, JSONValue?) throws(RPCError) -> Reply)
  /// It takes long, and is answered piece by piece while no message waits.
  case later(@Sendable (inout ServerSession, JSONValue?, RPCID) throws(RPCError) -> Void)
}

/// Every method that the server takes: one row each, and nothing else decides. Lists, because they are short, and a
/// dictionary costs a start more than looking through them costs a session: see ``NameCounts``.
enum MethodTable {
  static func request(_ method: String) -> RequestHandler? { requests.first { $0.method == method }?.handler }

  static func notification(_ method: String) -> NotificationHandler? {
    notifications.first { $0.method == method }?.handler
  }

  static let requests: [(method: String, handler: RequestHandler)] = [
    ("completionItem/resolve", .read(CompletionResolveRequest.answer)),
    ("initialize", .state(InitializeRequest.answer)),
    ("codeAction/resolve", .read(CodeActionRequest.resolve)),
    ("codeLens/resolve", .read(CodeLensRequest.resolve)),
    ("shutdown", .state(ShutdownRequest.answer)),
    ("textDocument/codeAction", .read(CodeActionRequest.answer)),
    ("textDocument/codeLens", .read(CodeLensRequest.answer)),
    ("textDocument/completion", .read(CompletionRequest.answer)),
    ("textDocument/declaration", .read(DefinitionRequest.answerDeclaration)),
    ("textDocument/definition", .read(DefinitionRequest.answer)),
    ("textDocument/diagnostic", .state(DiagnosticRequest.answer)),
    ("textDocument/documentHighlight", .read(DocumentHighlightRequest.answer)),
    ("textDocument/documentLink", .read(DocumentLinkRequest.answer)),
    ("textDocument/documentSymbol", .read(DocumentSymbolRequest.answer)),
    ("textDocument/foldingRange", .read(FoldingRangeRequest.answer)),
    ("textDocument/formatting", .read(FormattingRequest.answer)),
    ("textDocument/hover", .read(HoverRequest.answer)),
    ("textDocument/inlineCompletion", .read(InlineCompletionRequest.answer)),
    ("textDocument/inlayHint", .read(InlayHintRequest.answer)),
    ("textDocument/linkedEditingRange", .read(LinkedEditingRangeRequest.answer)),
    ("textDocument/onTypeFormatting", .read(OnTypeFormattingRequest.answer)),
    ("textDocument/prepareRename", .read(PrepareRenameRequest.answer)),
    ("textDocument/rangeFormatting", .read(FormattingRequest.answerRange)),
    ("textDocument/rangesFormatting", .read(FormattingRequest.answerRanges)),
    ("textDocument/references", .read(ReferencesRequest.answer)),
    ("textDocument/rename", .state(RenameRequest.answer)),
    ("textDocument/selectionRange", .read(SelectionRangeRequest.answer)),
    ("textDocument/semanticTokens/full", .state(SemanticTokensRequest.full)),
    ("textDocument/semanticTokens/full/delta", .state(SemanticTokensRequest.delta)),
    ("textDocument/semanticTokens/range", .read(SemanticTokensRequest.range)),
    ("textDocument/signatureHelp", .read(SignatureHelpRequest.answer)),
    ("workspace/diagnostic", .later(WorkspaceDiagnosticRequest.begin)),
    ("workspace/executeCommand", .state(ExecuteCommandRequest.answer)),
    ("workspace/symbol", .read(WorkspaceSymbolRequest.answer)),
  ]

  typealias NotificationHandler = @Sendable (inout ServerSession, JSONValue?) throws(RPCError) -> Void

  static let notifications: [(method: String, handler: NotificationHandler)] = [
    ("$/setTrace", TraceNotification.take),
    ("$/cancelRequest", WorkspaceDiagnosticRequest.cancel),
    ("initialized", InitializedNotification.take),
    ("textDocument/didChange", DocumentNotifications.didChange),
    ("textDocument/didClose", DocumentNotifications.didClose),
    ("textDocument/didOpen", DocumentNotifications.didOpen),
    ("textDocument/didSave", DocumentNotifications.didSave),
    ("workspace/didChangeConfiguration", WorkspaceNotifications.didChangeConfiguration),
    ("workspace/didChangeWatchedFiles", WorkspaceNotifications.didChangeWatchedFiles),
    ("workspace/didChangeWorkspaceFolders", WorkspaceNotifications.didChangeWorkspaceFolders),
  ]

  /// Taken without a handler of the session: by the queue, and by the session itself.
  static let elsewhere: Set<String> = ["exit", "window/workDoneProgress/cancel"]
}
