import MakeQuery

/// The endpoints of a workspace: those that come with cliquery, and those of its settings. Put together when a first
/// request is met.
final class EndpointStore: @unchecked Sendable {
  private let text: String
  private let lock = Lock()
  private var state: EndpointCatalogue?

  /// `text` is that of the settings; what is wrong in it was told when they were read.
  init(_ text: String) {
    self.text = text
  }

  var catalogue: EndpointCatalogue {
    if text.isEmpty { return .builtIn }
    return lock.withLock {
      if let state { return state }
      let catalogue = EndpointCatalogue.builtIn.adding(EndpointReader.read(text).endpoints)
      state = catalogue
      return catalogue
    }
  }
}
