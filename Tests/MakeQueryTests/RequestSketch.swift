import MakeQuery
import SourceText

/// A tree in one line: `GET <https> (eu1.make.com) {/api/v2} teams·35 ? pg[limit]=50 cols[]=id #x HTTP/1.1`. Names are
/// readable, values decoded.
func sketch(_ tree: RequestTree, _ text: MappedText) -> String {
  var parts: [String] = []
  func add(_ range: ByteRange?, _ write: (String) -> String) {
    if let range { parts.append(write(text.bytes.text(range))) }
  }
  add(tree.method) { $0 }
  add(tree.scheme) { "<\($0)>" }
  add(tree.host) { "(\($0))" }
  add(tree.base) { "{\($0)}" }
  if !tree.segments.isEmpty { parts.append(tree.segments.map { text.bytes.text($0) }.joined(separator: "·")) }
  add(tree.question) { $0 }
  for parameter in tree.parameters {
    let name = String(decoding: tree.name(of: parameter, in: text), as: UTF8.self)
    let value = parameter.value.map { tree.decoded($0, in: text, isValue: true) }
    parts.append(name + (value.map { "=" + String(decoding: $0, as: UTF8.self) } ?? ""))
  }
  add(tree.fragment) { $0 }
  add(tree.version) { $0 }
  return parts.joined(separator: " ")
}

/// The problems in one line: `unclosedBracket@9:[limit`, in the order of the text.
func sketchProblems(_ tree: RequestTree, _ text: MappedText) -> String {
  tree.problems.sorted { $0.range < $1.range }.map { problem in
    let part = text.bytes.text(problem.range)
    return "\(problem.kind)@\(problem.range.start)" + (part.isEmpty ? "" : ":\(part)")
  }.joined(separator: " ")
}
