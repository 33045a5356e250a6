import JSONSyntax

extension RecordInput {
  /// The members of a JSON object: the `values` of a request, or the body that has them.
  package init(json bytes: [UInt8]) throws(StoreRefusal) {
    let document = JSONDocument(bytes)
    if let error = document.errors.first {
      throw StoreRefusal("the values are no JSON: \(error.message(in: bytes))", rule: "values")
    }
    guard let root = document.root, root.kind == .object else {
      throw StoreRefusal(
        "the values are no JSON object; write them as `{\"field\": \"value\"}`", rule: "values")
    }
    let isBody = root.members.count == 1 && root["values"]?.kind == .object
    let object = isBody ? root["values"] ?? root : root
    self.init(
      object.members.map { member in
        Member(member.key.string ?? "", Value(member.value))
      })
  }
}

extension RecordInput.Value {
  package init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .true: self = .boolean(true)
    case .false: self = .boolean(false)
    case .number: self = .number(Array(value.source.utf8))
    case .string: self = .text(value.document.decodedBytes(value.node))
    case .object: self = .other("an object")
    case .array: self = .other("a list")
    default: self = .other("something else")
    }
  }
}
