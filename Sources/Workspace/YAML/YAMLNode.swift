/// A node of a YAML document; aliases are what they stand for.
struct YAMLNode: Sendable, Hashable {
  enum Content: Sendable, Hashable {
    case scalar(Scalar)
    case sequence([YAMLNode])
    /// In the order of the file; no key stands twice.
    case mapping([Member])
  }

  struct Scalar: Sendable, Hashable {
    let string: String
    let style: Style
  }

  struct Member: Sendable, Hashable {
    let key: YAMLNode
    let value: YAMLNode
  }

  /// How a scalar is written.
  enum Style: Sendable, Hashable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block of lines that keeps them, after `|`.
    case literal
    /// A block of lines that joins them, after `>`.
    case folded
  }

  let content: Content
  /// Where it begins; nil where it is made of something else than a file.
  var mark: YAMLMark?

  init(_ content: Content, mark: YAMLMark? = nil) {
    self.content = content
    self.mark = mark
  }
}

/// A place in a YAML text; line and column count from one, columns in Unicode scalars.
struct YAMLMark: Sendable, Hashable {
  let line: Int
  let column: Int
}
