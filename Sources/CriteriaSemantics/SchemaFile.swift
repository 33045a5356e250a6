import CriteriaSyntax
import JSONSyntax
import SourceText

/// Something about a schema file that keeps it from being what it should be.
package struct SchemaProblem: Sendable, Hashable {
  package enum Severity: Sendable, Hashable {
    /// The schema can be used as it was understood.
    case warning
    /// The file is not a schema, or not the one its author meant.
    case error
  }

  /// In the file.
  package let range: ByteRange
  /// What was found and what was expected; lower case, no final stop.
  package let message: String
  package let severity: Severity
  /// What "Create a datastore" would answer, where its own table names the refusal.
  package let serverCode: String?

  package init(range: ByteRange, message: String, severity: Severity, serverCode: String? = nil) {
    self.range = range
    self.message = message
    self.severity = severity
    self.serverCode = serverCode
  }
}

/// Datastore schemas read from one of the three saved forms of the API's JSON.
///
/// The body of "Create a datastore" is held against every documented rule of that operation. What the API itself
/// answered breaks no rule of creation, so of an answer only the shape is checked.
package struct SchemaFile: Sendable {
  package enum Form: Sendable, Hashable {
    /// The body of "Create a datastore"; also a draft with fields of type `unknown`.
    case creation
    /// The response of "Get a datastore", "Create a datastore" and others that answer one datastore.
    case answer
    /// The response of "List all datastores".
    case list
  }

  /// Nil where the file is none of the three.
  package let form: Form?
  /// In the order of the file. Fields that could not be read are not in them; fields of a type that could not be
  /// read are of type `unknown`.
  package let schemas: [DatastoreSchema]
  /// Sorted by place.
  package let problems: [SchemaProblem]

  /// `path` is the file as the workspace names it; `api` holds where the file itself names none.
  package init(_ bytes: [UInt8], path: String?, api: APIVersion = .v3) {
    let document = JSONDocument(bytes)
    var reader = SchemaFileReader(document: document, path: path, api: api)
    reader.read()
    form = reader.form
    schemas = reader.schemas
    problems = reader.problems.sorted { $0.range < $1.range }
  }
}
