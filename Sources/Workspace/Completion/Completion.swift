import SourceText

/// What may stand at a cursor, the likeliest first.
package struct Completion: Sendable, Equatable {
  /// One of the things that may stand there.
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
      /// A key of the map, or of the URL, that a query is sent with.
      case key
      /// A task of Deluge.
      case task
      case rule
      /// Several parts at once.
      case block
      case file
      case folder
      /// A part of a path.
      case segment
      /// A method of HTTP.
      case method
      /// A host, with what stands around it.
      case address
    }

    package let kind: Kind
    /// What a list shows.
    package let label: String
    /// What is written in place of `range`.
    package let text: String
    /// A few words beside the label.
    package let detail: String?
    /// In the text that is completed; ends at the cursor, or behind brackets that an editor closed there.
    package let range: ByteRange
    /// Where the part that the cursor stands in ends: a front end that replaces the whole of it writes up to here.
    package var end: Int
    /// The same with places to go on typing at, for front ends that can show them.
    package var snippet: CompletionSnippet?
    /// What there is more to say about it.
    package var topic: CompletionTopic?

    package init(
      kind: Kind, label: String, text: String? = nil, detail: String? = nil, range: ByteRange,
      end: Int? = nil, snippet: CompletionSnippet? = nil, topic: CompletionTopic? = nil
    ) {
      self.kind = kind
      self.label = label
      self.text = text ?? label
      self.detail = detail
      self.range = range
      self.end = max(end ?? range.end, range.end)
      self.snippet = snippet
      self.topic = topic
    }
  }

  package var candidates: [Candidate]
  /// Whether there are more than these, which show once more is typed.
  package var isTruncated: Bool

  package init(_ candidates: [Candidate] = [], isTruncated: Bool = false) {
    self.candidates = candidates
    self.isTruncated = isTruncated
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
