import Fixtures

/// The files that hold the records of a workspace's datastores, by name.
struct FixtureFiles: Sendable {
  /// Absolute paths, sorted, by the file's name without its suffix.
  let byName: [String: [FilePath]]

  /// Without settings the folder may stand above the current directory, as that of the schemas may.
  init(globs: [String], below root: FilePath) {
    var byName: [String: [FilePath]] = [:]
    for file in FileFinder.files(matching: globs, below: root) {
      guard FixtureFormat(fileName: String(decoding: file.lastComponent, as: UTF8.self)) != nil else {
        continue
      }
      byName[Self.name(of: file), default: []].append(file)
    }
    self.byName = byName
  }

  /// `fixtures/empdir.ndjson` holds the records of `empdir`.
  static func name(of file: FilePath) -> String {
    let name = file.lastComponent
    let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    return String(decoding: name[..<end], as: UTF8.self)
  }
}
