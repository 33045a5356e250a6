import JSONSyntax

/// What the server can do. `docs/lsp.md` lists it beside what it cannot.
enum ServerCapabilities {
  static let completionTriggers = [
    "=", ">", "<", " ", "(", ",", "@", "{", "\"", "'", "&", "|", ".", "$", "?",
    "/", "[",
  ]

  static func write(for client: ClientProfile, to writer: inout JSONWriter) {
    writer.member("positionEncoding", client.encoding.rawValue)
    writer.key("textDocumentSync")
    writer.object { writer in
      writer.member("openClose", true)
      // Incremental.
      writer.member("change", 2)
      writer.key("save")
      writer.object { $0.member("includeText", false) }
    }
    writer.key("completionProvider")
    writer.object { writer in
      writer.key("triggerCharacters")
      writer.array { writer in for trigger in completionTriggers { writer.string(trigger) } }
      writer.member("resolveProvider", true)
    }
    writer.key("diagnosticProvider")
    writer.object { writer in
      writer.member("identifier", "cliquery")
      // What is stored of schemas and fixtures matters, and not what is typed in another document.
      writer.member("interFileDependencies", false)
      writer.member("workspaceDiagnostics", true)
      writer.member("workDoneProgress", true)
    }
    writer.member("hoverProvider", true)
    writer.member("definitionProvider", true)
    writer.member("declarationProvider", true)
    writer.key("referencesProvider")
    writer.object { $0.member("workDoneProgress", true) }
    writer.member("documentHighlightProvider", true)
    writer.member("linkedEditingRangeProvider", true)
    writer.member("selectionRangeProvider", true)
    writer.key("workspaceSymbolProvider")
    writer.object { $0.member("workDoneProgress", true) }
    writer.key("documentLinkProvider")
    writer.object { $0.member("resolveProvider", false) }
    writer.key("renameProvider")
    // Options are for clients that prepare a rename only.
    if client.preparesRename {
      writer.object { writer in
        writer.member("prepareProvider", true)
        writer.member("workDoneProgress", true)
      }
    } else {
      writer.bool(true)
    }
    writer.member("documentSymbolProvider", true)
    writer.member("foldingRangeProvider", true)
    writer.member("documentFormattingProvider", true)
    if client.takesSeveralRanges {
      writer.key("documentRangeFormattingProvider")
      writer.object { $0.member("rangesSupport", true) }
    } else {
      writer.member("documentRangeFormattingProvider", true)
    }
    writer.key("documentOnTypeFormattingProvider")
    writer.object { writer in
      writer.member("firstTriggerCharacter", OnTypeFormattingRequest.triggers.first)
      writer.key("moreTriggerCharacter")
      writer.array { writer in
        for trigger in OnTypeFormattingRequest.triggers.dropFirst() { writer.string(trigger) }
      }
    }
    writer.key("semanticTokensProvider")
    writer.object { SemanticTokenLegend.writeOptions(to: &$0) }
    if client.takesInlineCompletions { writer.member("inlineCompletionProvider", true) }
    writer.key("signatureHelpProvider")
    writer.object { writer in
      writer.key("triggerCharacters")
      writer.array { writer in for trigger in SignatureHelpRequest.triggers { writer.string(trigger) } }
      writer.key("retriggerCharacters")
      writer.array { writer in for trigger in SignatureHelpRequest.retriggers { writer.string(trigger) } }
    }
    writer.member("inlayHintProvider", true)
    writer.key("codeLensProvider")
    writer.object { $0.member("resolveProvider", true) }
    writer.key("executeCommandProvider")
    writer.object { writer in
      writer.key("commands")
      writer.array { writer in for command in ExecuteCommandRequest.commands { writer.string(command) } }
    }
    writer.key("codeActionProvider")
    if client.takesCodeActions {
      writer.object { writer in
        writer.key("codeActionKinds")
        writer.array { writer in for kind in CodeActionKind.allCases { writer.string(kind.rawValue) } }
        writer.member("resolveProvider", client.resolvesEdits)
      }
    } else {
      writer.bool(client.appliesEdits)
    }
    writer.key("workspace")
    writer.object { writer in
      writer.key("workspaceFolders")
      writer.object { writer in
        writer.member("supported", true)
        writer.member("changeNotifications", true)
      }
    }
  }
}
