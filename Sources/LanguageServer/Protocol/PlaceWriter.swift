import JSONSyntax
import SourceText

/// Writes places and edits of one text as the client counts.
struct PlaceWriter {
  let lines: LineIndex
  let unit: LineIndex.Unit

  init(_ document: OpenDocument, _ client: ClientProfile) {
    lines = document.lines
    unit = client.encoding.unit
  }

  init(lines: LineIndex, unit: LineIndex.Unit) {
    self.lines = lines
    self.unit = unit
  }

  func range(_ range: ByteRange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("start")
      place(range.start, to: &writer)
      writer.key("end")
      place(range.end, to: &writer)
    }
  }

  func place(_ offset: Int, to writer: inout JSONWriter) {
    let position = lines.position(at: offset, unit: unit)
    writer.object { writer in
      writer.member("line", position.line)
      writer.member("character", position.column)
    }
  }

  /// With `annotation`, each is an `AnnotatedTextEdit` of that one.
  func edits(_ edits: [TextEdit], annotation: String? = nil, to writer: inout JSONWriter) {
    writer.array { writer in
      for edit in edits {
        writer.object { writer in
          writer.key("range")
          range(edit.range, to: &writer)
          writer.key("newText")
          writer.string(edit.newText)
          if let annotation { writer.member("annotationId", annotation) }
        }
      }
    }
  }
}
