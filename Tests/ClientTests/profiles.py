"""What editors say of themselves in `initialize` that pytest-lsp does not know, as far as answers depend on it."""

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import client_capabilities

MARKUP = ["markdown", "plaintext"]
ACTIONS = {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"]}}
TAGS = {"valueSet": [1, 2]}

OURS = {
    # Nothing of completions, and no wish for a way to count columns.
    "kate@22.12": {
        "textDocument": {
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "publishDiagnostics": {"relatedInformation": True},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}}},
            "hover": {"contentFormat": MARKUP},
            "semanticTokens": {
                "formats": ["relative"],
                "requests": {"full": {"delta": True}, "range": True},
                "tokenModifiers": [],
                "tokenTypes": ["variable", "keyword", "string", "number"],
            },
            "synchronization": {"didSave": True},
        },
        "window": {"workDoneProgress": True},
    },
    "qt-creator@9.0": {
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["*"]}}},
            "completion": {
                "dynamicRegistration": True,
                "completionItem": {"snippetSupport": True, "commitCharactersSupport": True},
                "completionItemKind": {"valueSet": list(range(1, 26))},
            },
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "hover": {"contentFormat": MARKUP},
            "rename": {"prepareSupport": True},
            "synchronization": {"didSave": True, "willSave": True},
        },
        "workspace": {
            "applyEdit": True,
            "configuration": True,
            "didChangeConfiguration": {"dynamicRegistration": True},
            "workspaceFolders": True,
        },
        "window": {"workDoneProgress": True},
    },
    # Findings are asked for; texts of completions are plain.
    "helix@25.07": {
        "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": ACTIONS,
                "dataSupport": True,
                "disabledSupport": True,
                "isPreferredSupport": True,
                "resolveSupport": {"properties": ["edit", "command"]},
            },
            "completion": {
                "completionItem": {
                    "insertReplaceSupport": True,
                    "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                    "snippetSupport": True,
                },
                "completionItemKind": {},
            },
            "diagnostic": {"dynamicRegistration": False, "relatedDocumentSupport": True},
            "documentLink": {"tooltipSupport": False},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": False},
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {"tagSupport": TAGS, "versionSupport": True},
            "rename": {"prepareSupport": True, "honorsChangeAnnotations": False},
        },
        "workspace": {
            "applyEdit": True,
            "configuration": True,
            "didChangeConfiguration": {"dynamicRegistration": False},
            "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
            "diagnostics": {"refreshSupport": True},
            "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]},
            "workspaceFolders": True,
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    },
    "sublime-lsp@2.8": {
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": ACTIONS,
                "dataSupport": True,
                "isPreferredSupport": True,
                "resolveSupport": {"properties": ["edit"]},
            },
            "completion": {
                "completionItem": {
                    "documentationFormat": MARKUP,
                    "insertReplaceSupport": True,
                    "labelDetailsSupport": True,
                    "resolveSupport": {"properties": ["detail", "documentation", "additionalTextEdits"]},
                    "snippetSupport": True,
                },
                "completionItemKind": {"valueSet": list(range(1, 26))},
                "completionList": {"itemDefaults": ["editRange", "insertTextFormat", "data"]},
            },
            "definition": {"linkSupport": True},
            "diagnostic": {"relatedInformation": True, "tagSupport": TAGS, "dataSupport": True},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "hover": {"contentFormat": MARKUP},
            "publishDiagnostics": {"relatedInformation": True, "tagSupport": TAGS, "versionSupport": True},
            "rangeFormatting": {"rangesSupport": True},
            "rename": {"prepareSupport": True, "honorsChangeAnnotations": True},
        },
        "workspace": {
            "applyEdit": True,
            "codeLens": {"refreshSupport": True},
            "configuration": True,
            "diagnostics": {"refreshSupport": True},
            "inlayHint": {"refreshSupport": True},
            "workspaceEdit": {
                "changeAnnotationSupport": {"groupsOnLabel": False},
                "documentChanges": True,
                "resourceOperations": ["create", "rename", "delete"],
            },
            "workspaceFolders": True,
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    },
    # JetBrains' editors.
    "lsp4ij@0.20": {
        "general": {"positionEncodings": ["utf-16"], "staleRequestSupport": {"cancel": True, "retryOnContentModified": []}},
        "textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": ACTIONS,
                "dataSupport": True,
                "resolveSupport": {"properties": ["edit"]},
            },
            "completion": {
                "completionItem": {
                    "documentationFormat": MARKUP,
                    "labelDetailsSupport": True,
                    "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                    "snippetSupport": True,
                },
                "completionList": {"itemDefaults": ["editRange"]},
            },
            "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": True},
            "hover": {"contentFormat": MARKUP},
            "inlineCompletion": {"dynamicRegistration": True},
            "publishDiagnostics": {"dataSupport": True, "relatedInformation": True, "tagSupport": TAGS},
            "rename": {"prepareSupport": True},
        },
        "workspace": {
            "applyEdit": True,
            "configuration": True,
            "didChangeConfiguration": {"dynamicRegistration": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True},
            "diagnostics": {"refreshSupport": True},
            "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "delete", "rename"]},
            "workspaceFolders": True,
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    },
}


def capabilities(profile):
    if profile in OURS:
        return default_converter().structure(OURS[profile], types.ClientCapabilities)
    return client_capabilities(profile)
