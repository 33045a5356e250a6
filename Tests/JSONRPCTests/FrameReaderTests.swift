import JSONRPC
import TestSupport
import Testing

/// What a stream of bytes is cut into: bodies as text, and `!` with the reason for what is none.
private func frames(_ bytes: [UInt8], pieces: Int) -> [String] {
  var reader = FrameReader()
  var result: [String] = []
  var offset = 0
  while offset < bytes.count {
    let end = min(bytes.count, offset + pieces)
    reader.push(bytes[offset..<end])
    offset = end
    while let frame = reader.next() {
      switch frame {
      case .body(let body): result.append(String(decoding: body, as: UTF8.self))
      case .garbage(let reason): result.append("!" + reason)
      }
    }
  }
  if let unfinished = reader.unfinished { result.append("?" + unfinished) }
  return result
}

@Suite struct FrameReaderTests {
  @Test("a stream is cut into messages, in whatever pieces it comes")
  func streams() {
    let noNumber = { (text: String) in "!a `Content-Length` of `\(text)`, which is no number of bytes" }
    let cases: [(stream: String, frames: [String])] = [
      ("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", ["{}", "[1]"]),
      ("content-LENGTH:2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}", ["{}"]),
      ("Content-Type: x\r\nCONTENT-LENGTH  :  2 \r\n\r\n{}", ["{}"]),
      ("Content-Length: 2\n\n{}\r\n\r\nContent-Length: 0\r\n\r\n", ["{}", ""]),
      ("Content-Length: x\r\n\r\n{}Content-Length: 2\r\n\r\n[]", [noNumber("x"), "[]"]),
      ("Content-Length: -2\r\n\r\n{}Content-Length: 2\r\n\r\n[]", [noNumber("-2"), "[]"]),
      ("Content-Length: 1e1\r\n\r\n{}Content-Length: 2\r\n\r\n[]", [noNumber("1e1"), "[]"]),
      (
        "Content-Length: 99999999999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
        [noNumber("99999999999999999999"), "[]"]
      ),
      (
        "Content-Length: 999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
        ["!a message of 999999999999 bytes; more than 268435456 are not read", "[]"]
      ),
      // Too short: the rest is garbage up to the next header.
      (
        "Content-Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
        ["{", "!a header without `Content-Length`", "[]"]
      ),
      (
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
        ["!two different lengths in one header", "[]"]
      ),
      ("hello\r\n\r\nContent-Length: 2\r\n\r\n[]", ["!a header line without `:`", "[]"]),
      ("Accept: x\r\n\r\nContent-Length: 2\r\n\r\n[]", ["!a header without `Content-Length`", "[]"]),
      ("Content-Length: 5\r\n\r\n{}", ["?the input ended after 2 of 5 bytes of a message"]),
      ("Content-Len", ["?the input ended within a header"]),
      (
        String(repeating: "x", count: 9000) + "Content-Length: 2\r\n\r\n[]",
        ["!a header of more than 8192 bytes", "[]"]
      ),
    ]
    for (stream, expected) in cases {
      let bytes = Array(stream.utf8)
      for pieces in [1, 7, 4096, bytes.count] {
        #expect(frames(bytes, pieces: pieces) == expected, "\(stream.prefix(60)) in pieces of \(pieces)")
      }
    }
  }

  @Test func skippingIsLinear() {
    for piece in ["x", "content-length", "Content-Length: x\r\n\r\n", "\r\n"] {
      let ratio = Growth.ratio(from: 2_000) { size in
        Array(String(repeating: piece, count: size).utf8)
      } work: { (bytes: [UInt8]) in
        _ = frames(bytes, pieces: 4096)
      }
      #expect(ratio < Growth.limit, "\(piece)")
    }
  }
}
