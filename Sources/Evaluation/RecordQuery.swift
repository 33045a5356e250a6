/// What is asked of a collection of records.
package struct RecordQuery: Sendable {
  /// A field to order by.
  package struct SortKey: Sendable, Hashable {
    /// An index into the layout's fields.
    package let field: Int
    package let isDescending: Bool

    package init(field: Int, isDescending: Bool = false) {
      self.field = field
      self.isDescending = isDescending
    }
  }

  package var criteria: CompiledCriteria
  /// Ties, and everything where it is empty, follow the id as a number; without ids the order of the file
  /// [decision C13].
  package var order: [SortKey]
  /// Nil: all that match.
  package var limit: Int?
  /// Matches to leave out at the start; v2's `from_index` less one.
  package var offset: Int
  /// A page token of ours that says where the last page ended; `offset` is 0 then.
  package var token: String?

  package init(
    criteria: CompiledCriteria = .everything, order: [SortKey] = [], limit: Int? = nil, offset: Int = 0,
    token: String? = nil
  ) {
    self.criteria = criteria
    self.order = order
    self.limit = limit
    self.offset = offset
    self.token = token
  }
}
