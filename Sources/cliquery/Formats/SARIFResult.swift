import JSONSyntax
import Linting
import SourceText
import Workspace

/// One `result` object (SARIF 2.1.0, 3.27).
struct SARIFResult {
  let report: FileReport
  let index: Int
  /// The file's index in `artifacts`.
  let artifact: Int
  let rules: RuleTable

  private var finding: Finding { report.findings[index] }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ruleId", RuleTable.identifier(of: finding))
      writer.member("ruleIndex", rules.index(of: finding))
      writer.member("level", Self.level(finding.severity))
      writeMessage(finding.message, to: &writer)
      writer.key("locations")
      writer.array { writer in
        writer.object { writer in writeLocation(report.places(of: finding.range), to: &writer) }
      }
      writeRelated(to: &writer)
      writeFixes(to: &writer)
      if index < report.fingerprints.count {
        writer.key("partialFingerprints")
        writer.object { $0.member("cliquery/v1", report.fingerprints[index]) }
      }
      writer.key("properties")
      writer.object { writer in
        writer.member("basis", finding.basis?.text)
        writer.member("serverCode", finding.serverCode)
        writer.member("operation", finding.operation?.rawValue)
        writer.member("api", finding.api?.rawValue)
        writer.key("datastores")
        writer.array { writer in
          for name in finding.datastores { writer.string(name) }
        }
      }
    }
  }

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }

  /// Braces are doubled: a single one begins a placeholder (3.11.5).
  static func escapeMessage(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private func writeMessage(_ text: String, to writer: inout JSONWriter) {
    writer.key("message")
    writer.object { $0.member("text", Self.escapeMessage(text)) }
  }

  private func writeLocation(_ range: PlaceRange?, path: String? = nil, to writer: inout JSONWriter) {
    writer.key("physicalLocation")
    writer.object { writer in
      writeArtifactLocation(path: path, to: &writer)
      if let range {
        writer.key("region")
        write(range, to: &writer)
      }
    }
  }

  private func writeArtifactLocation(path: String? = nil, to writer: inout JSONWriter) {
    writer.key("artifactLocation")
    writer.object { writer in
      writer.member("uri", ArtifactURI.of(path.map(report.inRepository) ?? report.repositoryPath))
      if path == nil { writer.member("index", artifact) }
    }
  }

  private func write(_ range: PlaceRange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("startLine", range.start.line)
      writer.member("startColumn", range.start.scalarColumn)
      writer.member("endLine", range.end.line)
      writer.member("endColumn", range.end.scalarColumn)
    }
  }

  private func writeRelated(to writer: inout JSONWriter) {
    guard !finding.related.isEmpty else { return }
    writer.key("relatedLocations")
    writer.array { writer in
      for (number, related) in finding.related.enumerated() {
        writer.object { writer in
          writer.member("id", number + 1)
          writeMessage(related.message, to: &writer)
          writeLocation(report.places(of: related), path: related.path, to: &writer)
        }
      }
    }
  }

  private func writeFixes(to writer: inout JSONWriter) {
    let fixes = finding.fixes.filter { !$0.edits.isEmpty }
    guard !fixes.isEmpty else { return }
    writer.key("fixes")
    writer.array { writer in
      for fix in fixes {
        writer.object { writer in
          writer.key("description")
          writer.object { $0.member("text", Self.escapeMessage(fix.title)) }
          writer.key("artifactChanges")
          writer.array { writer in
            writer.object { writer in
              writeArtifactLocation(to: &writer)
              writer.key("replacements")
              writer.array { writer in
                for edit in fix.edits { write(edit, to: &writer) }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ edit: TextEdit, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("deletedRegion")
      write(report.places(of: edit.range), to: &writer)
      guard !edit.newText.isEmpty else { return }
      writer.key("insertedContent")
      writer.object { writer in
        writer.key("text")
        writer.string(edit.newText)
      }
    }
  }
}
