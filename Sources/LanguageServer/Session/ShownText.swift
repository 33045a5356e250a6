import JSONSyntax
import Workspace

/// Showing texts to the user, and asking the client to ask again.
extension ServerSession {
  /// Shows a text as a document where the client can, else its beginning as a message that tells where all of it is.
  mutating func showText(_ text: String, name: String, suffix: String) {
    let head = Self.head(of: text)
    let isWhole = text == head || text == head + "\n"
    guard client.showsDocuments || !isWhole, let path = shownTexts.write(text, name: name, suffix: suffix)
    else {
      show(.info, head)
      return
    }
    guard client.showsDocuments else {
      show(.info, "\(head)\nall of it: \(path.text)")
      return
    }
    let uri = DocumentURI(path)
    request("window/showDocument") { writer in
      writer.object { writer in
        writer.member("uri", uri.text)
        writer.member("takeFocus", true)
      }
    } then: { session, result, error in
      if error != nil || result?["success"]?.bool != true {
        session.show(.info, Self.head(of: text) + "\n" + path.text)
      }
    }
  }

  /// As much as a message can hold.
  private static func head(of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix(12).map { $0.count > 400 ? $0.prefix(400) + "…" : $0 }.joined(separator: "\n")
    return lines.count > 13 ? head + "\n…" : head
  }

  /// What depends on records and schemas is to be asked for again.
  mutating func refreshViews() {
    guard phase == .running else { return }
    if client.refreshesFindings { request("workspace/diagnostic/refresh") }
    if client.refreshesLenses { request("workspace/codeLens/refresh") }
    if client.refreshesTokens, !documents.isEmpty { request("workspace/semanticTokens/refresh") }
    if client.refreshesHints { request("workspace/inlayHint/refresh") }
  }
}
