import Evaluation
import Fixtures
import MakeQuery

/// Why there is no answer to a request.
package enum RequestStop: Error, Sendable {
  case failure(RequestFailure)
  case records(RecordsFailure)
}

/// An answer, and where its records are from.
package struct RequestReply: Sendable {
  package let answer: RequestAnswer
  /// The file, as a person names it.
  package let origin: String

  package init(answer: RequestAnswer, origin: String) {
    self.answer = answer
    self.origin = origin
  }
}

/// What a request is asked of.
package enum RequestSource: Sendable {
  /// The saved answers of the workspace.
  case fixtures
  case file(FilePath)
  /// Bytes that were read already, such as those of standard input.
  case bytes([UInt8], FixtureFormat, shown: String)
}

extension WorkspaceSnapshot {
  /// Answers a request over saved answers (Make query parameters, "Meaning over local records"). `endpoints` are all
  /// that are known: an item is looked for in the list that holds it.
  package func answer(
    _ question: RequestQuestion, endpoint: Endpoint?, among endpoints: [Endpoint],
    from source: RequestSource = .fixtures, isUnlimited: Bool = false
  ) throws(RequestStop) -> RequestReply {
    guard question.method == "GET" else {
      throw .failure(
        RequestFailure(
          "`\(question.method)` changes what Make holds, and saved answers are only read; ask a store", nil))
    }
    if question.path.allSatisfy({ $0.bytes.isEmpty }) {
      throw .failure(RequestFailure("the request has no path; begin with one, such as `/data-stores`", nil))
    }
    let names = CollectionNames(question, endpoint: endpoint, listKey: Self.listKey(of: endpoint, endpoints))
    return try failing { () throws(RequestFailure) in
      let plan = try RequestPlan(question, endpoint: endpoint, isUnlimited: isUnlimited)
      if let item = names.item { return try answer(plan, item, names, source) }
      return try list(names, source) { found throws(RequestFailure) in
        if found.saved.isAlone { return try plan.single(found.saved.collection, key: found.saved.key) }
        var answer = try plan.list(found.saved.collection, key: found.saved.key)
        if endpoint?.path == Endpoint.dataStoreRecords { answer.addStoreMembers(found.saved.members) }
        return answer
      }
    }
  }

  // MARK: - Parts

  static func listKey(of endpoint: Endpoint?, _ endpoints: [Endpoint]) -> String? {
    guard let path = endpoint?.path, let slash = path.lastIndex(of: "/") else { return nil }
    let parent = path[..<slash]
    return endpoints.first { $0.method == "GET" && $0.path == parent }?.responseKey
  }

  /// A failure of one kind or the other.
  private func failing(
    _ body: () throws(RequestFailure) -> Result<RequestReply, RecordsFailure>
  ) throws(RequestStop) -> RequestReply {
    let result: Result<RequestReply, RecordsFailure>
    do throws(RequestFailure) {
      result = try body()
    } catch {
      throw .failure(error)
    }
    switch result {
    case .success(let reply): return reply
    case .failure(let failure): throw .records(failure)
    }
  }

  private func list(
    _ names: CollectionNames, _ source: RequestSource,
    _ answer: (FoundCollection) throws(RequestFailure) -> RequestAnswer
  ) throws(RequestFailure) -> Result<RequestReply, RecordsFailure> {
    switch find(names, source) {
    case .failure(let failure): return .failure(failure)
    case .success(let found):
      return .success(RequestReply(answer: try answer(found), origin: found.shownPath))
    }
  }

  private func find(
    _ names: CollectionNames, _ source: RequestSource
  ) -> Result<FoundCollection, RecordsFailure> {
    switch source {
    case .fixtures: savedList(names)
    case .file(let file): read(file.absolute(from: currentDirectory), .list(names))
    case .bytes(let bytes, let format, let shown):
      CollectionStore.read(bytes, format: format, shown: shown, .list(names)).map {
        FoundCollection(saved: $0, shownPath: shown)
      }
    }
  }

  /// One record: saved alone, or one of a list.
  private func answer(
    _ plan: RequestPlan, _ item: CollectionNames.Item, _ names: CollectionNames, _ source: RequestSource
  ) throws(RequestFailure) -> Result<RequestReply, RecordsFailure> {
    var alone: [FoundCollection] = []
    var failure: RecordsFailure?
    for result in items(names, item, source) {
      switch result {
      case .success(let found): alone.append(found)
      case .failure(let problem): failure = failure ?? problem
      }
    }
    let property = Array("id".utf8)
    let named = item.name.map { Array($0.utf8) }
    func isMeant(_ record: Int, of collection: JSONCollection) -> Bool {
      for name in [property, named].compactMap({ $0 }) {
        if let value = collection.value(of: name, in: record) {
          return collection.text(value) == item.id.bytes
        }
      }
      return false
    }
    let meant = alone.first { found in
      found.saved.collection.records.contains { isMeant($0, of: found.saved.collection) }
    }
    if let found = meant ?? alone.first(where: { !Self.hasID($0.saved.collection, named) }) {
      let answer = try plan.single(found.saved.collection, key: found.saved.key)
      return .success(RequestReply(answer: answer, origin: found.shownPath))
    }
    switch find(names, source) {
    case .success(let found) where !found.saved.isAlone:
      let collection = found.saved.collection
      guard let record = collection.records.first(where: { isMeant($0, of: collection) }) else {
        throw notFound(item, in: found.shownPath)
      }
      let answer = try plan.single(JSONCollection(of: record, in: collection), key: item.member.best)
      return .success(RequestReply(answer: answer, origin: found.shownPath))
    case .success(let found): throw notFound(item, in: found.shownPath)
    case .failure(let problem):
      if let first = alone.first, problem.isMissing { throw notFound(item, in: first.shownPath) }
      return .failure(problem.isMissing ? failure ?? problem : problem)
    }
  }

  private func items(
    _ names: CollectionNames, _ item: CollectionNames.Item, _ source: RequestSource
  ) -> [Result<FoundCollection, RecordsFailure>] {
    switch source {
    case .fixtures: return savedItems(names)
    case .file(let file):
      let path = file.absolute(from: currentDirectory)
      return fixtureStore.collections.keys(of: path).contains(item.member.best)
        ? [read(path, .item(item.member))] : []
    case .bytes(let bytes, let format, let shown):
      guard AnswerKeys.of(bytes)?.contains(item.member.best) ?? false else { return [] }
      return [
        CollectionStore.read(bytes, format: format, shown: shown, .item(item.member)).map {
          FoundCollection(saved: $0, shownPath: shown)
        }
      ]
    }
  }

  private static func hasID(_ collection: JSONCollection, _ named: [UInt8]?) -> Bool {
    collection.properties.contains { $0.elementsEqual("id".utf8) || $0 == named }
  }

  private func notFound(_ item: CollectionNames.Item, in path: String) -> RequestFailure {
    .notFound("there is no `\(item.member.best)` with the id `\(item.id.text)` in `\(path)`", item.id.range)
  }
}
