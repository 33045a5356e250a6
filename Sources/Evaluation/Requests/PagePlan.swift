import MakeQuery
import SourceText

/// What `pg[…]` asks for, the endpoint's defaults filled in (Make query parameters, "Paging, sorting, columns").
struct PagePlan: Sendable, Hashable {
  /// What is sorted by; nil: the collection's order stays.
  var sortBy: RequestQuestion.Part?
  /// Whether the request itself says what to sort by.
  var isSortNamed = false
  var isDescending = false
  var limit: Int?
  var offset = 0
  /// The id of the item after which the answer goes on.
  var last: RequestQuestion.Part?
  /// Only said in the answer: no source tells what it does.
  var showsLast = false

  /// The directions by their names.
  private static let directions = ["asc": false, "desc": true]

  /// Nil where the endpoint does not page: `pg` has no effect then [decision M2].
  init?(
    _ question: RequestQuestion, _ endpoint: Endpoint?, _ notes: inout [RequestNote]
  ) throws(RequestFailure) {
    let paging = question.parameters.filter(\.isPaging)
    guard Self.pages(endpoint) else {
      if let first = paging.first {
        let names = NameList.text(paging.map(\.name))
        let path = endpoint.map { "`\($0.path)`" } ?? "it"
        notes.append(
          RequestNote(
            "\(path) does not page, so \(names) \(paging.count == 1 ? "has" : "have") no effect", first.range)
        )
      }
      return nil
    }
    defaults(of: endpoint)
    let isRecords = endpoint?.path == Endpoint.dataStoreRecords
    for parameter in paging {
      switch parameter.pageMember {
      case "limit": limit = try Self.number(parameter, atLeast: 1)
      case "offset": offset = try Self.number(parameter, atLeast: 0)
      case "sortBy", "sortDir":
        if isRecords {
          notes.append(
            RequestNote(
              "records of a data store are not sorted, so `\(parameter.name)` has no effect", parameter.range)
          )
        } else {
          try sort(parameter)
        }
      case "last", "showLast":
        if Self.goesOn(endpoint) {
          try readLast(parameter)
        } else {
          notes.append(
            RequestNote("`\(parameter.name)` is ignored: the endpoint pages by `pg[offset]`", parameter.range)
          )
        }
      case "returnTotalCount": _ = try Self.truth(parameter)
      default:
        notes.append(RequestNote("`\(parameter.name)` is ignored", parameter.range))
      }
    }
    if isDescending, sortBy == nil, let direction = paging.last(where: { $0.pageMember == "sortDir" }) {
      notes.append(
        RequestNote(
          "it is not known what the endpoint sorts by, so the saved order stays; name it with `pg[sortBy]`",
          direction.range))
    }
    if let endpoint, let most = endpoint.parameter("pg[limit]")?.maximum, let limit, limit > most {
      notes.append(
        RequestNote(
          "`pg[limit]` is at most \(most) here, and that is what is answered",
          paging.last { $0.pageMember == "limit" }?.range))
      self.limit = most
    }
    if last != nil, offset > 0 {
      notes.append(
        RequestNote(
          "`pg[offset]` is ignored beside `pg[last]`", paging.last { $0.pageMember == "offset" }?.range))
      offset = 0
    }
  }

  /// Whether `pg[limit]` is obeyed. Of an endpoint that nobody knows nothing else can be said; one that only was seen to
  /// take `pg` does not page by the documentation.
  private static func pages(_ endpoint: Endpoint?) -> Bool {
    guard let endpoint, endpoint.hasKnownParameters else { return true }
    return endpoint.isPaged
  }

  private static func goesOn(_ endpoint: Endpoint?) -> Bool {
    guard let endpoint, endpoint.hasKnownParameters else { return true }
    return endpoint.paging == .last || endpoint.paging == .offsetAndLast
      || endpoint.parameter("pg[last]") != nil
  }

  private mutating func defaults(of endpoint: Endpoint?) {
    guard let endpoint else { return }
    if let name = endpoint.parameter("pg[sortBy]")?.defaultValue {
      sortBy = RequestQuestion.Part(Array(name.utf8), ByteRange(at: 0))
    }
    if let direction = endpoint.parameter("pg[sortDir]")?.defaultValue {
      isDescending = Self.directions[direction] ?? false
    }
    limit = endpoint.parameter("pg[limit]")?.defaultValue.flatMap { Int($0) }
  }

  private mutating func sort(_ parameter: RequestQuestion.Parameter) throws(RequestFailure) {
    if parameter.pageMember == "sortBy" {
      if parameter.value.bytes.isEmpty {
        throw .badPage("`pg[sortBy]` is empty; name the property to sort by", parameter.range)
      }
      sortBy = parameter.value
      isSortNamed = true
      return
    }
    guard let direction = Self.directions[parameter.value.text] else {
      throw .badPage(
        "`pg[sortDir]` is `asc` or `desc`, not `\(parameter.value.text)`", parameter.value.range)
    }
    isDescending = direction
  }

  private mutating func readLast(_ parameter: RequestQuestion.Parameter) throws(RequestFailure) {
    if parameter.pageMember == "showLast" {
      showsLast = try Self.truth(parameter)
      return
    }
    if parameter.value.bytes.isEmpty {
      throw .badPage(
        "`pg[last]` is empty; give it the id of the last item that was answered", parameter.range)
    }
    last = parameter.value
  }

  private static func number(
    _ parameter: RequestQuestion.Parameter, atLeast least: Int
  ) throws(RequestFailure) -> Int {
    let text = parameter.value.text
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { $0 &- 48 < 10 }
    // What is larger than any collection is as good as the largest number.
    let value = Int(text) ?? Int.max
    guard isNumber, value >= least else {
      let found = text.isEmpty ? "is empty" : "is `\(text)`"
      throw .badPage(
        "`\(parameter.name)` \(found); it takes a whole number, \(least) or more",
        text.isEmpty ? parameter.range : parameter.value.range)
    }
    return value
  }

  private static func truth(_ parameter: RequestQuestion.Parameter) throws(RequestFailure) -> Bool {
    switch parameter.value.text {
    case "true": return true
    case "false": return false
    default:
      throw .badPage(
        "`\(parameter.name)` takes `true` or `false`, not `\(parameter.value.text)`", parameter.range)
    }
  }
}

extension Endpoint {
  /// Whether an answer is a page of what there is.
  var isPaged: Bool {
    switch paging {
    case .none, .accepted: parameter("pg[limit]") != nil
    case .offset, .last, .offsetAndLast, .observedOffset: true
    }
  }

  /// The path of the records of a data store.
  package static let dataStoreRecords = "/data-stores/{dataStoreId}/data"
}

/// Names in a sentence.
enum NameList {
  /// `` `a`, `b` and `c` ``.
  static func text(_ names: [String]) -> String {
    let names = names.map { "`\($0)`" }
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
