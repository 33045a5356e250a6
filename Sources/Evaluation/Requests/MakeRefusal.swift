import JSONSyntax
import SourceText

/// Why Make would not do it: the envelope is `detail`, `message`, `code` [make-api, "Errors"].
package struct MakeRefusal: Sendable, Hashable {
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case notEnoughSpace = "IM003"
    case confirmationRequired = "IM004"
    case invalidParameters = "IM005"

    /// Make's own words for it.
    package var message: String {
      switch self {
      case .notEnoughSpace: "Storage Not Enough Space"
      case .confirmationRequired: "Confirmation Required"
      case .invalidParameters: "Invalid Input Parameters"
      }
    }
  }

  /// Nil where no source shows the answer.
  package let code: Code?
  /// What, and what to do.
  package let detail: String

  package init(code: Code?, detail: String) {
    self.code = code
    self.detail = detail
  }

  /// The HTTP status; nil where no source tells it. 400 goes with parameters that cannot be used [decision M3], 404
  /// with what is not there [make-api, "HTTP status codes of errors"].
  package var status: Int? {
    switch code {
    case .invalidParameters: 400
    case nil: 404
    case .notEnoughSpace, .confirmationRequired: nil
    }
  }

  package var body: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("detail", detail)
      writer.member("message", code?.message ?? "Not Found")
      writer.member("code", code?.rawValue)
    }
    return writer.textWithNewline
  }
}

/// Why a request cannot be answered.
package struct RequestFailure: Error, Sendable, Hashable {
  /// Lower case, no final stop: what, and what to do.
  package let message: String
  /// In the request's text; nil where no part of it is concerned.
  package let range: ByteRange?
  /// What Make would answer; nil where no source tells.
  package let refusal: MakeRefusal?

  package init(_ message: String, _ range: ByteRange?, refusal: MakeRefusal? = nil) {
    self.message = message
    self.range = range
    self.refusal = refusal
  }

  /// A `pg[…]` that cannot be used [decision M3].
  static func badPage(_ message: String, _ range: ByteRange) -> RequestFailure {
    RequestFailure(message, range, refusal: MakeRefusal(code: .invalidParameters, detail: message))
  }

  /// Something that is asked for and is not there.
  package static func notFound(_ message: String, _ range: ByteRange?) -> RequestFailure {
    RequestFailure(message, range, refusal: MakeRefusal(code: nil, detail: message))
  }
}

/// What is worth saying about a request that is answered.
package struct RequestNote: Sendable, Hashable {
  /// Lower case, no final stop.
  package let message: String
  /// In the request's text.
  package let range: ByteRange?

  package init(_ message: String, _ range: ByteRange?) {
    self.message = message
    self.range = range
  }
}
