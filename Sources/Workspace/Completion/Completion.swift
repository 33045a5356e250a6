import CriteriaSemantics
import Evaluation
import SourceText

/// What may stand at a cursor, the likeliest first.
package struct Completion: Sendable, Equatable {
  package struct Candidate: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case field
      case comparison
      case logical
      /// A closing parenthesis.
      case close
      /// `true` and `false`.
      case literal
      /// A value that records hold.
      case value
      /// A name that stands for a value.
      case hole
      case keyword
      case datastore
      case file
      case folder
    }

    package let kind: Kind
    /// What a list shows.
    package let label: String
    /// What is written in place of `range`.
    package let text: String
    /// A few words beside the label.
    package let detail: String?
    /// In the text that is completed; ends at the cursor.
    package let range: ByteRange

    package init(kind: Kind, label: String, text: String? = nil, detail: String? = nil, range: ByteRange) {
      self.kind = kind
      self.label = label
      self.text = text ?? label
      self.detail = detail
      self.range = range
    }
  }

  package var candidates: [Candidate]

  package init(_ candidates: [Candidate] = []) {
    self.candidates = candidates
  }

  /// The candidates for one range, the longest of theirs, as front ends want them that know but one.
  package func unified(in bytes: [UInt8]) -> (range: ByteRange, candidates: [Candidate])? {
    guard let end = candidates.first?.range.end, let start = candidates.map(\.range.start).min() else {
      return nil
    }
    let range = ByteRange(start, end)
    let same = candidates.map { candidate in
      Candidate(
        kind: candidate.kind, label: candidate.label,
        text: bytes.text(ByteRange(start, candidate.range.start)) + candidate.text, detail: candidate.detail,
        range: range)
    }
    return (range, same)
  }

  /// The longest text that all of `texts` begin with.
  package static func commonStart(of texts: [String]) -> String {
    guard var common = texts.first.map({ Array($0.unicodeScalars) }) else { return "" }
    for text in texts.dropFirst() {
      var count = 0
      for scalar in text.unicodeScalars {
        guard count < common.count, common[count] == scalar else { break }
        count += 1
      }
      common.removeLast(common.count - count)
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: common)
    return String(result)
  }
}

/// What is known where a criteria is completed.
package struct CompletionContext: Sendable {
  /// The fields of the datastore that is meant; nil: nothing is known of it.
  package var fields: [Field]
  /// The datastore's records, for the values that stand in them.
  package var records: (any RecordSource)?
  /// The names of holes that have a value.
  package var holes: [String]
  /// How many values of a field are offered.
  package var mostValues: Int

  package struct Field: Sendable, Hashable {
    package let name: String
    package let displayName: String?
    package let type: FieldType
    /// What its records hold is hidden.
    package let isMasked: Bool

    package init(name: String, displayName: String? = nil, type: FieldType, isMasked: Bool = false) {
      self.name = name
      self.displayName = displayName
      self.type = type
      self.isMasked = isMasked
    }
  }

  package init(
    fields: [Field] = [], records: (any RecordSource)? = nil, holes: [String] = [], mostValues: Int = 100
  ) {
    self.fields = fields
    self.records = records
    self.holes = holes
    self.mostValues = mostValues
  }

  /// What a schema and a collection of records tell; where both do, the schema knows the type.
  package init(schema: DatastoreSchema?, records: (any RecordSource)?, holes: [String] = []) {
    var fields = (schema?.fields ?? []).map {
      Field(name: $0.uniqueName, displayName: $0.displayName, type: $0.type, isMasked: $0.isMasked)
    }
    let known = Set(fields.map(\.name))
    let system = FieldTable.systemFields
    let others = (records?.layout.fields ?? []).filter { !known.contains($0.name) }
    fields += others.filter { !system.contains($0.name) }.map {
      Field(name: $0.name, type: $0.type, isMasked: $0.isMasked)
    }
    // Criteria may name them [decision C6]; they are seldom what is looked for, and stand last.
    let names = records == nil ? system : system.filter { records?.layout.index(of: $0) != nil }
    fields += names.map { Field(name: $0, type: .number) }
    self.init(fields: fields, records: records, holes: holes)
  }

  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
