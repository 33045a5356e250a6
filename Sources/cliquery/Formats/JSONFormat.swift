import JSONSyntax
import Linting
import SourceText
import Workspace

/// `--format json`: one array of findings, sorted by path, start and code. Fields are added, never changed.
package enum JSONFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for report in reports {
        for finding in report.findings { FindingJSON.write(finding, of: report, to: &writer) }
      }
    }
    return writer.textWithNewline
  }
}

/// `--format jsonl`: a line that names the version of the form, then a line a finding.
package enum JSONLinesFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var header = JSONWriter()
    header.object { writer in
      writer.member("version", 1)
      writer.member("tool", "cliquery")
      writer.member("toolVersion", ToolVersion.text)
    }
    var output = header.textWithNewline
    for report in reports {
      for finding in report.findings {
        var writer = JSONWriter()
        FindingJSON.write(finding, of: report, to: &writer)
        output += writer.textWithNewline
      }
    }
    return output
  }
}

/// A finding as both JSON formats write it: every key always there, null where nothing is known.
package enum FindingJSON {
  package static func write(_ finding: Finding, of report: FileReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("code", finding.code)
      writer.member("name", finding.name)
      writer.member("severity", finding.severity.rawValue)
      writer.member("message", finding.message)
      writer.member("serverCode", finding.serverCode)
      writer.member("basis", finding.basis?.text)
      writer.member("operation", finding.operation?.rawValue)
      writer.member("api", finding.api?.rawValue)
      writer.key("datastores")
      writer.array { writer in
        for name in finding.datastores { writer.string(name) }
      }
      writer.member("host", report.kind.rawValue)
      writer.member("path", report.path)
      writer.key("range")
      write(report.places(of: finding.range), to: &writer)
      writer.key("fixes")
      writer.array { writer in
        for fix in finding.fixes { write(fix, of: report, to: &writer) }
      }
      writer.key("related")
      writer.array { writer in
        for related in finding.related { write(related, of: report, to: &writer) }
      }
      writer.member("url", report.docsURL.map { RuleAddress.of(finding, base: $0) })
    }
  }

  private static func write(_ fix: Fix, of report: FileReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("title", fix.title)
      writer.member("safe", fix.isSafe)
      writer.key("edits")
      writer.array { writer in
        for edit in fix.edits {
          writer.object { writer in
            writer.key("range")
            write(report.places(of: edit.range), to: &writer)
            writer.key("newText")
            writer.string(edit.newText)
          }
        }
      }
    }
  }

  private static func write(_ related: RelatedPlace, of report: FileReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("message", related.message)
      writer.member("path", related.path ?? report.path)
      writer.key("range")
      if let places = report.places(of: related) { write(places, to: &writer) } else { writer.null() }
    }
  }

  private static func write(_ range: PlaceRange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("start")
      write(range.start, to: &writer)
      writer.key("end")
      write(range.end, to: &writer)
    }
  }

  private static func write(_ place: Place, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("line", place.line)
      writer.member("column", place.column)
      writer.member("offset", place.offset)
    }
  }
}
