import JSONSyntax
import SourceText

/// The names in a schema file: of datastores, of their fields, and of the fields in unique keys.
enum SchemaSymbols {
  /// All places in the order of the file, whatever else is wrong with it.
  static func places(in bytes: [UInt8]) -> [SymbolPlace] {
    guard let root = JSONDocument(bytes).root else { return [] }
    var list = SymbolPlaceList()
    for datastore in datastores(root) { read(datastore, &list) }
    return list.sorted
  }

  /// The forms that the API has: one datastore, an answer with one or several under `data`, a list.
  private static func datastores(_ root: JSONValue) -> [JSONValue] {
    if root.kind == .array { return root.elements }
    guard let data = root["data"] else { return [root] }
    return data.kind == .array ? data.elements : [data]
  }

  private static func read(_ datastore: JSONValue, _ list: inout SymbolPlaceList) {
    guard let name = datastore["unique_name"], let text = name.string else { return }
    list.add(
      SymbolPlace(
        .datastore, text, range: name.contentRange, container: datastore.range, role: .declaration))
    for field in datastore["fields"]?.elements ?? [] {
      guard let name = field["unique_name"], let fieldText = name.string else { continue }
      list.add(
        SymbolPlace(
          .field, fieldText, owners: [text], range: name.contentRange, container: field.range,
          role: .declaration))
    }
    for item in datastore["unique_keys"]?.elements.flatMap(\.elements) ?? [] {
      guard let fieldText = item.string else { continue }
      list.add(SymbolPlace(.field, fieldText, owners: [text], range: item.contentRange))
    }
  }
}
