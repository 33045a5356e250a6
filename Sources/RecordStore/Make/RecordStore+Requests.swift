import Evaluation
import JSONSyntax
import MakeQuery
import SourceText

/// Why a store gives no answer to a request.
package enum MakeRequestStop: Error, Sendable {
  case failure(RequestFailure)
  /// The file cannot be used.
  case unusable(String)
}

/// Requests about Make data stores and their records (Make query parameters, "Data store records").
extension RecordStore {
  /// `endpoint` is nil where the catalogue knows none; `body` is nil where the request has none.
  package func answer(
    _ question: RequestQuestion, endpoint: Endpoint?, body: [UInt8]?, isUnlimited: Bool = false
  ) throws(MakeRequestStop) -> RequestAnswer {
    try MakeRequest(store: self, question: question, endpoint: endpoint, body: body, isUnlimited: isUnlimited)
      .answer()
  }
}

/// One request that a store answers.
private struct MakeRequest {
  let store: RecordStore
  let question: RequestQuestion
  let endpoint: Endpoint?
  let body: [UInt8]?
  let isUnlimited: Bool

  func answer() throws(MakeRequestStop) -> RequestAnswer {
    let path = question.path.filter { !$0.bytes.isEmpty }
    guard path.first?.text == "data-stores" else { throw unknown }
    switch (question.method, path.count) {
    case ("GET", 1): return try list()
    case ("POST", 1): return try create()
    case ("GET", 2): return try details(try number(path[1]))
    case ("PATCH", 2): return try update(try number(path[1]))
    case ("DELETE", 2): return try deleteStore(try number(path[1]))
    default: break
    }
    guard path.count >= 3, path[2].text == "data" else { throw unknown }
    let id = try number(path[1])
    switch (question.method, path.count) {
    case ("GET", 3): return try records(id)
    case ("POST", 3): return try createRecord(id)
    case ("DELETE", 3): return try deleteRecords(id)
    case ("PUT", 4), ("PATCH", 4): return try change(id, path[3].text)
    default: throw unknown
    }
  }

  private var unknown: MakeRequestStop {
    let path = "/" + question.path.map(\.text).joined(separator: "/")
    return .failure(
      RequestFailure(
        "a store does not answer `\(question.method) \(path)`; it has `/data-stores`, `/data-stores/ID` and "
          + "`/data-stores/ID/data`", question.path.first?.range))
  }

  private func number(_ part: RequestQuestion.Part) throws(MakeRequestStop) -> Int {
    guard let id = Int(part.text), id >= 0 else {
      throw .failure(
        RequestFailure.notFound("the id of a data store is a number, not `\(part.text)`", part.range))
    }
    return id
  }

  // MARK: Data stores

  private func list() throws(MakeRequestStop) -> RequestAnswer {
    let stores = try on { () throws(MakeError) in try store.makeStores() }
    return try plan { plan throws(RequestFailure) in
      try plan.list(Self.collection(stores.map(\.json)), key: "dataStores")
    }
  }

  private func details(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    try show(try on { () throws(MakeError) in try store.makeStore(id) })
  }

  private func show(_ store: MakeDataStore) throws(MakeRequestStop) -> RequestAnswer {
    try plan { plan throws(RequestFailure) in
      try plan.single(Self.collection([store.json]), key: "dataStore")
    }
  }

  private func create() throws(MakeRequestStop) -> RequestAnswer {
    let members = try StoreMembers(object())
    guard let name = members.name else { throw refuse("the body has no `name`") }
    return try show(
      try on { () throws(MakeError) in
        try store.createMakeStore(name: name, maxSizeMB: members.maxSizeMB, members: members.others)
      })
  }

  private func update(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    let members = try StoreMembers(object())
    return try show(
      try on { () throws(MakeError) in
        try store.updateMakeStore(
          id, name: members.name, maxSizeMB: members.maxSizeMB, members: members.others)
      })
  }

  private func deleteStore(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    try on { () throws(MakeError) in try store.deleteMakeStore(id, confirmed: isConfirmed) }
    return Self.bare(Array("{\"dataStore\":\(id)}".utf8))
  }

  // MARK: Records

  private func records(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    let plan = try plan()
    let page = plan.page(defaultLimit: RecordStore.makePageSize)
    let found = try on { () throws(MakeError) in
      try store.makeRecords(in: id, limit: page.limit, offset: page.offset)
    }
    let collection = Self.collection(found.records.map(\.json))
    var answer = RequestAnswer(
      key: "records", form: .list, collection: collection, rows: collection.records,
      page: PageEcho(limit: isUnlimited ? nil : page.limit, offset: page.offset), matched: found.count,
      total: found.count,
      notes: plan.notes)
    answer.isCut = page.offset < found.count && found.count - page.offset > found.records.count
    answer.members = [("count", Array(String(found.count).utf8))]
    return answer
  }

  private func createRecord(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    let body = try object()
    var key: String?
    if let value = body["key"], !value.isNull {
      guard let text = value.string else { throw refuse("`key` is a text in quotes") }
      key = text
    }
    var data: [UInt8]?
    if let value = body["data"], !value.isNull { data = Array(value.source.utf8) }
    return Self.bare(
      try on { () throws(MakeError) in try store.createMakeRecord(in: id, key: key, data: data) }.json)
  }

