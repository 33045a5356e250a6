import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Fixtures
import SourceText

/// The records of a datastore, with what is to be said about them.
package struct DatastoreRecords: Sendable {
  /// The datastore's unique name.
  package let name: String
  package let table: RecordTable
  /// The file they were read from, absolute.
  package let file: FilePath
  /// The same as a person in the current directory names it.
  package let shownPath: String
  /// Sentences for a person: that types were inferred, that a key is spelt in two ways. Lower case, no final stop.
  package let notes: [String]

  package var layout: RecordLayout { table.layout }
}

/// Why there are no records of a datastore.
package struct RecordsFailure: Error, Sendable, Hashable {
  /// Never empty: what, where, and what to do.
  package let problems: [Problem]
  /// Whether no file was found, so that there is nothing to be mended in one.
  package let isMissing: Bool

  package init(_ problems: [Problem], isMissing: Bool = false) {
    self.problems = problems
    self.isMissing = isMissing
  }
}

extension WorkspaceSnapshot {
  /// Every datastore that a schema describes or a fixture has records of, sorted.
  package var datastoreNames: [String] {
    Set(catalog.names).union(fixtureStore.names).sorted()
  }

  /// The fixtures of a datastore, absolute: one, or none, or several by mistake.
  package func fixtureFiles(of name: String) -> [FilePath] { fixtureStore.files(of: name) }

  /// The datastore that is meant where none is named: the only one that a schema describes, else the only one that
  /// a fixture has records of.
  package var onlyDatastore: String? {
    let names = catalog.names
    if names.count == 1 { return names.first }
    return names.isEmpty && fixtureStore.names.count == 1 ? fixtureStore.names.first : nil
  }

  /// The records of a datastore, from its fixture; read at the first call, and again once the file has changed.
  package func records(of name: String, api: APIVersion? = nil) -> Result<DatastoreRecords, RecordsFailure> {
    let api = api ?? settings.dialect.api
    let files = fixtureStore.files(of: name)
    guard let file = files.first else { return .failure(missing(name)) }
    if files.count > 1 {
      let names = files.map { "`\($0.shown(from: currentDirectory))`" }
      return .failure(
        RecordsFailure([
          Problem(
            .input,
            "\(Self.list(names)) \(files.count == 2 ? "both" : "all") hold records of `\(name)`; keep one of them, or name it in "
              + "`fixtures.files` of the settings")
        ]))
    }
    return fixtureStore.records(file, name: name, schema: schema(of: name, api))
  }

  /// The records of a file that was named; `name` is that of the datastore, by default the file's.
  package func records(
    in file: FilePath, name: String? = nil, api: APIVersion? = nil
  ) -> Result<DatastoreRecords, RecordsFailure> {
    let name = name ?? FixtureStore.name(of: file)
    let absolute = file.absolute(from: currentDirectory)
    let result = fixtureStore.records(
      absolute, name: name, schema: schema(of: name, api ?? settings.dialect.api))
    guard case .failure = result, let reason = reasonForNoRecords(in: absolute) else { return result }
    return .failure(RecordsFailure([Problem(.input, reason, path: file.text)]))
  }

  /// What a file holds that is taken for records, and is something else that people save.
  private func reasonForNoRecords(in file: FilePath) -> String? {
    let keys = fixtureStore.collections.keys(of: file)
    if keys.contains("fields") {
      return "this is the schema of a datastore; its records are the answer of \"List records\""
    }
    guard AnswerKeys.areOfMake(keys) else { return nil }
    let list = keys.first { $0 != "pg" && $0 != "spec" } ?? "dataStores"
    return "this is a saved answer of Make with `\(list)`; ask it with a request, which begins with `/`"
  }

  /// Records that were read already, such as those of standard input; `shown` names where from. `name` is the
  /// datastore whose schema describes them.
  package func records(
    of bytes: [UInt8], format: FixtureFormat, shown: String, name: String?, api: APIVersion? = nil
  ) -> Result<DatastoreRecords, RecordsFailure> {
    FixtureStore.read(
      bytes, format: format, file: FilePath(shown), shown: shown, name: name ?? shown,
      schema: name.flatMap { schema(of: $0, api ?? settings.dialect.api) })
  }

  /// The datastore whose records a file holds, by the file's name.
  package static func datastoreName(of file: FilePath) -> String { FixtureStore.name(of: file) }

  private func schema(of name: String, _ api: APIVersion) -> PreparedSchema? {
    catalog.index(of: name, api: api).map { catalog.schemas[$0] }
  }

  private func missing(_ name: String) -> RecordsFailure {
    for format in FixtureFormat.allCases {
      let file = "\(name).\(format.rawValue)"
      if FileSystem.kind(currentDirectory.appending(file)) == .file {
        return RecordsFailure(
          [Problem(.input, "there are no records of `\(name)`; did you mean the file `\(file)`?")],
          isMissing: true)
      }
    }
    let suggestion = Suggestions.nearest(to: name, in: datastoreNames.filter { $0 != name })
    let isKnown = catalog.names.contains(name)
    if !isKnown, let suggestion {
      return RecordsFailure(
        [Problem(.input, "there are no records of `\(name)`; did you mean `\(suggestion)`?")],
        isMissing: true)
    }
    let others = fixtureStore.names.prefix(8).map { "`\($0)`" }
    let known = others.isEmpty ? "" : " (there are records of \(Self.list(Array(others))))"
    return RecordsFailure(
      [
        Problem(
          .input,
          "there are no records of `\(name)`: save an answer of \"List records\", or one record a line, or CSV "
            + "as `\(fixtureStore.place(for: name))`\(known)")
      ], isMissing: true)
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
