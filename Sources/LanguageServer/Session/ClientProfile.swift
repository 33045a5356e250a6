import JSONSyntax
import SourceText

/// What the client can do, as far as answers depend on it (LSP 3.17, `ClientCapabilities`).
package struct ClientProfile: Sendable {
  var encoding = PositionEncoding.utf16
  /// Whether it asks for findings, so that none are pushed, and whether it can be told to ask again.
  var pullsFindings = false
  var refreshesFindings = false
  /// Findings may carry related places, tags, and the address of their page.
  var takesRelatedInformation = false
  var takesUnnecessaryTag = false
  var takesDeprecatedTag = false
  var takesCodeDescription = false
  var takesDiagnosticData = false
  /// Code actions as literals; without them there are none.
  var takesCodeActions = false
  var resolvesEdits = false
  var takesDisabledActions = false
  /// Takes `workspace/applyEdit`.
  var appliesEdits = false
  /// Edits may make files.
  var takesFileCreations = false
  var takesHierarchicalSymbols = false
  var takesMarkdown = false
  var takesDocumentChanges = false
  /// Files are watched by the client, and patterns may be relative to a folder.
  var takesFileWatchers = false
  var takesRelativePatterns = false
  /// Settings can be asked for, and their changes registered for.
  var takesConfiguration = false
  var takesConfigurationRegistration = false
  /// Edits may ask for confirmation, and rename files.
  var takesChangeAnnotations = false
  var takesFileRenames = false
  var takesDefinitionLinks = false
  var takesDeclarationLinks = false
  var preparesRename = false
  var takesLinkTooltips = false
  var folding = FoldingProfile()
  /// Parameters of signatures as offsets into their label.
  var takesLabelOffsets = false
  var takesMarkdownSignatures = false
  var showsDocuments = false
  /// Progress that the server begins.
  var showsProgress = false
  var refreshesLenses = false
  var refreshesHints = false
  var refreshesTokens = false
  var takesInlineCompletions = false
  /// Several ranges are formatted at once.
  var takesSeveralRanges = false
  var completion = CompletionProfile()
  /// Kate up to 22.12, which gives itself no name: it says much of itself and nothing of completions.
  var isEarlyKate = false
  /// Shows what a new name would replace before there is one: it asks for the old name, and shows nothing and takes no
  /// name where nothing is answered. Qt Creator does.
  var previewsRenames = false

  init() {}

  init(_ capabilities: JSONValue?) {
    guard let capabilities else { return }
    let encodings = capabilities.path("general", "positionEncodings")?.elements.compactMap(\.string) ?? []
    encoding = encodings.compactMap { PositionEncoding(rawValue: $0) }.first ?? .utf16
    completion = CompletionProfile(capabilities)
    let document = capabilities["textDocument"]
    isEarlyKate =
      document?["completion"] == nil
      && ["codeAction", "hover", "semanticTokens"].allSatisfy { document?[$0]?.kind == .object }
    takesSeveralRanges = document?.path("rangeFormatting", "rangesSupport")?.bool ?? false
    pullsFindings = document?["diagnostic"]?.kind == .object
    refreshesFindings = capabilities.path("workspace", "diagnostics", "refreshSupport")?.bool ?? false
    readFindings(document?["publishDiagnostics"])
    // Since LSP 3.18 a client says for each of the two ways what it takes.
    if pullsFindings { readFindings(document?["diagnostic"]) }
    takesCodeActions = document?.path("codeAction", "codeActionLiteralSupport")?.kind == .object
    let actions = document?["codeAction"]
    // What is resolved is known by its `data`.
    resolvesEdits =
      actions?["dataSupport"]?.bool ?? false
      && actions?.path("resolveSupport", "properties")?.elements.contains { $0.isString("edit") } ?? false
    takesDisabledActions = actions?["disabledSupport"]?.bool ?? false
    appliesEdits = capabilities.path("workspace", "applyEdit")?.bool ?? false
    takesHierarchicalSymbols =
      document?.path("documentSymbol", "hierarchicalDocumentSymbolSupport")?.bool ?? false
    takesMarkdown =
      document?.path("hover", "contentFormat")?.elements.contains { $0.isString("markdown") } ?? false
    takesDocumentChanges = capabilities.path("workspace", "workspaceEdit", "documentChanges")?.bool ?? false
    let workspace = capabilities["workspace"]
    takesFileWatchers = workspace?.path("didChangeWatchedFiles", "dynamicRegistration")?.bool ?? false
    takesRelativePatterns = workspace?.path("didChangeWatchedFiles", "relativePatternSupport")?.bool ?? false
    takesConfiguration = workspace?["configuration"]?.bool ?? false
    takesConfigurationRegistration =
      workspace?.path("didChangeConfiguration", "dynamicRegistration")?.bool ?? false
    let edit = capabilities.path("workspace", "workspaceEdit")
    takesChangeAnnotations = takesDocumentChanges && edit?["changeAnnotationSupport"]?.kind == .object
    takesFileRenames =
      takesDocumentChanges
      && edit?["resourceOperations"]?.elements.contains { $0.isString("rename") } ?? false
    takesFileCreations =
      takesDocumentChanges
      && edit?["resourceOperations"]?.elements.contains { $0.isString("create") } ?? false
    takesDefinitionLinks = document?.path("definition", "linkSupport")?.bool ?? false
    takesDeclarationLinks = document?.path("declaration", "linkSupport")?.bool ?? false
    preparesRename = document?.path("rename", "prepareSupport")?.bool ?? false
    takesLinkTooltips = document?.path("documentLink", "tooltipSupport")?.bool ?? false
    folding = FoldingProfile(document?["foldingRange"])
    let signatures = document?.path("signatureHelp", "signatureInformation")
    takesLabelOffsets = signatures?.path("parameterInformation", "labelOffsetSupport")?.bool ?? false
    takesMarkdownSignatures =
      signatures?["documentationFormat"]?.elements.contains { $0.isString("markdown") } ?? false
    showsProgress = capabilities.path("window", "workDoneProgress")?.bool ?? false
    showsDocuments = capabilities.path("window", "showDocument", "support")?.bool ?? false
    refreshesLenses = capabilities.path("workspace", "codeLens", "refreshSupport")?.bool ?? false
    refreshesTokens = capabilities.path("workspace", "semanticTokens", "refreshSupport")?.bool ?? false
    takesInlineCompletions = document?["inlineCompletion"]?.kind == .object
    refreshesHints = capabilities.path("workspace", "inlayHint", "refreshSupport")?.bool ?? false
  }
}

