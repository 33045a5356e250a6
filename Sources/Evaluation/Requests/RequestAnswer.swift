import JSONSyntax
import SourceText

/// The answer to a request: records, and what the API says beside them.
package struct RequestAnswer: Sendable {
  package enum Form: Sendable, Hashable {
    /// `{"dataStores": […], "pg": {…}}`
    case list
    /// `{"dataStore": {…}}`
    case single
    /// `{"key": …, "data": …}`: what is asked for is the answer itself.
    case bare
  }

  /// The member that holds what was asked for.
  package let key: String
  package let form: Form
  package let collection: JSONCollection
  /// The places of the answered records, in their order.
  package let rows: [Int]
  /// What is answered of each record, in this order; nil: all that it has.
  package let columns: [[UInt8]]?
  /// Members between the records and `pg`, as finished JSON.
  package var members: [(name: String, value: [UInt8])] = []
  package let page: PageEcho?
  /// How many records are selected, whatever the page.
  package let matched: Int
  /// How many there are.
  package let total: Int
  package let notes: [RequestNote]

  /// Whether records that are selected stand behind the answered ones.
  package var isCut = false

  /// How many records were skipped; nil where the answer has no page, or goes on after a last item.
  package var offset: Int? { page?.offset }

  package init(
    key: String, form: Form, collection: JSONCollection, rows: [Int], columns: [[UInt8]]? = nil,
    page: PageEcho? = nil, matched: Int, total: Int, notes: [RequestNote] = []
  ) {
    self.key = key
    self.form = form
    self.collection = collection
    self.rows = rows
    self.columns = columns
    self.page = page
    self.matched = matched
    self.total = total
    self.notes = notes
  }

  /// The whole answer as the API writes it, a member a line.
  package var json: [UInt8] {
    var writer = JSONWriter(indentation: 2)
    if form == .bare {
      for row in rows.prefix(1) { write(row, to: &writer) }
      return writer.textWithNewline
    }
    writer.object { writer in
      writer.key(key)
      if form == .single {
        if let row = rows.first { write(row, to: &writer) } else { writer.null() }
      } else {
        writer.array { writer in
          for row in rows { write(row, to: &writer) }
        }
      }
      for member in members {
        writer.key(member.name)
        writer.raw(member.value)
      }
      if let page {
        writer.key("pg")
        page.write(to: &writer)
      }
    }
    return writer.textWithNewline
  }

  /// One record on a line of its own.
  package func line(_ row: Int) -> [UInt8] {
    var writer = JSONWriter()
    write(row, to: &writer)
    return writer.textWithNewline
  }

  private func write(_ row: Int, to writer: inout JSONWriter) {
    guard let columns else { return collection.write(row, to: &writer) }
    writer.beginObject()
    for column in columns {
      // What a record does not have is not made up.
      guard let value = collection.value(of: column, in: row) else { continue }
      writer.key(String(decoding: column, as: UTF8.self))
      collection.write(value, to: &writer)
    }
    writer.endObject()
  }
}

extension RequestAnswer {
  /// What the documentation shows beside the records of a data store: `spec` and `strict` as they were saved, and how
  /// many records there are.
  package mutating func addStoreMembers(_ saved: [String: [UInt8]]) {
    for name in ["spec", "strict"] {
      if let value = saved[name] { members.append((name, value)) }
    }
    members.append(("count", Array(String(total).utf8)))
  }
}
