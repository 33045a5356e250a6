import Evaluation
import Fixtures
import JSONSyntax

/// Answers as the API writes them (v3 document, the examples of each operation).
package enum StoreAnswer {
  /// "Create a datastore", "Get a datastore", "Edit a datastore" and the operations on fields; `path` is what was asked,
  /// below `/api/v3`.
  package static func datastore(_ datastore: StoredDatastore, path: String) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("url", "/api/v3/\(path)")
      writer.member("type", "datastore")
      writer.key("data")
      write(datastore, &writer)
    }
    return writer.textWithNewline
  }

  /// "List all datastores".
  package static func datastores(_ datastores: [StoredDatastore], nextToken: String? = nil) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("url", "/api/v3/datastores")
      writer.member("type", "datastore")
      if let nextToken { writer.member("next_token", nextToken) }
      writer.key("data")
      writer.array { writer in
        for datastore in datastores { write(datastore, &writer) }
      }
    }
    return writer.textWithNewline
  }

  /// "Add records", "Get a record", "Update a record"; `path` is what was asked, below `/api/v3`.
  package static func record(_ record: Record, _ layout: RecordLayout, path: String) -> [UInt8] {
    var data = RecordWriter(layout)
    data.writeObject(record)
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("url", "/api/v3/\(path)")
      writer.member("type", "datastore_record")
      writer.key("data")
      writer.raw(data.bytes)
    }
    return writer.textWithNewline
  }

  /// The body of a refusal; `code` is null where no page lists one.
  package static func refusal(_ error: StoreError) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("message", error.message)
      var code: String?
      if case .refused(let refusal) = error {
        code = refusal.code
        writer.member("code", code)
        if let rule = refusal.rule { writer.member("rule", rule) }
      } else {
        writer.member("code", code)
      }
    }
    return writer.textWithNewline
  }

  private static func write(_ datastore: StoredDatastore, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("unique_name", datastore.uniqueName)
      writer.member("name", datastore.name)
      writer.member("id", datastore.id)
      writer.member("status", "enabled")
      writer.key("fields")
      writer.array { writer in
        for field in datastore.fields {
          writer.object { writer in
            writer.member("default_value", field.answeredDefault)
            writer.member("masked", field.isMasked)
            writer.member("name", field.name)
            writer.member("unique_name", field.uniqueName)
            writer.member("type", field.type.rawValue)
            writer.member("mandatory", field.isMandatory)
            writer.member("id", field.id)
          }
        }
      }
      writer.member("type", "custom")
      writer.member("description", datastore.description)
      writer.key("unique_keys")
      writer.array { writer in
        for key in datastore.uniqueKeys {
          writer.array { writer in
            for name in key { writer.string(name) }
          }
        }
      }
    }
  }
}
