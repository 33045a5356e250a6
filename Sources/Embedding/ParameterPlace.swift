import CriteriaSyntax
import JSONSyntax
import SourceText

/// A place where the name of a request's parameter stands, or is to stand, though no query may be found there yet.
package struct ParameterPlace: Sendable, Equatable {
  /// The name as it stands in the file.
  package let range: ByteRange
  /// The names that the request has already.
  package let present: [String]
  /// The version that the request speaks; nil for the body of an update.
  package let api: APIVersion?

  /// The place at `offset` of a JSON file.
  package static func find(inJSON bytes: [UInt8], at offset: Int) -> ParameterPlace? {
    let layer = JSONLayer(file: bytes)
    return JSONParameterFinder(layer: layer, offset: offset).place
  }

  /// The place at `offset` of a Deluge script: in a URL.
  package static func find(inDeluge bytes: [UInt8], at offset: Int) -> ParameterPlace? {
    var start = offset
    while start > 0, bytes[start - 1] != UInt8(ascii: "\""), bytes[start - 1] != UInt8(ascii: "\n") {
      start -= 1
    }
    guard start > 0, bytes[start - 1] == UInt8(ascii: "\"") else { return nil }
    var end = offset
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return find(inURL: bytes, ByteRange(start, end), at: offset)
  }

  /// The place at `offset` in a URL that stands at `range` as it is.
  static func find(inURL bytes: [UInt8], _ range: ByteRange, at offset: Int) -> ParameterPlace? {
    guard bytes[range].contains(UInt8(ascii: "?")),
      let url = RequestURL(MappedText(bytes: bytes, range: range)), url.endpoint.isRecordList,
      let place = url.parameters.first(where: { $0.name.start <= offset && offset <= $0.name.end })
    else { return nil }
    let others = url.parameters.filter { $0.name != place.name }.map { bytes.text($0.name) }
    return ParameterPlace(range: place.name, present: others, api: url.endpoint.api)
  }
}

/// Looks for the string at a place, and for the request around it.
private struct JSONParameterFinder {
  let layer: JSONLayer
  let offset: Int

  /// Of nested values, more than any request has.
  private static let depthLimit = 64

  var place: ParameterPlace? {
    var path: [Int] = []
    var level = layer.document.roots.map(\.index)
    while path.count < Self.depthLimit, let index = level.last(where: holds) {
      path.append(index)
      level = layer.children(index)
    }
    guard let string = path.last, layer.kind(string) == .string, let node = layer.node(string) else {
      return nil
    }
    if let url = ParameterPlace.find(inURL: layer.document.bytes, node.contentRange, at: offset) {
      return url
    }
    guard let parent = path.dropLast().last else { return nil }
    let members = layer.members(parent)
    if members.contains(where: { $0.key == string }) { return key(string, members, path) }
    return entry(string, members, path)
  }

  private func holds(_ index: Int) -> Bool {
    guard let node = layer.node(index) else { return false }
    return node.kind == .string
      ? node.contentRange.start <= offset && offset <= node.contentRange.end
      : node.range.start <= offset && offset <= node.range.end
  }

  /// A key of an object of parameters, or of the body of an update.
  private func key(_ key: Int, _ members: [(key: Int, value: Int)], _ path: [Int]) -> ParameterPlace? {
    let others = members.filter { $0.key != key }.compactMap { layer.string($0.key) }
    let range = layer.fileRange(key)
    if others == ["criteria"] || others == ["values"] {
      return ParameterPlace(range: range, present: others, api: nil)
    }
    // The object is the value of `params` beside a URL.
    guard path.count >= 3 else { return nil }
    let object = path[path.count - 2]
    let request = layer.members(path[path.count - 3])
    guard let name = request.first(where: { $0.value == object }).flatMap({ layer.string($0.key) }),
      Self.lists.contains(name), let api = api(of: request)
    else { return nil }
    return ParameterPlace(range: range, present: others, api: api)
  }

  /// The `key` of an entry in a list of parameters: `"query": [{"key": "…", "value": "…"}]`.
  private func entry(_ string: Int, _ members: [(key: Int, value: Int)], _ path: [Int]) -> ParameterPlace? {
    guard let own = members.first(where: { $0.value == string }).flatMap({ layer.string($0.key) }),
      own == "key" || own == "name", path.count >= 4
    else { return nil }
    let object = path[path.count - 2]
    let list = path[path.count - 3]
    let holder = layer.members(path[path.count - 4])
    guard layer.kind(list) == .array,
      let name = holder.first(where: { $0.value == list }).flatMap({ layer.string($0.key) }),
      Self.lists.contains(name)
    else { return nil }
    // Postman keeps the list inside of the URL, others beside it.
    var api = api(of: holder)
    if api == nil, let raw = holder.last(where: { layer.isString($0.key, "raw") })?.value {
      api = version(raw)
    }
    if api == nil, path.count >= 5 { api = self.api(of: layer.members(path[path.count - 5])) }
    guard let api else { return nil }
    let present = layer.elements(list).filter { $0 != object }.compactMap { entry in
      layer.string(layer.value(entry, "key") ?? layer.value(entry, "name"))
    }
    return ParameterPlace(range: layer.fileRange(string), present: present, api: api)
  }

  private static let lists: Set<String> = [
    "params", "query", "qs", "queryString", "queryParams", "parameters",
  ]

  private func api(of request: [(key: Int, value: Int)]) -> APIVersion? {
    for (key, value) in request where layer.isString(key, "url") || layer.isString(key, "uri") {
      if let api = version(layer.value(value, "raw") ?? value) { return api }
    }
    return nil
  }

  private func version(_ string: Int) -> APIVersion? {
    guard let text = layer.text(string) else { return nil }
    var scanner = HoleScanner()
    guard let url = RequestURL(scanner.addHoles(to: text, forms: .all)), url.endpoint.isRecordList else {
      return nil
    }
    return url.endpoint.api
  }
}
