import SourceText

/// A request of the Make API taken apart (Make query parameters, "Syntax"): an address as it is written, with all of its
/// parts.
///
/// Every part is a range of the text's bytes, as written and not decoded. Parts and the marks between them (`://`, `/`,
/// `?`, `&`, `=`, brackets) cover the text, so that printing them gives it back. Holes count as text of the part that
/// they stand in; where the path begins with one, it may hold host and base. Blanks with a line end between the
/// parameters are layout: a long request stands on several lines.
package struct RequestTree: Sendable, Hashable {
  /// One key of a name, with its brackets: `[limit]`, `%5Blimit%5D`, `[]`.
  package struct Key: Sendable, Hashable {
    /// `[` or `%5B`.
    package let open: ByteRange
    /// What stands between, possibly nothing.
    package let text: ByteRange
    /// `]` or `%5D`; nil where it is missing.
    package let close: ByteRange?

    package init(open: ByteRange, text: ByteRange, close: ByteRange?) {
      self.open = open
      self.text = text
      self.close = close
    }
  }

  /// A parameter as it is written.
  package struct Parameter: Sendable, Hashable {
    /// The name with its keys.
    package let name: ByteRange
    /// The name up to its first bracket: `pg`.
    package let root: ByteRange
    /// Where its keys stand in ``RequestTree/keys``.
    package let keys: Range<Int>
    /// What follows the `=`; nil where there is none.
    package let value: ByteRange?
    package let traits: ParameterTraits

    package init(
      name: ByteRange, root: ByteRange, keys: Range<Int>, value: ByteRange?, traits: ParameterTraits
    ) {
      self.name = name
      self.root = root
      self.keys = keys
      self.value = value
      self.traits = traits
    }

    /// Name, `=` and value.
    package var range: ByteRange { ByteRange(name.start, value?.end ?? name.end) }
  }

  /// The method before the address, in any case; the command line and sessions take it there. A word in capitals that
  /// is no method of HTTP is taken for one too.
  package var method: ByteRange?
  /// `https` without `://`.
  package var scheme: ByteRange?
  /// Host and port, or the hole that stands for them.
  package var host: ByteRange?
  /// `/api/v2`, where it is written, perhaps with a hole for the version; `/v2` after a hole.
  package var base: ByteRange?
  /// The parts of the path after the base, without slashes and blanks around them; a slash at the end gives an empty
  /// one.
  package var segments: [ByteRange] = []
  /// The `?` before the parameters; nil where there is none.
  package var question: ByteRange?
  package var parameters: [Parameter] = []
  package var keys: [Key] = []
  /// `#` and what follows it, which is not sent.
  package var fragment: ByteRange?
  /// `HTTP/1.1` after the address.
  package var version: ByteRange?
  /// What cannot be read as it stands, in order; `MQ001` and `MQ044` report it.
  package var problems: [RequestProblem] = []

  package init() {}

  /// Forgets what was read and keeps the memory.
  package mutating func removeAll() {
    method = nil
    scheme = nil
    host = nil
    base = nil
    question = nil
    fragment = nil
    version = nil
    segments.removeAll(keepingCapacity: true)
    parameters.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    problems.removeAll(keepingCapacity: true)
  }

  package func keys(of parameter: Parameter) -> ArraySlice<Key> {
    let range = parameter.keys.clamped(to: keys.indices)
    return keys[range]
  }
}

/// What a look at a parameter tells without decoding it.
package struct ParameterTraits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A bracket of the name is written as it is.
  package static let rawBrackets = ParameterTraits(rawValue: 1)
  /// A bracket of the name is written `%5B` or `%5D`.
  package static let encodedBrackets = ParameterTraits(rawValue: 2)
  /// The name holds a triplet that is no bracket.
  package static let escapeInName = ParameterTraits(rawValue: 4)
  /// The value holds a triplet or a `+`.
  package static let escapeInValue = ParameterTraits(rawValue: 8)
  /// `%25` and two hexadecimal digits stand somewhere: what was encoded was encoded again.
  package static let encodedTwice = ParameterTraits(rawValue: 16)
  package static let holeInName = ParameterTraits(rawValue: 32)
  package static let holeInValue = ParameterTraits(rawValue: 64)
  /// A blank or another byte that cannot stand in a URL.
  package static let unencoded = ParameterTraits(rawValue: 128)
  /// A blank in the value.
  package static let blankInValue = ParameterTraits(rawValue: 256)
}

/// A place where a text cannot be what it should be.
package struct RequestProblem: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// `pg[limit`: the bracket and what follows it; a closing one belongs at the range's end.
    case unclosedBracket
    /// `pglimit]`, `pg[limit]]`: the bracket.
    case unopenedBracket
    /// Text between the brackets' end and `=`: the `x` of `pg[limit]x=1`.
    case textAfterBracket
    /// A `?` where a parameter ends or begins (`??teamId=1`, `teamId=1?pg[limit]=2`): the mark. A `?` within a value
    /// that nothing like a parameter follows is the value's own.
    case secondQuestion
    /// `&`, a slash or blanks before a parameter where the `?` is missing: `/teams&teamId=1`, `/teams/teamId=1`. A `?`
    /// belongs in the range's place.
    case missingQuestion
    /// `&&`, `?&`, `&` at the end: the marks too many.
    case emptyParameter
    /// `=1`, `[limit]=1`: the mark or the brackets that a name is missing before.
    case emptyName
    /// `\` in the path.
    case backslash
    /// A blank in host or path.
    case blankInPath
    /// `//` within the path: the slashes too many.
    case emptySegment
    /// A `%` without two hexadecimal digits.
    case brokenEscape
    /// Text that begins neither as an address nor as a path: up to the next blank.
    case notARequest
  }

  package let kind: Kind
  package let range: ByteRange

  package init(kind: Kind, range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}
