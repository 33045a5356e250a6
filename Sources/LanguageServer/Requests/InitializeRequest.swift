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
