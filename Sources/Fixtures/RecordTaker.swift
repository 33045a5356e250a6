import CriteriaSemantics
import Evaluation
import SourceText

/// Turns the values of a file into those of a layout, and hands them to a sink.
///
/// - A field's type, not the form of its value, decides how it is read: numbers and booleans may stand as strings
///   [decision C20], and a text field takes a number or a boolean as it is written.
/// - A key that is absent and null are null [decision C19]; where the schema states a default, a record without the
///   key gets it, and null stays null.
/// - A text of `*` only in a masked field is masked [decision C21].
/// - Limits, mandatory fields and unique keys of several fields are for a store to refuse; a fixture may hold what a
///   server answered under other rules.
struct RecordTaker<Sink: RecordSink> {
  enum Reading: UInt8 {
    case number
    case boolean
    case text
    /// A field that is not in the layout, or whose type is not known yet.
    case survey
  }

  struct Field {
    var reading: Reading
    var isMasked = false
    /// Values that the type does not take change the type.
    var isInferred = false
    /// In the layout.
    var index = 0
  }

  let layout: RecordLayout
  var sink: Sink
  private(set) var survey: LayoutSurvey
  /// The layout is not what the file needs: a field or a value was met that it does not provide for. `survey` knows;
  /// what the sink got is to be thrown away.
  private(set) var isOutgrown = false
  /// By the survey's entries.
  private(set) var fields: [Field]
  /// The entry that followed each one in the last record; the first one's is at 0, and so all are one further on.
  var following: [Int]
  var current = 0
  /// By entry, for the quick way: the keys, and what is taken as it stands.
  let patterns: [KeyPattern]
  let forms: [CellGrid.Form]
  /// Nil while it is in use.
  var grid: CellGrid?
  let idEntry: Int
  var identities: IdentityCheck
  private var defaults: FieldDefaults
  /// The entries whose fields have a default.
  let defaultedEntries: [Int]

  init(survey: LayoutSurvey, makeSink: (RecordLayout) -> Sink) {
    self.survey = survey
    let (layout, order) = survey.layout()
    self.layout = layout
    sink = makeSink(layout)
    fields = [Field](repeating: Field(reading: .survey), count: survey.entries.count)
    for (index, entry) in order.enumerated() {
      let field = layout.fields[index]
      let isUndecided = survey.entries[entry].type == nil && survey.entries[entry].kind == .none
      fields[entry] = Field(
        reading: isUndecided ? .survey : Reading(field.type), isMasked: field.isMasked,
        isInferred: field.isInferred, index: index)
    }
    following = Array(0...survey.entries.count)
    patterns = survey.entries.map { KeyPattern(name: $0.name) }
    idEntry = survey.entries.firstIndex { $0.name == Array("id".utf8) } ?? -1
    identities = IdentityCheck()
    defaults = FieldDefaults(layout, order)
    defaultedEntries = defaults.entries
    forms = zip(fields, survey.entries).map { Self.form(of: $0, $1) }
    grid = CellGrid(entries: forms.count)
  }
}

extension RecordTaker {
  /// There will be about so many records.
  mutating func expect(records: Int) {
    sink.expect(records: records)
    identities.expect(records)
  }

  /// What a field takes without a second look: see ``take(_:_:_:field:)``.
  private static func form(of field: Field, _ entry: LayoutSurvey.Entry) -> CellGrid.Form {
    switch field.reading {
    case .survey: entry.isSeen || entry.isDeclared ? .taking([.null]) : .taking([])
    case .boolean: .taking([.null, .yes, .no])
    case .number: .taking([.null, .number, .text], text: field.isInferred ? .plainDigits : .digits)
    case .text: field.isMasked ? .taking([.null]) : .taking([.null, .text])
    }
  }
}

extension RecordTaker.Reading {
  fileprivate init(_ type: FieldType) {
    switch type {
    case .number: self = .number
    case .boolean: self = .boolean
    case .limitedText, .largeText, .encryptedText, .unknown: self = .text
    }
  }
}

