import CriteriaSemantics
import CriteriaSyntax
import Embedding
import MakeQuery
import SourceText

/// The entries of request files: every request, whatever it is sent to.
enum RequestOutline {
  /// What the file calls it, else method and path.
  static func symbol(of request: WrittenRequest, in bytes: [UInt8]) -> OutlineSymbol {
    let address = RequestPlaceholders.addHoles(to: request.address(in: bytes))
    let host = HostRequest(
      text: address, method: request.method.map { bytes.text($0).uppercased() } ?? "GET",
      methodRange: request.method, range: request.range)
    return DocumentAssistance.symbol(of: host, name: request.name.map { bytes.text($0) })
  }
}

/// The parts of request files beside the addresses.
extension DocumentAssistance {
  /// Each request, and below it the criteria that it sends.
  func requestOutline() -> [OutlineSymbol] {
    var parser = CriteriaParser()
    return RequestFile(bytes).requests.map { request in
      var symbol = RequestOutline.symbol(of: request, in: bytes)
      symbol.children = host.queries.filter { symbol.range.contains($0.range) }.map {
        self.symbol(of: $0, &parser)
      }
      return symbol
    }
  }

  /// From each `###` to the last line before the next, and each request in it.
  func requestFolds() -> [DocumentFold] {
    let requests = RequestFile(bytes).requests.map(\.range)
    return sections().map { DocumentFold(kind: .query, range: $0) }
      + requests.map { DocumentFold(kind: .query, range: $0) }
  }

  /// The sections that begin with `###`, empty lines at their ends left out.
  private func sections() -> [ByteRange] {
    var result: [ByteRange] = []
    var start: Int?
    var end = 0
    var line = 0
    while line < bytes.count {
      let lineEnd = lineEnd(line)
      if bytes[ByteRange(line, min(line + 3, lineEnd))].elementsEqual("###".utf8) {
        if let start { result.append(ByteRange(start, end)) }
        start = line
        end = lineEnd
      } else if !isBlank(ByteRange(line, lineEnd)) {
        end = lineEnd
      }
      line = lineEnd + 1
    }
    if let start { result.append(ByteRange(start, end)) }
    return result
  }

  /// What of a request file holds `offset`.
  func fileRanges(at offset: Int) -> [ByteRange] {
    var ranges = sections()
    let file = RequestFile(bytes)
    for definition in file.definitions { ranges += [definition.name, definition.value] }
    for request in file.requests where request.range.start <= offset && offset <= request.range.end {
      ranges.append(request.range)
      for header in request.headers {
        ranges += [header.name, header.value, ByteRange(header.name.start, header.value.end)]
      }
      if case .text(let lines) = request.body, let first = lines.first, let last = lines.last {
        ranges.append(ByteRange(first.start, last.end))
      }
    }
    return ranges
  }

  /// Comments, variables, methods, addresses and headers.
  func collectRequestFile(_ collector: inout TokenCollector) {
    let file = RequestFile(bytes)
    for comment in file.comments { collector.add(comment.range, .comment) }
    for section in sections() {
      collector.add(ByteRange(section.start, lineEnd(section.start)), .comment)
    }
    for variable in requestVariables {
      collector.add(variable.nameRange, .hole, .declaration)
      collector.text(variable.valueRange, NumberLiteral(bytes[variable.valueRange]) == nil ? .text : .number)
    }
    for name in file.bodyFiles { collector.text(name, .text) }
    let known = Set(host.requests.map(\.range.start))
    for request in file.requests {
      guard request.range.end >= collector.limits.start, request.range.start <= collector.limits.end else {
        continue
      }
      for header in request.headers {
        collector.add(header.name, .field)
        collector.text(header.value, .text)
      }
      guard !known.contains(request.range.start) else { continue }
      var scanner = HoleScanner()
      let address = scanner.addHoles(to: request.address(in: bytes), forms: .doubleBrace)
      collector.request(
        HostRequest(text: address, methodRange: request.method, range: request.range), EndpointCatalogue([]))
    }
  }
}

extension TokenCollector {
  /// A text with variables in it.
  fileprivate mutating func text(_ range: ByteRange, _ kind: DocumentToken.Kind) {
    guard range.end >= limits.start, range.start <= limits.end else { return }
    var scanner = HoleScanner()
    _ = scanner.scan(bytes, in: range, forms: .doubleBrace)
    var position = range.start
    for hole in scanner.holes {
      add(ByteRange(position, hole.range.start), kind)
      add(hole.range, .hole)
      position = hole.range.end
    }
    add(ByteRange(position, range.end), kind)
  }
}
