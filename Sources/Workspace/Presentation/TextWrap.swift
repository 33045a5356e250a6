import SourceText

/// Running text in lines of a terminal's width.
package enum TextWrap {
  /// Lines of at most `width` columns where words allow it, each after `indent` and with a line end.
  package static func wrap(_ text: String, width: Int, indent: String = "") -> String {
    var result = ""
    var line = ""
    var columns = indent.count
    for word in text.split(separator: " ") {
      let size = DisplayWidth.columns(of: word)
      if !line.isEmpty, columns + 1 + size > width {
        result += "\(indent)\(line)\n"
        line = ""
        columns = indent.count
      }
      if !line.isEmpty {
        line += " "
        columns += 1
      }
      line += word
      columns += size
    }
    return line.isEmpty ? result : "\(result)\(indent)\(line)\n"
  }
}
