/// A rule's manual page: the doc comment of its type.
package struct RulePage: Sendable {
  /// An example of a page.
  package struct Example: Sendable, Hashable {
    /// The heading that it stands under, such as `Example` or `Use instead`.
    package let heading: String
    /// The tag of the fence: `criteria`, `deluge`, `json`.
    package let language: String
    package let text: String
  }

  package let info: RuleInfo
  /// Markdown: the sections, without a title.
  package let body: String

  package init(info: RuleInfo, body: String) {
    self.info = info
    self.body = body
  }

  /// The page of a rule, by its code or name; of a name that a rule of each language has the first.
  package static func page(_ codeOrName: String) -> RulePage? { pages(codeOrName).first }

  /// The pages of all rules with a code or name.
  package static func pages(_ codeOrName: String) -> [RulePage] {
    RuleRegistry.all(codeOrName).compactMap { index in
      let info = RuleRegistry.rules[index].info
      return RulePages.bodies[info.code].map { RulePage(info: info, body: $0) }
    }
  }

  /// The whole page in Markdown.
  package var markdown: String {
    let state = info.isEnabledByDefault ? "" : ", off unless selected"
    return """
      # \(info.name) (\(info.code))

      \(info.severity.rawValue)\(state). Finds: \(info.summary).

      \(body)

      """
  }

  /// The sections in order: the title, and what stands under it.
  package var sections: [(title: String, text: String)] {
    var result: [(title: String, text: String)] = []
    var isInFence = false
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInFence.toggle() }
      if !isInFence, line.hasPrefix("## ") {
        result.append((String(line.dropFirst(3)), ""))
      } else if let last = result.indices.last {
        result[last].text += line + "\n"
      }
    }
    return result
  }

  package var examples: [Example] {
    sections.flatMap { section in
      var examples: [Example] = []
      var language: String?
      var lines: [Substring] = []
      for line in section.text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          if let tag = language {
            examples.append(
              Example(heading: section.title, language: tag, text: lines.map { $0 + "\n" }.joined()))
            language = nil
          } else {
            language = String(line.dropFirst(3))
            lines = []
          }
        } else if language != nil {
          lines.append(line)
        }
      }
      return examples
    }
  }

  /// The doc comment before the type declaration of a rule's source file, and the rule's code; nil where the file
  /// declares no rule.
  package static func extract(fromSource source: String) -> (code: String, body: String)? {
    var comment: [Substring] = []
    var body: [Substring] = []
    var code: String?
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("///") {
        comment.append(line.dropFirst(3).first == " " ? line.dropFirst(4) : line.dropFirst(3))
        continue
      }
      if line.hasPrefix("package enum"), line.contains("Rule"), body.isEmpty { body = comment }
      comment = []
      if code == nil, let start = line.end(of: "code: \"") {
        code = String(line[start...].prefix { $0 != "\"" })
      }
    }
    guard let code, !body.isEmpty else { return nil }
    return (code, body.joined(separator: "\n"))
  }
}

extension Substring {
  /// The index after the first occurrence of `text`.
  fileprivate func end(of text: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
