import Workspace

/// The arguments of `query` where they are a request to Make: an address or a path, perhaps behind a method, perhaps
/// behind a file that holds the answer.
struct RequestArguments {
  let request: String
  /// A file of records, or `-`; nil for the workspace's saved answers.
  let records: String?

  /// Nil where the arguments are something else.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    guard let last = rest.last else { return nil }
    // A file by its absolute path, alone, is one of records.
    if rest.count == 1, last.hasPrefix("/"), FileSystem.kind(FilePath(last)) == .file { return nil }
    guard TypedRequest.isRequest(last) else { return nil }
    rest.removeLast()
    if let method = rest.last, TypedRequest.isMethod(method) {
      request = "\(method) \(last)"
      rest.removeLast()
    } else {
      request = last
    }
    guard rest.count <= 1 else { return nil }
    records = rest.last
  }
}
