import JSONSyntax

extension ClientProfile {
  /// A client that takes everything of LSP 3.18: to it the server announces all that it can do.
  package static let full = ClientProfile(JSONDocument(Array(fullCapabilities.utf8)).root)

  /// `ClientCapabilities` with every member that an answer could depend on (`metaModel.json` of LSP 3.18).
  private static let fullCapabilities = #"""
    {
      "workspace": {
        "applyEdit": true, "configuration": true, "workspaceFolders": true,
        "workspaceEdit": {
          "documentChanges": true, "resourceOperations": ["create", "rename", "delete"],
          "failureHandling": "transactional", "normalizesLineEndings": true,
          "changeAnnotationSupport": {"groupsOnLabel": true}, "metadataSupport": true, "snippetEditSupport": true
        },
        "didChangeConfiguration": {"dynamicRegistration": true},
        "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
        "symbol": {
          "symbolKind": {"valueSet": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26]},
          "tagSupport": {"valueSet": [1]}, "resolveSupport": {"properties": ["location.range"]}
        },
        "executeCommand": {}, "fileOperations": {"willRename": true, "didRename": true},
        "semanticTokens": {"refreshSupport": true}, "codeLens": {"refreshSupport": true},
        "inlineValue": {"refreshSupport": true}, "inlayHint": {"refreshSupport": true},
        "diagnostics": {"refreshSupport": true}, "foldingRange": {"refreshSupport": true},
        "textDocumentContent": {}
      },
      "textDocument": {
        "synchronization": {"willSave": true, "willSaveWaitUntil": true, "didSave": true},
        "completion": {
          "completionItem": {
            "snippetSupport": true, "commitCharactersSupport": true, "documentationFormat": ["markdown", "plaintext"],
            "deprecatedSupport": true, "preselectSupport": true, "tagSupport": {"valueSet": [1]},
            "insertReplaceSupport": true, "insertTextModeSupport": {"valueSet": [1, 2]},
            "labelDetailsSupport": true,
            "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits", "command"]}
          },
          "completionItemKind": {
            "valueSet": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]
          },
          "insertTextMode": 2, "contextSupport": true,
          "completionList": {
            "itemDefaults": ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode", "data"],
            "applyKindSupport": true
          }
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "signatureHelp": {
          "signatureInformation": {
            "documentationFormat": ["markdown", "plaintext"], "parameterInformation": {"labelOffsetSupport": true},
            "activeParameterSupport": true, "noActiveParameterSupport": true
          },
          "contextSupport": true
        },
        "declaration": {"linkSupport": true}, "definition": {"linkSupport": true},
        "typeDefinition": {"linkSupport": true}, "implementation": {"linkSupport": true},
        "references": {}, "documentHighlight": {},
        "documentSymbol": {
          "symbolKind": {"valueSet": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26]},
          "hierarchicalDocumentSymbolSupport": true, "tagSupport": {"valueSet": [1]}, "labelSupport": true
        },
        "codeAction": {
          "codeActionLiteralSupport": {
            "codeActionKind": {
              "valueSet": [
                "", "quickfix", "refactor", "refactor.extract", "refactor.inline", "refactor.move",
                "refactor.rewrite", "source", "source.organizeImports", "source.fixAll"
              ]
            }
          },
          "isPreferredSupport": true, "disabledSupport": true, "dataSupport": true,
          "resolveSupport": {"properties": ["edit", "command"]}, "honorsChangeAnnotations": true,
          "documentationSupport": true, "tagSupport": {"valueSet": [1]}
        },
        "codeLens": {"resolveSupport": {"properties": ["command"]}},
        "documentLink": {"tooltipSupport": true},
        "colorProvider": {}, "formatting": {}, "rangeFormatting": {"rangesSupport": true}, "onTypeFormatting": {},
        "rename": {"prepareSupport": true, "prepareSupportDefaultBehavior": 1, "honorsChangeAnnotations": true},
        "foldingRange": {
          "foldingRangeKind": {"valueSet": ["comment", "imports", "region"]}, "foldingRange": {"collapsedText": true}
        },
        "selectionRange": {},
        "publishDiagnostics": {
          "relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": true,
          "dataSupport": true, "versionSupport": true
        },
        "callHierarchy": {},
        "semanticTokens": {
          "requests": {"range": true, "full": {"delta": true}},
          "tokenTypes": [
            "namespace", "type", "class", "enum", "interface", "struct", "typeParameter", "parameter", "variable",
            "property", "enumMember", "event", "function", "method", "macro", "keyword", "modifier", "comment",
            "string", "number", "regexp", "operator", "decorator", "label"
          ],
          "tokenModifiers": [
            "declaration", "definition", "readonly", "static", "deprecated", "abstract", "async", "modification",
            "documentation", "defaultLibrary"
          ],
          "formats": ["relative"], "overlappingTokenSupport": true, "multilineTokenSupport": true,
          "serverCancelSupport": true, "augmentsSyntaxTokens": true
        },
        "linkedEditingRange": {}, "moniker": {}, "typeHierarchy": {}, "inlineValue": {},
        "inlayHint": {
          "resolveSupport": {
            "properties": ["tooltip", "textEdits", "label.tooltip", "label.location", "label.command"]
          }
        },
        "diagnostic": {
          "relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": true,
          "dataSupport": true, "relatedDocumentSupport": true, "markupMessageSupport": true
        },
        "inlineCompletion": {}
      },
      "notebookDocument": {"synchronization": {"executionSummarySupport": true}},
      "window": {
        "workDoneProgress": true, "showMessage": {"messageActionItem": {"additionalPropertiesSupport": true}},
        "showDocument": {"support": true}
      },
      "general": {
        "positionEncodings": ["utf-8", "utf-16", "utf-32"],
        "staleRequestSupport": {"cancel": true, "retryOnContentModified": []},
        "markdown": {"parser": "marked", "version": "1.1.0"}
      }
    }
    """#
}
