import CriteriaSyntax
import SourceText

/// The query of a URL of the Cliq API, or a form that is sent as a body.
package struct RequestQuery: Sendable {
  /// What it is a part of, holes found.
  package let text: MappedText
  /// As they were meant: a criteria goes on behind a raw `&&`.
  package let parameters: [RequestURL.Parameter]
  /// Each raw `&&` in the criteria: where its parameter ends as it is sent.
  package let cuts: [ByteRange]
  /// The name of the only parameter, where it is no part of the text.
  private var singleName: String?

  /// `parameters` as the server reads them.
  init(text: MappedText, parameters: [RequestURL.Parameter]) {
    self.text = text
    var meant: [RequestURL.Parameter] = []
    var cuts: [ByteRange] = []
    meant.reserveCapacity(parameters.count)
    var index = 0
    while index < parameters.count {
      var parameter = parameters[index]
      index += 1
      if cuts.isEmpty, text.bytes[parameter.name].elementsEqual("criteria".utf8) {
        while index + 1 < parameters.count, Self.isEmpty(parameters[index]),
          !Self.isParameter(parameters[index + 1], in: text)
        {
          let next = parameters[index + 1]
          cuts.append(ByteRange(parameter.value.end, next.name.start))
          let end = next.value.isEmpty ? max(next.name.end, next.value.end) : next.value.end
          parameter = RequestURL.Parameter(
            name: parameter.name, value: ByteRange(parameter.value.start, end))
          index += 2
        }
      }
      meant.append(parameter)
    }
    self.parameters = meant
    self.cuts = cuts
  }

  /// A text that is nothing but `name=value&…`.
  init(_ text: MappedText) {
    var splitter = URLSplitter(text: text)
    splitter.splitQuery(from: text.range.start)
    self.init(text: text, parameters: splitter.parameters)
  }

  /// One parameter, whose name stands elsewhere and whose value is all of `value`.
  init(value: MappedText, name: String) {
    text = value
    singleName = name
    parameters = [RequestURL.Parameter(name: ByteRange(at: value.range.start), value: value.range)]
    cuts = []
  }

  /// What stands between the two `&` of `&&`.
  private static func isEmpty(_ parameter: RequestURL.Parameter) -> Bool {
    parameter.name.isEmpty && parameter.value == ByteRange(at: parameter.name.end)
  }

  /// Whether this is one of the API's parameters, `limit=5`, and no condition, `limit==5`.
  private static func isParameter(_ parameter: RequestURL.Parameter, in text: MappedText) -> Bool {
    guard !isEmpty(parameter), text.bytes[parameter.value].first != UInt8(ascii: "=") else {
      return isEmpty(parameter)
    }
    let name = text.bytes.text(parameter.name)
    return HostQuery.Parameter.Kind(rawValue: name) != nil || name == "criteria" || name == "extension_key"
  }

  /// The first parameter of that name.
  func parameter(_ name: some Collection<UInt8>) -> RequestURL.Parameter? {
    if let singleName { return singleName.utf8.elementsEqual(name) ? parameters.first : nil }
    return parameters.first { text.bytes[$0.name].elementsEqual(name) }
  }

  /// The decoded value of the first parameter of that name; nil where there is none. A criteria that was encoded twice
  /// is decoded twice.
  package func value(of name: some Collection<UInt8>) -> MappedText? {
    guard let found = parameter(name) else { return nil }
    let value = text.percentDecoded(found.value)
    guard name.elementsEqual("criteria".utf8), EncodedTwice.isCriteria(value) else { return value }
    return value.percentDecoded(value.range)
  }

  /// Whether a hole stands where a parameter's name does: it may hold any parameters.
  package var hasHoleForParameters: Bool {
    var next = 0
    for hole in text.holes {
      while next < parameters.count, parameters[next].name.end <= hole.range.start { next += 1 }
      if next < parameters.count, parameters[next].name.overlaps(hole.range) { return true }
    }
    return false
  }

  /// The parameters that stand beside criteria, decoded; of each kind the first.
  package var queryParameters: [HostQuery.Parameter] {
    HostQuery.Parameter.Kind.allCases.compactMap { kind in
      value(of: kind.rawValue.utf8).map { HostQuery.Parameter(kind: kind, text: $0) }
    }
  }
}
