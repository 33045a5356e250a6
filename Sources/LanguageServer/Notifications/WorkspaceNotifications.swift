import JSONRPC
import JSONSyntax
import Workspace

/// What the client says about files, folders and settings.
enum WorkspaceNotifications {
  static func didChangeWatchedFiles(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let changes = try params.required().member("changes", .array).elements
    let paths = changes.compactMap { $0["uri"]?.string }.compactMap { DocumentURI($0).path }
    guard paths.contains(where: { session.workspace.concerns($0) }),
      session.workspace.filesHaveChanged(unread: true)
    else { return }
    session.reloadWorkspace()
  }

  /// The client pushes its settings, or has others that it wants to be asked for.
  static func didChangeConfiguration(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let settings = try params.required()["settings"]
    if let own = ClientSettings.own(in: settings) {
      session.settings.forgetFolders()
      _ = session.takeSettings(own)
      session.reloadWorkspace()
    } else if session.client.takesConfiguration {
      session.pullSettings()
    }
  }

  static func didChangeWorkspaceFolders(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError)
  {
    let event = try params.required().member("event", .object)
    var folders = session.folders
    for path in Self.paths(event["removed"]) {
      folders.removeAll { $0 == path }
      session.settings.forget(path)
    }
    for path in Self.paths(event["added"]) where !folders.contains(path) { folders.append(path) }
    guard folders != session.folders else { return }
    session.folders = folders
    session.reloadWorkspace()
    session.pullSettings()
  }

  /// The paths of a list of folders (LSP 3.17, `WorkspaceFolder`).
  static func paths(_ folders: JSONValue?) -> [FilePath] {
    (folders?.elements ?? []).compactMap { $0["uri"]?.string }.compactMap { DocumentURI($0).folder }
  }
}

extension DocumentURI {
  /// The folder at this address, written so that places below it can be told.
  var folder: FilePath? { path?.absolute(from: FilePath("/")) }
}
