/// Every method of LSP 3.17 and 3.18 (`metaModel.json` of the specification): done, or why not. `docs/lsp.md` is made
/// from it, and a test holds it against ``MethodTable`` and ``ServerCapabilities``.
package enum ProtocolTable {
  package static let groups: [(title: String, methods: [ProtocolMethod])] = [
    ("Life cycle", lifeCycle), ("Documents", documents), ("Findings", findings), ("Typing", typing),
    ("Reading", reading), ("Finding the way", navigation), ("Changing", changing), ("Workspace", workspace),
    ("Window", window),
  ]

  package static let methods = groups.flatMap(\.methods)

  private static let lifeCycle: [ProtocolMethod] = [
    .request(
      "initialize", .done("position encodings utf-8, utf-16 and utf-32: the first that the client names")),
    .notification("initialized", .done()),
    .request("shutdown", .done()),
    .notification("exit", .done("exit code 0 after `shutdown`, else 1")),
    .notification(
      "$/cancelRequest", from: .both,
      .done("a request that waits, or asks on its way, is answered with -32800")),
    .notification("$/setTrace", .done()),
    .notification(
      "$/logTrace", from: .server, .done("the time that each message took; never texts of documents")),
    .notification("$/progress", from: .both, .done("for requests that carry a token")),
    .request("client/registerCapability", from: .server, .done("for watched files and settings")),
    .request(
      "client/unregisterCapability", from: .server, .done("when other files are to be watched")),
    .notification("telemetry/event", from: .server, .not("nothing is collected")),
  ]

  private static let documents: [ProtocolMethod] = [
    .notification("textDocument/didOpen", by: "textDocumentSync.openClose", .done()),
    .notification(
      "textDocument/didChange", by: "textDocumentSync.change",
      .done(
        "incremental; a change that cannot be taken marks the document as out of sync until its whole text comes"
      )),
    .notification(
      "textDocument/willSave", by: "textDocumentSync.willSave", .not("nothing is to be done before a save")),
    .request(
      "textDocument/willSaveWaitUntil", by: "textDocumentSync.willSaveWaitUntil",
      .not("clients that format on save ask `textDocument/formatting`")),
    .notification(
      "textDocument/didSave", by: "textDocumentSync.save",
      .done("a saved schema, fixture or settings file holds at once")),
    .notification("textDocument/didClose", by: "textDocumentSync.openClose", .done()),
    .notification("notebookDocument/didOpen", by: "notebookDocumentSync", .not(noNotebooks)),
    .notification("notebookDocument/didChange", by: "notebookDocumentSync", .not(noNotebooks)),
    .notification("notebookDocument/didSave", by: "notebookDocumentSync", .not(noNotebooks)),
    .notification("notebookDocument/didClose", by: "notebookDocumentSync", .not(noNotebooks)),
  ]

  private static let noNotebooks = "criteria stand in no notebooks"

  private static let findings: [ProtocolMethod] = [
    .notification(
      "textDocument/publishDiagnostics", from: .server,
      .done(
        "with tags, related places in schemas too, fixes in `data`; sent when no message waits, and not to clients that "
          + "pull")),
    .request(
      "textDocument/diagnostic", by: "diagnosticProvider",
      .done("with result ids; of a file that is not open, what is stored")),
    .request(
      "workspace/diagnostic", by: "diagnosticProvider.workspaceDiagnostics",
      .done(
        "every file that `cliquery check` looks into, open ones as they are typed; piece by piece, with result ids, "
          + "partial results and progress")),
    .request(
      "workspace/diagnostic/refresh", from: .server,
      .done("when settings, schemas or fixtures have changed")),
  ]

  private static let typing: [ProtocolMethod] = [
    .request(
      "textDocument/completion", by: "completionProvider",
      .done(
        "fields, operators, values of the fixtures, logical operators, directives and their values; paths, parameters and values of Make requests"
      )),
    .request(
      "completionItem/resolve", by: "completionProvider.resolveProvider",
      .done("what a field, an operator, a directive, an endpoint or a parameter means")),
    .request(
      "textDocument/signatureHelp", by: "signatureHelpProvider",
      .done(
        "inside of lists, with the values used of 10, in directives, and the parameters of a Make request")),
    .request(
      "textDocument/inlineCompletion", by: "inlineCompletionProvider", isNew: true,
      .done("the rest of a condition, from values of the fixtures")),
    .request(
      "textDocument/onTypeFormatting", by: "documentOnTypeFormattingProvider",
      .done("blanks of the line that was just finished, in criteria documents; comments go on")),
    .request(
      "textDocument/linkedEditingRange", by: "linkedEditingRangeProvider",
      .done("a hole and its `@let`, a variable of a request file")),
  ]

  private static let reading: [ProtocolMethod] = [
    .request(
      "textDocument/hover", by: "hoverProvider",
      .done(
        "fields with what the fixtures hold, operators, values, rules in suppressions, the query in plain English; endpoints, parameters, columns and values of Make requests"
      )),
    .request(
      "textDocument/semanticTokens/full", by: "semanticTokensProvider.full",
      .done("criteria, directives, request files, and the queries and requests inside of hosts")),
    .request("textDocument/semanticTokens/full/delta", by: "semanticTokensProvider.full.delta", .done()),
    .request("textDocument/semanticTokens/range", by: "semanticTokensProvider.range", .done()),
    .request(
      "workspace/semanticTokens/refresh", from: .server,
      .done("after a change of settings, schemas or fixtures")),
    .request(
      "textDocument/inlayHint", by: "inlayHintProvider",
      .done("the grouping that `&&` and `||` imply, how many records match, and an encoded request decoded")),
    .request("inlayHint/resolve", by: "inlayHintProvider.resolveProvider", .not("hints come whole")),
    .request("workspace/inlayHint/refresh", from: .server, .done("when records or schemas change")),
    .request(
      "textDocument/codeLens", by: "codeLensProvider", .done("run, explain, copy as URL, as Deluge, as curl")),
    .request(
      "codeLens/resolve", by: "codeLensProvider.resolveProvider", .done("counts the records that match")),
    .request("workspace/codeLens/refresh", from: .server, .done("when records or schemas change")),
    .request(
      "textDocument/foldingRange", by: "foldingRangeProvider",
      .done("blocks, sections of request files, comments and groups")),
    .request(
      "workspace/foldingRange/refresh", from: .server, isNew: true,
      .not("folds change with the text only")),
    .request("textDocument/inlineValue", by: "inlineValueProvider", .not("there is no debugger")),
    .request("workspace/inlineValue/refresh", from: .server, .not("there is no debugger")),
    .request("textDocument/documentColor", by: "colorProvider", .not("criteria hold no colours")),
    .request("textDocument/colorPresentation", by: "colorProvider", .not("criteria hold no colours")),
  ]

  private static let navigation: [ProtocolMethod] = [
    .request(
      "textDocument/definition", by: "definitionProvider",
      .done(
        "fields and datastores in their schema, holes at their `@let`, variables where they get their value")
    ),
    .request(
      "textDocument/declaration", by: "declarationProvider", .done("the same as the definition")),
    .request(
      "textDocument/typeDefinition", by: "typeDefinitionProvider", .not("types of fields are defined nowhere")
    ),
    .request(
      "textDocument/implementation", by: "implementationProvider", .not("fields have no implementation")),
    .request(
      "textDocument/references", by: "referencesProvider",
      .done("in documents, scripts, JSON, schemas and fixtures of the workspace")),
    .request("textDocument/documentHighlight", by: "documentHighlightProvider", .done()),
    .request(
      "textDocument/documentSymbol", by: "documentSymbolProvider",
      .done("datastores, queries and conditions; requests by their names; the fields of a schema")),
    .request(
      "workspace/symbol", by: "workspaceSymbolProvider",
      .done("datastores, fields, queries and requests whose names have the letters in their order")),
    .request(
      "workspaceSymbol/resolve", by: "workspaceSymbolProvider.resolveProvider",
      .not("symbols have their whole place at once")),
    .request(
      "textDocument/documentLink", by: "documentLinkProvider",
      .done(
        "datastores to their schema, bodies of request files to their file, rules in comments to their page where `docs-url` is set"
      )),
    .request(
      "documentLink/resolve", by: "documentLinkProvider.resolveProvider",
      .not("links have their target at once")),
    .request(
      "textDocument/selectionRange", by: "selectionRangeProvider",
      .done("value, condition, group, criteria, part of a request, string or block, document")),
    .request("textDocument/prepareCallHierarchy", by: "callHierarchyProvider", .not(noCalls)),
    .request("callHierarchy/incomingCalls", by: "callHierarchyProvider", .not(noCalls)),
    .request("callHierarchy/outgoingCalls", by: "callHierarchyProvider", .not(noCalls)),
    .request("textDocument/prepareTypeHierarchy", by: "typeHierarchyProvider", .not(noTypes)),
    .request("typeHierarchy/supertypes", by: "typeHierarchyProvider", .not(noTypes)),
    .request("typeHierarchy/subtypes", by: "typeHierarchyProvider", .not(noTypes)),
    .request("textDocument/moniker", by: "monikerProvider", .not("no index of other tools knows criteria")),
  ]

  private static let noCalls = "criteria call nothing"
  private static let noTypes = "types of fields stand in no order"

  private static let changing: [ProtocolMethod] = [
    .request(
      "textDocument/codeAction", by: "codeActionProvider",
      .done(
        "quick fixes, refactorings of criteria and requests, fields and schemas that are missing, suppressions, and `source.fixAll.cliquery` for all safe fixes"
      )),
    .request("codeAction/resolve", by: "codeActionProvider.resolveProvider", .done("the edit")),
    .request("textDocument/formatting", by: "documentFormattingProvider", .done()),
    .request("textDocument/rangeFormatting", by: "documentRangeFormattingProvider", .done()),
    .request(
      "textDocument/rangesFormatting", by: "documentRangeFormattingProvider.rangesSupport", isNew: true,
      .done()),
    .request(
      "textDocument/rename", by: "renameProvider",
      .done("fields, datastores, holes, variables; a change of a schema asks for confirmation")),
    .request("textDocument/prepareRename", by: "renameProvider.prepareProvider", .done()),
    .request(
      "workspace/executeCommand", by: "executeCommandProvider",
      .done(
        "`cliquery.runQuery`, `explain`, `copyURL`, `copyDeluge`, `copyCurl`: the text is the result, and is shown"
      )),
    .request(
      "workspace/applyEdit", from: .server, .done("for clients that take no code actions but commands")),
  ]

  private static let workspace: [ProtocolMethod] = [
    .request(
      "workspace/workspaceFolders", from: .server,
      .not("folders come with `initialize`, and their changes by notification")),
    .notification(
      "workspace/didChangeWorkspaceFolders", by: "workspace.workspaceFolders.changeNotifications",
      .done("several folders at once; a document belongs to the innermost one")),
    .request("workspace/configuration", from: .server, .done("the section `cliquery`, for each folder")),
    .notification(
      "workspace/didChangeConfiguration", .done("settings that are pushed are taken, others asked for")),
    .notification(
      "workspace/didChangeWatchedFiles",
      .done("changed settings, schemas and fixtures are read anew, and open documents checked again")),
    .request(
      "workspace/willCreateFiles", by: "workspace.fileOperations.willCreate", .not(watchedInstead)),
    .notification(
      "workspace/didCreateFiles", by: "workspace.fileOperations.didCreate", .not(watchedInstead)),
    .request(
      "workspace/willRenameFiles", by: "workspace.fileOperations.willRename",
      .not("no file names another one, but settings by globs")),
    .notification(
      "workspace/didRenameFiles", by: "workspace.fileOperations.didRename", .not(watchedInstead)),
    .request(
      "workspace/willDeleteFiles", by: "workspace.fileOperations.willDelete", .not(watchedInstead)),
    .notification(
      "workspace/didDeleteFiles", by: "workspace.fileOperations.didDelete", .not(watchedInstead)),
    .request(
      "workspace/textDocumentContent", by: "workspace.textDocumentContent", isNew: true,
      .not("answers are shown as files, which every client can open")),
    .request(
      "workspace/textDocumentContent/refresh", from: .server, isNew: true,
      .not("answers are shown as files, which every client can open")),
  ]

  private static let watchedInstead = "files are watched, whoever changes them"

  private static let window: [ProtocolMethod] = [
    .notification("window/showMessage", from: .server, .done("what the user has to know, each thing once")),
    .request("window/showMessageRequest", from: .server, .not("the server asks no questions")),
    .notification(
      "window/logMessage", from: .server, .done("what is wrong with settings, schemas and messages")),
    .request("window/showDocument", from: .server, .done("the answers of commands")),
    .request(
      "window/workDoneProgress/create", from: .server,
      .done("while many open documents are checked, after a change of settings for instance")),
    .notification("window/workDoneProgress/cancel", .done()),
  ]
}
