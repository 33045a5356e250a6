import Foundation

/// The program that tests run.
package enum BuiltProgram {
  /// Built beside the tests, or named by `CLIQUERY_BINARY`.
  package static let path: String = {
    if let path = ProcessInfo.processInfo.environment["CLIQUERY_BINARY"] { return path }
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appendingPathComponent("cliquery").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate
      }
    }
    return packageFolder.appendingPathComponent(".build/debug/cliquery").path
  }()

  /// The top of the repository.
  package static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
