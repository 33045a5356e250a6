import Workspace

/// What a session begins with.
package enum ReplGreeting {
  /// The lines above the first prompt; `isNamed`: the datastore to ask was given.
  package static func text(_ session: Session, version: String, isNamed: Bool) -> String {
    let style = session.host.style
    let name = "cliquery \(version)"
    var text = "\(name); `.help` lists the commands, Tab completes, Ctrl-D leaves\n"
    let names = session.names
    let lists = session.savedLists
    if names.isEmpty, lists.isEmpty {
      text += "no datastores here: `.import FILE` takes records in\n"
    } else if !names.isEmpty {
      let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
      text += "\(names.count == 1 ? "datastore" : "datastores"): \(VisibleText.of(shown))"
      text += session.current == nil && !isNamed ? "; choose one: `.use NAME`\n" : "\n"
    }
    if !lists.isEmpty {
      let shown = lists.prefix(12).joined(separator: ", ") + (lists.count > 12 ? ", …" : "")
      text += "saved answers of Make: \(VisibleText.of(shown)); a line that begins with `/` asks them\n"
    }
    if let columns = session.host.columns {
      text = text.split(separator: "\n").map { TextWrap.wrap(String($0), width: max(20, columns)) }.joined()
    }
    return text.hasPrefix(name) ? style.paint(name, .bold) + text.dropFirst(name.count) : text
  }

  /// The start-up file, by the XDG Base Directory Specification.
  package static func initPath(environment: (String) -> String?) -> FilePath? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return FilePath(folder).appending("cliquery/replrc")
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return FilePath(home).appending(".config/cliquery/replrc")
  }
}
