import JSONSyntax

/// What the client takes of completions (LSP 3.17, `CompletionClientCapabilities`).
struct CompletionProfile: Sendable {
  var takesSnippets = false
  var takesInsertReplace = false
  var takesLabelDetails = false
  var takesMarkdown = false
  /// Documentation is asked for one item at a time. Clients without `resolveSupport` ask for it too.
  var resolvesDocumentation = true
  var takesDefaultRange = false
  var takesDefaultData = false
  /// The kinds that the client knows; up to `Reference` where it names none.
  var kinds: Set<Int> = Set(1...18)

  init() {}

  init(_ capabilities: JSONValue?) {
    guard let completion = capabilities?.path("textDocument", "completion") else { return }
    let item = completion["completionItem"]
    takesSnippets = item?["snippetSupport"]?.bool ?? false
    takesInsertReplace = item?["insertReplaceSupport"]?.bool ?? false
    takesLabelDetails = item?["labelDetailsSupport"]?.bool ?? false
    // The first that a client names is the one it likes.
    takesMarkdown = item?["documentationFormat"]?.elements.first?.isString("markdown") ?? false
    if let properties = item?.path("resolveSupport", "properties")?.elements {
      resolvesDocumentation = properties.contains { $0.isString("documentation") }
    }
    let defaults = completion.path("completionList", "itemDefaults")?.elements ?? []
    takesDefaultRange = defaults.contains { $0.isString("editRange") }
    takesDefaultData = defaults.contains { $0.isString("data") }
    if let numbers = completion.path("completionItemKind", "valueSet")?.elements {
      kinds = Set(numbers.compactMap { $0.int64.flatMap { Int(exactly: $0) } })
    }
  }
}
