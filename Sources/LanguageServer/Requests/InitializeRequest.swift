import JSONRPC
import JSONSyntax
import Workspace

/// `initialize` (LSP 3.17, "Initialize Request"): what both sides can do.
enum InitializeRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let client = ClientProfile(params["capabilities"])
    session.client = client
    session.phase = .running
    if let folder = folder(params) { session.reloadWorkspace(at: folder) }
    return { writer in
      writer.object { writer in
        writer.key("capabilities")
        writer.object { ServerCapabilities.write(for: client, to: &$0) }
        writer.key("serverInfo")
        writer.object { $0.member("name", "cliquery") }
      }
    }
  }

  /// The first folder of the workspace, else the root of older clients.
  private static func folder(_ params: JSONValue) -> FilePath? {
    let folders = params["workspaceFolders"]?.elements.compactMap { $0["uri"]?.string } ?? []
    let candidates = folders + [params["rootUri"]?.string].compactMap(\.self)
    for text in candidates {
      if let path = DocumentURI(text).path, FileSystem.kind(path) == .folder { return path }
    }
    return params["rootPath"]?.string.map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
  }
}

/// What the server can do. `docs/lsp.md` lists it beside what it cannot.
enum ServerCapabilities {
  static let completionTriggers = ["=", ">", "<", " ", "(", ",", "@", "{", "\""]

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
    }
    writer.member("hoverProvider", true)
    writer.member("documentSymbolProvider", true)
    writer.member("foldingRangeProvider", true)
    writer.member("documentFormattingProvider", true)
    writer.member("documentRangeFormattingProvider", true)
    if client.takesCodeActions {
      writer.key("codeActionProvider")
      writer.object { writer in
        writer.key("codeActionKinds")
        writer.array { writer in for kind in CodeActionKind.allCases { writer.string(kind.rawValue) } }
      }
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

/// `shutdown`: nothing is done any more but to answer, and to wait for `exit`.
enum ShutdownRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    session.phase = .shutDown
    session.stale = []
    return { $0.null() }
  }
}

/// `initialized`: the client listens; files that matter are watched from now on.
enum InitializedNotification {
  static let watchedGlobs = ["**/.cliquery.yml", "**/*.json", "**/*.ndjson", "**/*.csv"]

  static func take(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    guard session.client.takesFileWatchers else { return }
    session.request("client/registerCapability") { writer in
      writer.object { writer in
        writer.key("registrations")
        writer.array { writer in
          writer.object { writer in
            writer.member("id", "watched-files")
            writer.member("method", "workspace/didChangeWatchedFiles")
            writer.key("registerOptions")
            writer.object { writer in
              writer.key("watchers")
              writer.array { writer in
                for glob in watchedGlobs { writer.object { $0.member("globPattern", glob) } }
              }
            }
          }
        }
      }
    }
  }
}
