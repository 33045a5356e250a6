import CriteriaSemantics
import Embedding
import JSONSyntax
import MakeQuery
import SourceText
import Workspace

/// One run of `url`.
struct URLRun {
  private let command: URLCommand
  private let zone: String?

  init(_ command: URLCommand) {
    self.command = command
    zone = command.zone.flatMap(Self.host)
  }

  /// What `--zone` says, without the scheme and the slash that come with a copied address; nil where it is no host.
  private static func host(_ zone: String) -> String? {
    var host = Array(zone.utf8)
    if host.starts(with: "https://".utf8) { host.removeFirst(8) }
    if host.last == UInt8(ascii: "/") { host.removeLast() }
    let isHost = host.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return isHost && !host.isEmpty ? String(decoding: host, as: UTF8.self) : nil
  }

  func run() -> ExitCode {
    do {
      return try write()
    } catch {
      return Console.finish(.trouble)
    }
  }

  private func write() throws(Stopped) -> ExitCode {
    if let given = command.zone, zone == nil {
      throw Stopped(saying: "`--zone` takes a host such as `eu1.make.com`, not `\(given)`")
    }
    guard let session = CommandSession.open(color: command.question.common.color),
      CriteriaInput.showProblems(session),
      let bindings = CriteriaInput.readBindings(command.question.bindings)
    else { throw Stopped() }
    let (request, isWrong) = try read(session.workspace.main, bindings)
    // A wrong request is shown decoded, where its mistake is easier to see; it is not to be sent.
    if isWrong, command.form != .decode, !command.json { throw Stopped() }
    if command.json {
      Console.output.write(json(request, session.workspace.main))
    } else {
      Console.output.write(try text(request))
    }
    return Console.finish(isWrong ? .trouble : .done)
  }

  // MARK: Reading

  private func read(
    _ workspace: WorkspaceSnapshot, _ bindings: [PlainEnglish.Binding]
  ) throws(Stopped) -> (SentRequest, isWrong: Bool) {
    guard let bytes = CriteriaInput.readText(command.words.joined(separator: " ")) else { throw Stopped() }
    let text = Self.trimmed(bytes)
    if text.isEmpty {
      throw Stopped(saying: "a request is missing: `cliquery url '/data-stores?teamId=35&pg[limit]=10'`")
    }
    if command.fromCurl || CurlCommand.isCurl(text) { return try read(curl: text, workspace, bindings) }
    let written = String(decoding: text, as: UTF8.self)
    if SentRequest.isRequest(written) {
      try refuseCriteriaOptions()
      return try read(request: written, workspace, bindings)
    }
    return try read(criteria: text, workspace, bindings)
  }

  private func refuseCriteriaOptions() throws(Stopped) {
    let options = [
      ("--datastore", command.question.datastore), ("--order-by", command.orderBy),
      ("--limit", command.limit),
    ]
    if let given = options.first(where: { $0.1 != nil }) {
      throw Stopped(saying: "`\(given.0)` goes with a criteria; this is a request, which names what it asks")
    }
  }

  private func read(
    request: String, _ workspace: WorkspaceSnapshot, _ bindings: [PlainEnglish.Binding]
  ) throws(Stopped) -> (SentRequest, isWrong: Bool) {
    let values = Dictionary(bindings.map { ($0.name, $0.value) }) { first, _ in first }
    let sent = SentRequest(
      Array(request.utf8), values: values, hosts: MakeHosts(workspace.settings.make.hosts))
    let typed = workspace.read(request: request, bindings: bindings)
    if let unknown = typed.unknownBindings.first {
      let names = typed.text.holes.map { typed.text.bytes.text($0.name) }
      let meant = Suggestions.nearest(to: unknown, in: names)
      throw Stopped(
        saying: "`--let \(unknown)=…` names no hole of the request; "
          + (meant.map { "did you mean `--let \($0)=…`?" } ?? "a hole is written `{\(unknown)}`"))
    }
    switch sent.service {
    case .make: return (sent, RequestInput.show(typed, in: workspace).contains { $0.severity == .error })
    case .cliq:
      guard let criteria = sent.criteria, let operation = sent.operation else { return (sent, false) }
      let check = workspace.check(
        CriteriaQuestion(
          Array(criteria.bytes[criteria.range]), datastore: sent.datastore, operation: operation,
          api: sent.api))
      showFindings(of: check)
      return (sent, check.hasErrors)
    case .other:
      for problem in typed.tree.problems {
        CriteriaInput.show(
          QueryFailure(
            message: "this cannot be read as a part of an address", text: typed.text, name: "request",
            range: problem.range))
      }
      return (sent, !typed.tree.problems.isEmpty)
    }
  }

  private func read(
    curl text: [UInt8], _ workspace: WorkspaceSnapshot, _ bindings: [PlainEnglish.Binding]
  ) throws(Stopped) -> (SentRequest, isWrong: Bool) {
    let curl: CurlCommand
    do throws(CurlCommand.Failure) {
      curl = try CurlCommand(text)
    } catch {
      throw Stopped(saying: error.message)
    }
    try refuseCriteriaOptions()
    for note in curl.notes { Console.warn(note) }
    let address = String(decoding: curl.address, as: UTF8.self)
    var (sent, isWrong) = try read(request: "\(curl.method) \(address)", workspace, bindings)
    sent.body = curl.body
    sent.authorizationScheme = curl.authorizationScheme
    if sent.service == .make, let scheme = curl.authorizationScheme, scheme.lowercased() != "token" {
      Console.warn(
        "the Make API documents `Authorization: Token …`" + (scheme.isEmpty ? "" : ", not `\(scheme)`"))
    }
    return (sent, isWrong)
  }

