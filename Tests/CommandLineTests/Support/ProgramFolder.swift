import FolderTestSupport
import Foundation

extension TestFolder {
  var url: URL { URL(fileURLWithPath: path.text, isDirectory: true) }

  /// Runs cliquery in this folder.
  func cliquery(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws
    -> Outcome
  {
    try Program.cliquery.run(arguments, in: url, input: input, environment: environment)
  }
}
