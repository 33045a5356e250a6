import TestSupport

/// A text as a client keeps it, whose lines and columns are counted the plain way.
struct ClientText {
  enum Encoding: String, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"
  }

  struct Place: Hashable {
    let line: Int
    let character: Int

    var json: String { #"{"line":\#(line),"character":\#(character)}"# }
  }

  let encoding: Encoding
  var scalars: [Unicode.Scalar] = []

  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The place before the scalar `index`.
  func place(_ index: Int) -> Place {
    var line = 0
    var column = 0
    for (position, scalar) in scalars[..<index].enumerated() {
      let endsLine =
        scalar == "\n" || scalar == "\r" && !(position + 1 < scalars.count && scalars[position + 1] == "\n")
      if endsLine {
        line += 1
        column = 0
      } else {
        column += width(scalar)
      }
    }
    return Place(line: line, character: column)
  }

  private func width(_ scalar: Unicode.Scalar) -> Int {
    switch encoding {
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    case .utf32: 1
    }
  }

  /// An index where a client may put its cursor: not between CR and LF.
  func anyIndex(_ random: inout SeededGenerator) -> Int {
    let index = Int.random(in: 0...scalars.count, using: &random)
    let isInside = index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n"
    return isInside ? index - 1 : index
  }

  /// The scalar that begins at an offset of UTF-8.
  func index(ofByte offset: Int) -> Int {
    var bytes = 0
    for (index, scalar) in scalars.enumerated() {
      if bytes >= offset { return index }
      bytes += UTF8.width(scalar)
    }
    return scalars.count
  }
}