  /// A criteria that is encoded already is decoded first.
  private func read(
    criteria text: [UInt8], _ workspace: WorkspaceSnapshot, _ bindings: [PlainEnglish.Binding]
  ) throws(Stopped) -> (SentRequest, isWrong: Bool) {
    var parameters: [CriteriaQuestion.Parameter] = []
    if let order = command.orderBy { parameters.append(CriteriaQuestion.Parameter(.orderBy, order)) }
    if let limit = command.limit { parameters.append(CriteriaQuestion.Parameter(.limit, limit)) }
    func check(_ text: [UInt8]) -> CriteriaCheck {
      workspace.check(
        CriteriaQuestion(
          text, datastore: command.question.datastore, operation: command.question.operation,
          api: command.question.api, bindings: bindings, parameters: parameters))
    }
    var found = check(text)
    if found.tree.diagnostics.contains(where: { $0.kind == .percentEncoded }) {
      found = check(RequestEncoding.decode(text, as: .value))
    }
    showFindings(of: found)
    if let unknown = found.unknownBindings.first {
      throw Stopped(
        saying: "`--let \(unknown)=…` names no hole of the criteria; a hole is written `${\(unknown)}`")
    }
    guard let datastore = found.datastore ?? (command.form == .decode ? "{datastore}" : nil) else {
      throw Stopped(
        saying:
          "the datastore is missing: `cliquery url --datastore NAME '\(String(decoding: text, as: UTF8.self))'`"
      )
    }
    if command.form == .encode, !command.json, found.operation == .update {
      throw Stopped(
        saying:
          "an update carries its criteria in its body, so there is no address that holds it; see `--curl`")
    }
    return (SentRequest(found, datastore: datastore, host: zone), found.hasErrors)
  }

  private func showFindings(of check: CriteriaCheck) {
    if let note = check.schemaNote { Console.warn(note) }
    guard !check.reports.isEmpty else { return }
    var context = FormatContext()
    context.style = Console.errorStyle
    context.columns = Platform.columns(of: Platform.standardError)
    Console.error.write(TextFormat.render(check.reports, context))
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let rest = bytes.drop { $0 <= 0x20 }
    return Array(rest.prefix(upTo: rest.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? rest.startIndex))
  }

  // MARK: Writing

  private func text(_ request: SentRequest) throws(Stopped) -> [UInt8] {
    let method = request.method == "GET" || request.service == .cliq ? "" : request.method + " "
    switch command.form {
    case .encode: return Array(method.utf8) + request.encoded.bytes + [UInt8(ascii: "\n")]
    case .decode:
      if let criteria = request.criteria { return criteria.bytes[criteria.range] + [UInt8(ascii: "\n")] }
      return Array(method.utf8) + request.readable + [UInt8(ascii: "\n")]
    case .curl:
      guard let curl = request.curl(zone: zone) else {
        throw Stopped(saying: "parameters alone are no request; begin with a path: `/data-stores?teamId=35`")
      }
      if curl.needsZone {
        Console.note(
          "set MAKE_ZONE to the host of your account, eu1.make.com for instance, or name it: `--zone`")
      }
      return curl.text
    }
  }

  private func json(_ request: SentRequest, _ workspace: WorkspaceSnapshot) -> [UInt8] {
    let text = request.encoded
    let tree = request.tree
    var writer = JSONWriter(indentation: 2)
    func part(_ name: String, _ range: ByteRange?, _ writer: inout JSONWriter) {
      writer.member(name, range.map { text.bytes.text($0) })
    }
    writer.object { writer in
      writer.member("service", request.service.rawValue)
      writer.member("method", request.method)
      writer.member("url", text.bytes.text(text.range))
      writer.member("readable", String(decoding: request.readable, as: UTF8.self))
      part("scheme", tree.scheme, &writer)
      part("host", tree.host, &writer)
      part("base", tree.base, &writer)
      writer.member(
        "path",
        tree.segments.isEmpty ? nil : "/" + tree.segments.map { text.bytes.text($0) }.joined(separator: "/"))
      writer.key("parameters")
      writer.array { writer in
        for parameter in tree.parameters {
          writer.object { writer in
            writer.key("name")
            writer.string(tree.name(of: parameter, in: text))
            writer.member(
              "value",
              parameter.value.map {
                String(decoding: tree.decoded($0, in: text, isValue: true), as: UTF8.self)
              })
            part("encoded", parameter.range, &writer)
          }
        }
      }
      part("fragment", tree.fragment, &writer)
      var endpoint: String?
      if request.service == .make,
        let match = workspace.endpoints.match(tree, in: text, method: request.method).endpoint
      {
        endpoint = "\(match.method) \(match.path)"
      }
      writer.member("endpoint", endpoint)
      writer.member("criteria", request.criteria.map { $0.bytes.text($0.range) })
      writer.member("datastore", request.datastore)
      writer.member("operation", request.operation?.rawValue)
      writer.member("api", request.api?.rawValue)
      writer.member("authorization", request.authorizationScheme.flatMap { $0.isEmpty ? nil : $0 })
      writer.member("body", request.body.map { String(decoding: $0, as: UTF8.self) })
      writer.member(
        "curl", request.curl(zone: zone).map { String(decoding: $0.text.dropLast(), as: UTF8.self) })
    }
    return writer.textWithNewline
  }
}
