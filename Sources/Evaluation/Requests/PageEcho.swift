import JSONSyntax

/// What an answer says of its page, in the order of the documentation's example (make-api, "Getting started").
package struct PageEcho: Sendable, Hashable {
  private let sortBy: String?
  private let sortDir: String?
  private let limit: Int?
  /// Shown only when paging by offset.
  let offset: Int?
  /// Shown only when paging by the last item.
  private let last: String?
  private let showLast: Bool?

  init(_ plan: PagePlan) {
    sortBy = plan.sortBy?.text
    sortDir = plan.sortBy == nil ? nil : plan.isDescending ? "desc" : "asc"
    limit = plan.limit
    offset = plan.last == nil ? plan.offset : nil
    last = plan.last?.text
    showLast = plan.last == nil ? nil : plan.showsLast
  }

  /// The page of records of a data store, which are not sorted.
  package init(limit: Int?, offset: Int) {
    sortBy = nil
    sortDir = nil
    self.limit = limit
    self.offset = offset
    last = nil
    showLast = nil
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let last { writer.member("last", last) }
      if let showLast { writer.member("showLast", showLast) }
      if let sortBy { writer.member("sortBy", sortBy) }
      if let limit { writer.member("limit", limit) }
      if let sortDir { writer.member("sortDir", sortDir) }
      if let offset { writer.member("offset", offset) }
    }
  }
}
