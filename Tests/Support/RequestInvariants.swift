import MakeQuery
import SourceText

/// What every request's tree promises: its parts lie in the text one after the other, only marks stand between them,
/// and no part ends within a hole.
package enum RequestInvariants {
  /// What `tree` breaks, or nil.
  package static func problem(in tree: RequestTree, of text: MappedText) -> String? {
    var printer = Printer(tree: tree, text: text)
    return printer.problem()
  }

  private struct Printer {
    let tree: RequestTree
    let text: MappedText
    var position = 0
    var found: String?

    mutating func problem() -> String? {
      position = text.range.start
      take(tree.method, after: " \t\r\n", "the method")
      take(tree.scheme, after: " \t\r\n", "the scheme")
      take(tree.host, after: tree.scheme == nil ? " \t\r\n/" : ":/", "the host")
      take(tree.base, after: " \t\r\n", "the base")
      for segment in tree.segments { take(segment, after: "/\\ \t\r\n", "a part of the path") }
      take(tree.question, after: "/\\ \t\r\n", "the question mark")
      for parameter in tree.parameters {
        take(parameter.name, after: "?&/\\ \t\r\n", "a name")
        keys(of: parameter)
        take(parameter.value, after: "=?", "a value")
      }
      take(tree.fragment, after: "?&/\\ \t\r\n", "the fragment")
      take(tree.version, after: "?&/\\ \t\r\n", "the version")
      take(ByteRange(at: text.range.end), after: "?&/\\ \t\r\n", "the end")
      for problem in tree.problems where !text.range.contains(problem.range) {
        found = found ?? "\(problem.kind) lies outside the text"
      }
      return found
    }

    private mutating func take(_ range: ByteRange?, after marks: String, _ what: String) {
      guard let range else { return }
      let gap = text.bytes[ByteRange(position, range.start)]
      if range.start < position || range.end > text.range.end {
        found = found ?? "\(what) is out of order at \(range)"
      } else if !gap.allSatisfy({ marks.utf8.contains($0) }) {
        found = found ?? "between the parts stands \(String(decoding: gap, as: UTF8.self).debugDescription)"
      } else if text.holes.contains(where: { splits($0.range, range) }) {
        found = found ?? "\(what) at \(range) ends within a hole"
      }
      position = range.end
    }

    private func splits(_ hole: ByteRange, _ part: ByteRange) -> Bool {
      hole.overlaps(part) && text.range.contains(hole) && !part.contains(hole)
    }

    private mutating func keys(of parameter: RequestTree.Parameter) {
      guard parameter.root.start == parameter.name.start, parameter.name.contains(parameter.root) else {
        found = found ?? "the root of a name lies outside of it"
        return
      }
      var end = parameter.root.end
      for key in tree.keys(of: parameter) {
        if key.open.start < end || key.open.end != key.text.start
          || (key.close ?? ByteRange(at: key.text.end)).start != key.text.end
        {
          found = found ?? "a key is out of order at \(key.open)"
        }
        end = key.close?.end ?? key.text.end
      }
      if end > parameter.name.end { found = found ?? "a key lies outside of its name" }
    }
  }
}
