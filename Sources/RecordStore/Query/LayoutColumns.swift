import CriteriaSemantics

/// The fields of a layout as SQL names them.
struct LayoutColumns {
  struct Column {
    /// Quoted where it needs to be.
    let name: String
    let type: FieldType
    let isMasked: Bool
    let isWide: Bool

    /// The value; null where it is not known.
    var known: String { isMasked ? "unmasked(\(name))" : name }

    /// What records are ordered by: null comes first.
    var key: String { isWide ? "number_key(\(known))" : known }
  }

  private let columns: [Column]

  init(_ datastore: StoredDatastore) {
    func system(_ name: String) -> Column {
      Column(name: name, type: .number, isMasked: false, isWide: false)
    }
    let fields = datastore.fields.map { field in
      Column(
        name: SQLName.quoted(field.column), type: field.type, isMasked: field.isMasked,
        isWide: field.type == .number && field.isWide)
    }
    columns = [system("id")] + fields + [system("added_time"), system("modified_time")]
  }

  /// A place that is none is a column of nulls.
  subscript(index: Int) -> Column {
    columns.indices.contains(index)
      ? columns[index] : Column(name: "NULL", type: .number, isMasked: false, isWide: false)
  }

  var isEmpty: Bool { columns.isEmpty }
}
