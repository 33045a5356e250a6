import MakeQuery
import SourceText

/// What a request asks of a collection of records: which of them, in which order, from where to where, and which
/// properties of each (Make query parameters, "Meaning over local records").
package struct RequestPlan: Sendable {
  /// Selects by the text of a property [decision M4].
  struct Filter: Sendable, Hashable {
    let property: [UInt8]
    /// Any of them, and all of them where the property is a list.
    var values: [[UInt8]]
    let range: ByteRange
    let name: String
  }

  /// A column that is asked for; `*` stands for all that are not named.
  typealias Column = RequestQuestion.Part

  var filters: [Filter] = []
  /// Of what the path names: `/scenarios/925/logs` are the logs of that scenario, where they tell it.
  private(set) var pathFilters: [Filter] = []
  /// Nil: all of them.
  var columns: [Column]?
  var page: PagePlan?
  let endpoint: Endpoint?
  private let isUnlimited: Bool
  package private(set) var notes: [RequestNote] = []

  /// Parameters that are about the answer and select nothing.
  private static let instructions: Set<String> = ["confirmed"]

  /// `endpoint` is nil where the catalogue knows none. `isUnlimited`: all are wanted, whatever the endpoint's default.
  package init(
    _ question: RequestQuestion, endpoint: Endpoint?, isUnlimited: Bool = false
  ) throws(RequestFailure) {
    self.endpoint = endpoint
    page = try PagePlan(question, endpoint, &notes)
    if isUnlimited { page?.limit = nil }
    self.isUnlimited = isUnlimited
    pathFilters = Self.pathFilters(question, endpoint)
    let columns = question.parameters.filter(\.isColumns)
    if !columns.isEmpty {
      if endpoint?.path == Endpoint.dataStoreRecords {
        notes.append(
          RequestNote(
            "records of a data store have no columns to choose, so `\(columns[0].name)` has no effect",
            columns[0].range))
      } else {
        self.columns = Self.ordered(columns)
      }
    }
    for parameter in question.parameters where !parameter.isPaging && !parameter.isColumns {
      if parameter.root.isEmpty || Self.instructions.contains(parameter.name) { continue }
      guard let property = parameter.property else {
        ignore(parameter.name, parameter.range)
        continue
      }
      if !parameter.keys.isEmpty, let index = filters.firstIndex(where: { $0.property == property }) {
        filters[index].values.append(parameter.value.bytes)
        continue
      }
      filters.removeAll { $0.property == property }
      filters.append(
        Filter(
          property: property, values: [parameter.value.bytes], range: parameter.range, name: parameter.name))
    }
  }

  /// The part that is asked for, where nothing is sorted; `defaultLimit` holds where neither the request nor the
  /// endpoint says one.
  package func page(defaultLimit: Int) -> (limit: Int, offset: Int) {
    (page?.limit ?? (isUnlimited ? Int.max : defaultLimit), page?.offset ?? 0)
  }

  private static func pathFilters(_ question: RequestQuestion, _ endpoint: Endpoint?) -> [Filter] {
    let names = endpoint.map { $0.path.split(separator: "/") } ?? []
    guard names.count == question.path.count else { return [] }
    return zip(names, question.path).dropLast().compactMap { name, part in
      guard name.hasPrefix("{"), name.hasSuffix("}") else { return nil }
      let property = String(name.dropFirst().dropLast())
      return Filter(
        property: Array(property.utf8), values: [part.bytes], range: part.range, name: property)
    }
  }

  mutating func ignore(_ name: String, _ range: ByteRange) {
    notes.append(RequestNote("`\(name)` names no property of the records, so it selects nothing", range))
  }

  mutating func note(_ message: String, _ range: ByteRange?) { notes.append(RequestNote(message, range)) }

  /// Columns with a number come first, in the order of their numbers [decision M7]; each column once.
  private static func ordered(_ parameters: [RequestQuestion.Parameter]) -> [Column] {
    let numbered = parameters.enumerated().filter { $0.element.number != nil }.sorted {
      ($0.element.number ?? 0, $0.offset) < ($1.element.number ?? 0, $1.offset)
    }.map(\.element)
    var seen: Set<[UInt8]> = []
    return (numbered + parameters.filter { $0.number == nil }).map(\.value).filter {
      seen.insert($0.bytes).inserted
    }
  }
}
