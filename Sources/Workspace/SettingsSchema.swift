import JSONSyntax

/// The JSON Schema of the settings, made from the table of keys.
package enum SettingsSchema {
  /// Where it stands in the repository.
  package static let path = "docs/cliquery-settings.schema.json"

  /// As it stands there.
  package static var text: [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("title", "Settings of cliquery")
      writer.member("description", "The file .cliquery.yml, the nearest one upwards from each file.")
      writer.member("type", "object")
      writer.member("additionalProperties", false)
      writer.key("properties")
      writer.object { writer in
        var seen: Set<String> = []
        for key in SettingsTable.keys {
          guard let first = key.path.first, seen.insert(first).inserted else { continue }
          writer.key(first)
          if key.path.count == 1 { write(key, &writer) } else { writeSection(first, &writer) }
        }
      }
    }
    return writer.textWithNewline
  }

  private static func writeSection(_ name: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writeTypes(["object", "null"], &writer)
      writer.member("additionalProperties", false)
      writer.key("properties")
      writer.object { writer in
        for key in SettingsTable.keys where key.path.first == name {
          guard let last = key.path.last else { continue }
          writer.key(last)
          write(key, &writer)
        }
      }
    }
  }

  private static func write(_ key: SettingsKey, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("description", key.meaning)
      switch key.form {
      case .boolean: writer.member("type", "boolean")
      case .integer(let range):
        writer.member("type", "integer")
        writer.member("minimum", range.lowerBound)
        writer.member("maximum", range.upperBound)
      case .choice(let choices): writeChoices(choices, &writer)
      case .globs, .texts, .rules: writeTexts(&writer)
      case .path:
        writer.member("type", "string")
        writer.member("minLength", 1)
      case .address:
        writer.member("type", "string")
        writer.member("pattern", "^https?://")
      case .severities:
        writer.member("type", "object")
        writer.key("additionalProperties")
        writer.object { writeChoices(["error", "warning", "hint", "off"], &$0) }
      case .perFileIgnores:
        writer.member("type", "object")
        writer.key("additionalProperties")
        writer.object { writeTexts(&$0) }
      case .customRules: writeCustomRules(&writer)
      case .endpoints:
        writer.member("type", "string")
        writer.key("examples")
        writer.array { $0.string("GET /orders\n  teamId integer!\n  cols: id name status\n") }
      }
    }
  }

  private static func writeTexts(_ writer: inout JSONWriter) {
    writer.member("type", "array")
    writer.key("items")
    writer.object { writer in
      writer.member("type", "string")
      writer.member("minLength", 1)
    }
  }

  private static func writeChoices(_ choices: [String], _ writer: inout JSONWriter) {
    writer.key("enum")
    writer.array { writer in
      for choice in choices { writer.string(choice) }
    }
  }

  private static func writeTypes(_ types: [String], _ writer: inout JSONWriter) {
    writer.key("type")
    writer.array { writer in
      for type in types { writer.string(type) }
    }
  }

  private static func writeCustomRules(_ writer: inout JSONWriter) {
    writer.member("type", "array")
    writer.key("items")
    writer.object { writer in
      writer.member("type", "object")
      writer.member("additionalProperties", false)
      writer.key("required")
      writer.array { writer in
        for name in ["name", "when", "message"] { writer.string(name) }
      }
      writer.key("properties")
      writer.object { writer in
        for name in ["name", "when", "message"] {
          writer.key(name)
          writer.object { $0.member("type", "string") }
        }
        writer.key("severity")
        writer.object { writeChoices(["error", "warning", "hint"], &$0) }
      }
    }
  }
}
