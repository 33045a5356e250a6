import Embedding
import Linting
import MakeQuery
import SourceText

/// The texts of requests through the rules on one thread.
struct RequestBenchmark {
  func rows() -> [Row] {
    let requests = Self.requests(16_000_000)
    let size = requests.reduce(0) { $0 + $1.text.range.count }
    var count = 0
    let time = Measurement.time {
      var analyzer = RequestAnalyzer(LintOptions())
      var findings: [Finding] = []
      for request in requests { analyzer.analyze(request, host: .request, into: &findings) }
      count = findings.count
    }
    let rate = Double(size) / time / 1e6
    let catalogue = Measurement.time {
      _ = EndpointCatalogue(
        EndpointCatalogue.builtInTexts.flatMap { EndpointReader.read($0, evidence: .observed).endpoints })
    }
    return [
      Row(
        name: "check of requests without mistakes, one thread",
        result: count == 0 ? "\(String(rate, digits: 0)) MB/s" : "\(count) findings", aim: "100 MB/s",
        isMet: count == 0 && rate >= 100),
      Row(
        name: "reading the catalogue of endpoints", result: "\(String(catalogue * 1000, digits: 2)) ms",
        aim: "under 1 ms", isMet: catalogue < 0.001),
    ]
  }

  /// Requests as clients write them, encoded and readable.
  private static func requests(_ size: Int) -> [HostRequest] {
    let texts = [
      "https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5Boffset%5D=10&pg%5BsortDir%5D=asc&pg%5Blimit%5D=50",
      "https://eu1.make.com/api/v2/scenarios?organizationId=123&pg%5Blimit%5D=1000&pg%5BsortBy%5D=name",
      "/api/v2/organizations/8013?cols%5B1%5D=id&cols%5B2%5D=name&cols%5B3%5D=teams",
      "/api/v2/data-stores/137/data?pg%5Blimit%5D=10&pg%5Boffset%5D=0",
      "https://us2.make.com/api/v2/teams?cols[]=id&cols[]=name&organizationId=8242280&pg[offset]=0&pg[limit]=1000",
      "/scenarios/6413452/logs?pg[limit]=50&pg[offset]=0&pg[sortBy]=imtId&pg[sortDir]=desc&status=1",
      "/sdk/apps?all=true&cols[]=name&cols[]=label&cols[]=description&cols[]=version&cols[]=changes",
    ]
    var bytes: [UInt8] = []
    var ranges: [ByteRange] = []
    while bytes.count < size {
      let text = texts[ranges.count % texts.count]
      ranges.append(ByteRange(bytes.count, bytes.count + text.utf8.count))
      bytes += text.utf8
    }
    return ranges.map { range in
      HostRequest(
        text: MappedText(bytes: bytes, range: range), method: "GET", sending: .encodedBySender, range: range)
    }
  }
}
