import JSONRPC
import JSONSyntax
import Workspace

/// `initialize` (LSP 3.17, "Initialize Request"): what both sides can do.
enum InitializeRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    var profile = ClientProfile(params["capabilities"])
    profile.previewsRenames = params.path("clientInfo", "name")?.isString("Qt Creator") ?? false
    let client = profile
    session.client = client
    session.phase = .running
    session.trace = params["trace"]?.string.flatMap { TraceLevel(rawValue: $0) } ?? .off
    session.clientProcess = params["processId"]?.int64.flatMap { Int(exactly: $0) }
    session.folders = folders(params)
    if let own = ClientSettings.own(in: params["initializationOptions"]) { _ = session.takeSettings(own) }
    var progress = WorkDoneProgress(session, of: params)
    progress.begin("reading settings", isCancellable: false)
    session.openWorkspace()
    progress.end()
    let version = session.version
    return { writer in
      writer.object { writer in
        writer.key("capabilities")
        writer.object { ServerCapabilities.write(for: client, to: &$0) }
        writer.key("serverInfo")
        writer.object { writer in
          writer.member("name", "cliquery")
          writer.member("version", version)
        }
      }
    }
  }

  /// The folders of the workspace, else the root of older clients; none where a single file is edited.
  private static func folders(_ params: JSONValue) -> [FilePath] {
    var folders: [FilePath] = []
    for path in WorkspaceNotifications.paths(params["workspaceFolders"]) where !folders.contains(path) {
      folders.append(path)
    }
    if !folders.isEmpty { return folders }
    if let root = params["rootUri"]?.string.flatMap({ DocumentURI($0).folder }) { return [root] }
    let path = params["rootPath"]?.string.map { FilePath($0) }
    return path.flatMap { $0.isAbsolute ? [$0.absolute(from: $0)] : nil } ?? []
  }
}

/// `shutdown`: nothing is done any more but to answer, and to wait for `exit`.
enum ShutdownRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    session.phase = .shutDown
    session.shownTexts.remove()
    session.stale = []
    session.reportCheckProgress()
    session.leavePulls()
    return { $0.null() }
  }
}

/// `initialized`: the client listens; it is asked for its settings, and to tell of changes from now on.
enum InitializedNotification {
  static func take(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    session.isInitialized = true
    session.showEarlierProblems()
    if session.client.takesConfigurationRegistration {
      session.register("settings", "workspace/didChangeConfiguration") { writer in
        writer.member("section", ClientSettings.section)
      }
    }
    session.pullSettings()
    session.updateWatching()
  }
}