extension RecordTaker: RowConsumer {
  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    guard let entry = entry(bytes, key, after: current) else { return nil }
    see(entry)
    return entry
  }

  /// The entry of a key that comes after `current`; a new one where it was not met before.
  mutating func entry(_ bytes: [UInt8], _ key: ByteRange, after current: Int) -> Int? {
    let guess = following[current]
    if guess < fields.count, survey.entries[guess].name.count == key.count,
      bytes[key].elementsEqual(survey.entries[guess].name)
    {
      return guess
    }
    guard let entry = survey.entry(of: bytes[key]) else { return nil }
    if entry >= fields.count {
      fields.append(Field(reading: .survey))
      following.append(entry + 1)
    }
    following[current] = entry
    return entry
  }

  /// What is done for a key that was found.
  @inline(__always)
  mutating func see(_ entry: Int) {
    current = entry &+ 1
    defaults.see(entry)
    if fields[entry].reading == .survey { outgrow(entry) }
  }

  private mutating func outgrow(_ entry: Int) {
    if survey.entries[entry].isSeen || survey.entries[entry].isDeclared { return }
    survey.see(entry)
    isOutgrown = true
  }

  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String {
    let name = FaultText.quoted(bytes[key])
    guard let schema = layout.schema?.schema else {
      return
        "\(name) is one field too many: records have at most \(LayoutSurvey.mostFields) (cliquery's limit)"
    }
    let meant = Suggestions.field(for: String(decoding: bytes[key], as: UTF8.self), in: schema)
      .map { "; did you mean `\($0)`?" }
    return "\(name) is no field of `\(schema.uniqueName)`\(meant ?? "; add it to the schema or take it out")"
  }

  @inline(__always)
  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? {
    let plan = fields[field]
    if kind == .text {
      if plan.reading == .text, !plan.isMasked {
        sink.setText(plan.index, bytes, range)
        return nil
      }
      if plan.reading == .number, Self.isDigits(bytes, range), sink.setNumber(plan.index, bytes, range),
        !plan.isInferred || LayoutSurvey.isPlainNumber(bytes, range)
      {
        if field == idEntry { identities.add(bytes, range) }
        return nil
      }
    } else if kind == .number, plan.reading == .number {
      if sink.setNumber(plan.index, bytes, range) {
        if field == idEntry { identities.add(bytes, range) }
        return nil
      }
    }
    return takeOther(kind, bytes, range, entry: field, plan)
  }

  mutating func endRow() {
    defaults.fill(&sink)
    current = 0
    sink.endRecord()
    identities.endRecord()
  }

  mutating func discardRow() {
    current = 0
    defaults.forget()
    sink.discardRecord()
    identities.discardRecord()
  }
}

/// Values in other forms than the usual one.
extension RecordTaker {
  private mutating func takeOther(
    _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, entry: Int, _ plan: Field
  ) -> String? {
    if kind == .null {
      if plan.reading != .survey { sink.setNull(plan.index) }
      if entry == idEntry { identities.forgetCurrent() }
      return nil
    }
    let isMask = plan.isMasked && (kind == .text || kind == .cell) && Self.isMask(bytes, range)
    if isMask {
      sink.setMasked(plan.index, bytes, range)
      return nil
    }
    if plan.isInferred || plan.reading == .survey, !isTaken(kind, bytes, range, entry: entry, plan) {
      return nil
    }
    switch plan.reading {
    case .survey: return nil
    case .number: return takeNumber(kind, bytes, range, entry: entry, plan)
    case .boolean: return takeBoolean(kind, bytes, range, entry: entry, plan)
    case .text:
      switch kind {
      case .yes, .no:
        let word = Array((kind == .yes ? "true" : "false").utf8)
        sink.setText(plan.index, word, ByteRange(0, word.count))
      default: sink.setText(plan.index, bytes, range)
      }
      return nil
    }
  }

  /// Whether the inferred type takes the value; where not, the survey learns of it.
  private mutating func isTaken(
    _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, entry: Int, _ plan: Field
  ) -> Bool {
    survey.observe(entry, kind, bytes, range)
    switch (survey.entries[entry].kind, plan.reading) {
    case (.number, .number), (.boolean, .boolean), (.text, .text): return true
    default: break
    }
    if survey.entries[entry].type == nil { isOutgrown = true }
    return false
  }

  private mutating func takeNumber(
    _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, entry: Int, _ plan: Field
  ) -> String? {
    let range = kind == .cell ? Blanks.trimmed(bytes, range) : range
    // An exponent is JSON's form of a number, not a criteria's: only a JSON number may have one.
    let isNumber =
      switch kind {
      case .yes, .no, .null: false
      case .text, .cell: NumberShape(bytes, range) != nil && sink.setNumber(plan.index, bytes, range)
      case .number: sink.setNumber(plan.index, bytes, range)
      }
    if isNumber {
      if entry == idEntry { identities.add(bytes, range) }
      return nil
    }
    return FaultText.notNumber(kind, bytes, range, field: layout.fields[plan.index].name)
  }

  private mutating func takeBoolean(
    _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, entry: Int, _ plan: Field
  ) -> String? {
    var range = range
    switch kind {
    case .yes, .no:
      sink.setBoolean(plan.index, kind == .yes)
      return nil
    case .text, .cell:
      if kind == .cell { range = Blanks.trimmed(bytes, range) }
      switch BooleanLiteral(bytes, range) {
      case .exact(let value), .otherCase(let value):
        sink.setBoolean(plan.index, value)
        return nil
      case .invalid: break
      }
    case .number, .null: break
    }
    return FaultText.notBoolean(bytes, range, field: layout.fields[plan.index].name)
  }

  /// The usual form of an id, which needs no second look.
  @inline(__always)
  private static func isDigits(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard range.count > 0, range.count <= 19 else { return false }
    var offset = range.start
    while offset < range.end {
      if bytes[offset] &- UInt8(ascii: "0") > 9 { return false }
      offset &+= 1
    }
    return true
  }

  private static func isMask(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    !range.isEmpty && bytes[range].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
