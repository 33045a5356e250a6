import JSONSyntax
import Workspace

/// The settings that the client has beside those of files, and the folders that they are for.
struct ClientSettings: Sendable {
  static let section = "cliquery"

  /// For all folders: of `initialize`, or as they were pushed last.
  private(set) var general = SettingsOverlay()
  /// What the client answered for a folder when it was asked.
  private(set) var byFolder: [FilePath: SettingsOverlay] = [:]

  func overlay(of folder: FilePath) -> SettingsOverlay { byFolder[folder] ?? general }

  mutating func set(_ overlay: SettingsOverlay, of folder: FilePath?) {
    if let folder { byFolder[folder] = overlay } else { general = overlay }
  }

  mutating func forget(_ folder: FilePath) { byFolder[folder] = nil }

  mutating func forgetFolders() { byFolder = [:] }

  /// What is ours in `initializationOptions` or in the `settings` of a notification: its member `cliquery`, or all of
  /// it where it looks like our settings; nil where it holds none of ours.
  static func own(in options: JSONValue?) -> JSONValue? {
    guard let options, options.kind == .object else { return nil }
    if let section = options[section] { return section }
    if let flat = flat(in: options) { return flat }
    if let settings = options["settings"], settings.kind == .object { return own(in: settings) ?? settings }
    return SettingsOverlay.isSettings(options) ? options : nil
  }

  /// Settings whose names carry the section's (`"cliquery.lint.hints": true`), without it.
  private static func flat(in options: JSONValue) -> JSONValue? {
    let mark = section + "."
    let own = options.members.compactMap { member in
      member.key.string.flatMap {
        $0.hasPrefix(mark) ? (String($0.dropFirst(mark.count)), member.value) : nil
      }
    }
    if own.isEmpty { return nil }
    var writer = JSONWriter()
    writer.object { writer in
      for (name, value) in own {
        writer.key(name)
        writer.raw(value.source)
      }
    }
    return JSONDocument(writer.bytes).root
  }
}

extension ServerSession {
  /// Takes settings of the client, for a folder or for all; whether they are others than before.
  mutating func takeSettings(_ json: JSONValue?, of folder: FilePath? = nil) -> Bool {
    let overlay = json.map { SettingsOverlay($0) } ?? SettingsOverlay()
    for problem in overlay.problems where shownProblems.insert(problem).inserted {
      show(.warning, "\(SettingsOverlay.origin): \(problem.message)")
    }
    let old = folder.map { settings.overlay(of: $0) } ?? settings.general
    settings.set(overlay, of: folder)
    return overlay != old
  }

  /// Asks the client for the settings of each folder, and of what lies outside of them.
  mutating func pullSettings() {
    guard client.takesConfiguration else { return }
    let folders = folders
    request("workspace/configuration") { writer in
      writer.object { writer in
        writer.key("items")
        writer.array { writer in
          writer.object { $0.member("section", ClientSettings.section) }
          for folder in folders {
            writer.object { writer in
              writer.member("scopeUri", DocumentURI(folder).text)
              writer.member("section", ClientSettings.section)
            }
          }
        }
      }
    } then: { session, result, _ in
      guard let result, result.kind == .array else { return }
      session.takeConfiguration(result.elements, folders: folders)
    }
  }

  private mutating func takeConfiguration(_ values: [JSONValue], folders: [FilePath]) {
    var hasChanged = false
    for (index, value) in values.enumerated() {
      // What the client has nothing for stays what `initialize` brought.
      if value.isNull || index > folders.count { continue }
      let folder = index == 0 ? nil : folders[index - 1]
      if let folder, !self.folders.contains(folder) { continue }
      if takeSettings(value, of: folder) { hasChanged = true }
    }
    if hasChanged { reloadWorkspace() }
  }
}