extension ClientProfile {
  private mutating func readFindings(_ capabilities: JSONValue?) {
    guard let capabilities else { return }
    func takes(_ name: String) -> Bool { capabilities[name]?.bool ?? false }
    let tags = capabilities.path("tagSupport", "valueSet")?.elements.compactMap(\.int64) ?? []
    if takes("relatedInformation") { takesRelatedInformation = true }
    if takes("codeDescriptionSupport") { takesCodeDescription = true }
    if takes("dataSupport") { takesDiagnosticData = true }
    if tags.contains(1) { takesUnnecessaryTag = true }
    if tags.contains(2) { takesDeprecatedTag = true }
  }
}

/// What the client takes of folds (LSP 3.17, `FoldingRangeClientCapabilities`).
struct FoldingProfile: Sendable {
  var isWholeLines = false
  var limit = Int.max

  init() {}

  init(_ capabilities: JSONValue?) {
    isWholeLines = capabilities?["lineFoldingOnly"]?.bool ?? false
    limit = capabilities?["rangeLimit"]?.int64.flatMap { Int(exactly: $0) } ?? Int.max
  }
}

/// What columns count.
enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  var unit: LineIndex.Unit {
    switch self {
    case .utf8: .utf8
    case .utf16: .utf16
    case .utf32: .utf32
    }
  }
}
