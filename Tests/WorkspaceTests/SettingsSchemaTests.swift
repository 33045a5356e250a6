import FolderTestSupport
import JSONSyntax
import Testing
import Workspace

@Test("the JSON Schema in the repository is the one of the table that the reader follows")
func settingsSchema() throws {
  let root = FilePath(#filePath).parent.parent.parent
  let path = root.appending(SettingsSchema.path)
  #expect(try FileSystem.read(path) == SettingsSchema.text, "run `swift run generate-docs`")
}

@Test("the schema and the reader know the same keys, and both take the samples of the table")
func settingsSchemaKeys() throws {
  let document = JSONDocument(SettingsSchema.text)
  #expect(document.errors.isEmpty)
  var names: [String] = []
  for member in document.root?["properties"]?.members ?? [] {
    let section = member.key.string ?? ""
    guard let members = member.value["properties"]?.members else {
      names.append(section)
      continue
    }
    names += members.map { "\(section).\($0.key.string ?? "")" }
  }
  #expect(names.sorted() == SettingsTable.keys.map(\.name).sorted())
  #expect(Set(names).count == names.count)

  for key in SettingsTable.keys where key.name != "extend" {
    let folder = try TestFolder()
    let indent = key.path.count == 2 ? "\(key.path[0]):\n  " : ""
    try folder.write(".cliquery.yml", "\(indent)\(key.path[key.path.count - 1]): \(key.sample)\n")
    let problems = WorkspaceSession(currentDirectory: folder.path).problems.filter { $0.severity == .error }
    #expect(problems.map(\.line) == [], "\(key.name)")
    try folder.write(".cliquery.yml", "\(indent)\(key.path[key.path.count - 1]): {a: {b: c}}\n")
    #expect(
      WorkspaceSession(currentDirectory: folder.path).problems.contains { $0.severity == .error },
      "\(key.name)")
  }
}
