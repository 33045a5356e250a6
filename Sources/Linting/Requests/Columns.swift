import MakeQuery
import SourceText

/// The columns that a request asks for.
enum Columns {
  static func arguments(of request: RequestContext) -> [RequestContext.Argument] {
    request.arguments.filter { $0.known?.root == "cols" }
  }

  /// The decoded value; nil where there is none, or a hole stands in it.
  static func text(_ argument: RequestContext.Argument, _ request: RequestContext) -> String? {
    guard let value = argument.parameter.value, !argument.parameter.traits.contains(.holeInValue) else {
      return nil
    }
    return String(decoding: request.tree.decoded(value, in: request.text, isValue: true), as: UTF8.self)
  }

  /// What stands in the brackets of `cols[2]`; nil where nothing does.
  static func number(_ argument: RequestContext.Argument, _ request: RequestContext) -> Int? {
    guard let key = request.tree.keys(of: argument.parameter).first else { return nil }
    return Int(
      String(decoding: request.tree.decoded(key.text, in: request.text, isValue: false), as: UTF8.self))
  }
}
