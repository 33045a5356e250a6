import Workspace

/// A file that answers are written to (`.output`). It is there as soon as it is named, and each answer is added to it.
struct OutputFile {
  let path: FilePath
  let shownPath: String
  private(set) var failure: String?

  /// Makes the file, or empties it.
  init(path: FilePath, shownPath: String) throws(FileSystem.Failure) {
    self.path = path
    self.shownPath = shownPath
    try FileSystem.write([], to: path)
  }

  mutating func append(_ text: String) {
    guard failure == nil else { return }
    if !Terminal.append(Array(text.utf8), to: path) { failure = "cannot write to `\(shownPath)`" }
  }
}
