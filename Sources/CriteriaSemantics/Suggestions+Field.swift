import SourceText

extension Suggestions {
  /// The field that `text` meant: by its display name, its spelling in another case or without separators, or
  /// the nearest unique name.
  package static func field(for text: String, in schema: DatastoreSchema) -> String? {
    let wanted = plain(text)
    for field in schema.fields {
      if field.displayName.map(plain) == wanted || plain(field.uniqueName) == wanted {
        return field.uniqueName
      }
    }
    return nearest(to: text, in: schema.fields.map(\.uniqueName))
  }
}