  private func change(_ id: Int, _ key: String) throws(MakeRequestStop) -> RequestAnswer {
    let data = Array(try object().source.utf8)
    let isWhole = question.method == "PUT"
    return Self.bare(
      try on { () throws(MakeError) in
        isWhole
          ? try store.putMakeRecord(in: id, key: key, data: data)
          : try store.patchMakeRecord(in: id, key: key, data: data)
      }.json)
  }

  private func deleteRecords(_ id: Int) throws(MakeRequestStop) -> RequestAnswer {
    let body = try object()
    let isAll = body["all"]?.bool ?? false
    if body["all"] != nil, body["all"]?.bool == nil { throw refuse("`all` is `true` or `false`") }
    let deletion: RecordStore.MakeDeletion
    if isAll {
      if body["keys"] != nil { throw refuse("`all` and `keys` do not go together; give one of them") }
      deletion = .all(except: try keys(body["exceptKeys"], "exceptKeys"))
    } else {
      guard let value = body["keys"] else {
        throw refuse("the body names no records: `{\"keys\": [\"…\"]}`, or `{\"all\": true}`")
      }
      deletion = .keys(try keys(value, "keys"))
    }
    let deleted = try on { () throws(MakeError) in
      try store.deleteMakeRecords(in: id, deletion, confirmed: isConfirmed)
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("keys")
      writer.array { writer in for key in deleted { writer.string(key) } }
    }
    return Self.bare(writer.bytes)
  }

  private func keys(_ value: JSONValue?, _ name: String) throws(MakeRequestStop) -> [String] {
    guard let value, !value.isNull else { return [] }
    guard value.kind == .array else { throw refuse("`\(name)` is a list of keys") }
    var keys: [String] = []
    for element in value.elements {
      guard let key = element.string else { throw refuse("`\(name)` holds texts in quotes") }
      keys.append(key)
    }
    return keys
  }

  // MARK: Parts

  private var isConfirmed: Bool {
    question.parameters.last { $0.name == "confirmed" }?.value.text == "true"
  }

  /// The body, which is an object.
  private func object() throws(MakeRequestStop) -> JSONValue {
    guard let body, body.contains(where: { $0 > 0x20 }) else {
      throw refuse("`\(question.method)` needs a body: a JSON object")
    }
    let document = JSONDocument(body)
    if let error = document.errors.first {
      let before = body[..<min(error.range.start, body.count)]
      let line = before.count { $0 == 0x0A } + 1
      let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      throw refuse("<body>:\(line):\(column): \(error.message(in: body))")
    }
    guard let root = document.root, root.kind == .object else {
      throw refuse("the body is no JSON object")
    }
    return root
  }

  private func refuse(_ message: String) -> MakeRequestStop {
    .failure(
      RequestFailure(message, nil, refusal: MakeRefusal(code: .invalidParameters, detail: message)))
  }

  private func on<Result>(
    _ body: () throws(MakeError) -> Result
  ) throws(MakeRequestStop) -> Result {
    do throws(MakeError) {
      return try body()
    } catch {
      switch error {
      case .refused(let refusal): throw .failure(RequestFailure(refusal.detail, nil, refusal: refusal))
      case .unusable(let message): throw .unusable(message)
      }
    }
  }

  private func plan(
    _ body: (RequestPlan) throws(RequestFailure) -> RequestAnswer
  ) throws(MakeRequestStop) -> RequestAnswer {
    do throws(RequestFailure) {
      return try body(RequestPlan(question, endpoint: endpoint, isUnlimited: isUnlimited))
    } catch {
      throw .failure(error)
    }
  }

  private func plan() throws(MakeRequestStop) -> RequestPlan {
    do throws(RequestFailure) {
      return try RequestPlan(question, endpoint: endpoint, isUnlimited: isUnlimited)
    } catch {
      throw .failure(error)
    }
  }

  private static func collection(_ records: [[UInt8]]) -> JSONCollection {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, record) in records.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += record
    }
    bytes.append(UInt8(ascii: "]"))
    let document = JSONDocument(bytes)
    return JSONCollection(document: document, records: document.root?.elements.map(\.index) ?? [])
  }

  /// An answer that is one object, without a member around it.
  private static func bare(_ object: [UInt8]) -> RequestAnswer {
    let collection = collection([object])
    return RequestAnswer(
      key: "", form: .bare, collection: collection, rows: collection.records, matched: 1, total: 1)
  }
}

/// What the body of a request about a data store says.
private struct StoreMembers {
  private(set) var name: String?
  private(set) var maxSizeMB: Int?
  private(set) var others: [(name: String, value: [UInt8])] = []

  init(_ body: JSONValue) throws(MakeRequestStop) {
    func refuse(_ message: String) -> MakeRequestStop {
      .failure(
        RequestFailure(message, nil, refusal: MakeRefusal(code: .invalidParameters, detail: message)))
    }
    for member in body.members {
      guard let key = member.key.string else { continue }
      switch key {
      case "name":
        guard let text = member.value.string else { throw refuse("`name` is a text in quotes") }
        name = text
      case "maxSizeMB":
        guard let size = member.value.int64.flatMap({ Int(exactly: $0) }) else {
          throw refuse("`maxSizeMB` is a whole number of megabytes")
        }
        maxSizeMB = size
      case "teamId", "datastructureId":
        others.append((key, Array(member.value.source.utf8)))
      default: break
      }
    }
  }
}
