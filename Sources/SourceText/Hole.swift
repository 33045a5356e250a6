/// A place in a query's text where the host inserts a value at run time (criteria language, "Syntax" 8).
///
/// A hole is opaque to every rule: nothing inside it is read as query text.
package struct Hole: Hashable, Sendable {
  /// How the hole is written.
  package enum Form: UInt8, Sendable {
    /// `${…}`
    case dollarBrace
    /// `{{…}}`
    case doubleBrace
    /// What an address writes for a value to be filled in: `{name}`, `:name`, `<name>`, `$NAME`, `TEAM_ID`.
    case placeholder
    /// An operand of the host's own joining operator; the text shows it as `${operand}`.
    case operand
  }

  /// Where the inserted value comes from, as far as one file can tell.
  package enum Origin: Hashable, Sendable {
    case unknown
    /// A literal, an id, a number: cannot carry query syntax a person typed.
    case clean
    /// Text a person typed; the string names it for the message, such as ``the bot's `message` ``.
    case freeText(String)
  }

  /// In the query's text, delimiters included.
  package let range: ByteRange
  /// What names the hole (the expression between the delimiters, trimmed), in the query's text.
  package let name: ByteRange
  package let form: Form
  package let origin: Origin

  package init(range: ByteRange, name: ByteRange, form: Form, origin: Origin = .unknown) {
    self.range = range
    self.name = name
    self.form = form
    self.origin = origin
  }

  /// The same hole, `distance` bytes further on.
  package func shifted(by distance: Int) -> Hole {
    Hole(range: range.shifted(by: distance), name: name.shifted(by: distance), form: form, origin: origin)
  }
}
