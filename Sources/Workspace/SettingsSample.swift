/// A settings file to begin with (`cliquery init`).
package enum SettingsSample {
  /// Every key with its meaning and what holds without it, all of them comments: the file changes nothing.
  package static var text: String {
    var lines = [
      "# Settings of cliquery. Take the `#` away from what you want to set; what is shown holds without it,",
      "# or is an example.",
    ]
    var section = ""
    for key in SettingsTable.keys {
      if key.path.count == 1 {
        lines += ["", "# \(key.meaning)", "#\(key.path[0]): \(comment(key.sample))"]
        continue
      }
      if key.path[0] != section {
        section = key.path[0]
        lines += ["", "#\(section):"]
      }
      lines += ["#  # \(key.meaning)", "#  \(key.path[1]): \(comment(key.sample))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A sample of several lines, each of them a comment.
  private static func comment(_ sample: String) -> String { sample.replacing("\n", with: "\n#") }
}
