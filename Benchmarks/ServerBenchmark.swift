import JSONRPC
import LanguageServer
import Workspace

/// The language server as a process, over pipes: how soon it is there, beside `ruff server`, and what keys cost in a
/// document of 10,000 lines.
struct ServerBenchmark {
  let binary: String
  let folder: ScratchFolder

  private static let lineCount = 10_000
  /// Keys of a round. The best of the rounds counts: others on the machine take their time slices.
  private static let keyCount = 200
  private static let rounds = 8
  private static let editCount = 20_000

  func rows() -> [Row] {
    _ = folder.write("lsp/datastores/empdir.json", Array(Corpus.schema.utf8))
    _ = folder.write("lsp/fixtures/empdir.ndjson", Corpus.records(500))
    return startRows() + documentRows() + encodingRows()
  }

  private var root: String { folder.path + "/lsp" }

  // MARK: Start

  private struct Start {
    /// From the spawn on, in seconds.
    let initialized: Double
    let firstFindings: Double
  }

  private func startRows() -> [Row] {
    let names = ["spawn to the answer of `initialize`", "spawn to the first findings"]
    var ours: [Start] = []
    var theirs: [Start] = []
    for _ in 0..<40 {
      if let start = start([binary, "lsp"], file: "one.criteria", language: "criteria", text: "empid=>1\\n") {
        ours.append(start)
      }
      if let start = start(["ruff", "server"], file: "one.py", language: "python", text: "import os\\n") {
        theirs.append(start)
      }
    }
    return zip(names, [\Start.initialized, \Start.firstFindings]).map { name, time in
      let our = Measurement.median(ours.map { $0[keyPath: time] })
      let their = Measurement.median(theirs.map { $0[keyPath: time] })
      guard !theirs.isEmpty, !ours.isEmpty else {
        return Row(
          name: name, result: "\(String(our * 1000, digits: 2)) ms; ruff is not installed",
          aim: "at most 0.5 of ruff",
          isMet: nil)
      }
      return Row(
        name: name,
        result:
          "\(String(our * 1000, digits: 2)) ms, ruff \(String(their * 1000, digits: 2)) ms, ratio \(String(our / their, digits: 2))",
        aim: "at most 0.5", isMet: our / their <= 0.5)
    }
  }

  private func start(_ arguments: [String], file: String, language: String, text: String) -> Start? {
    let clock = ContinuousClock()
    let begin = clock.now
    guard let server = ServerProcess(arguments) else { return nil }
    defer { server.stop() }
    guard server.request("initialize", initialize) != nil else { return nil }
    let initialized = clock.now
    server.notify("initialized", "{}")
    open(server, file, language, text)
    guard server.findings() != nil else { return nil }
    return Start(initialized: (initialized - begin).seconds, firstFindings: (clock.now - begin).seconds)
  }

  private var initialize: String {
    #"{"processId":null,"rootUri":"file://\#(root)","capabilities":{},"workspaceFolders":[{"uri":"file://\#(root)","name":"lsp"}]}"#
  }

  /// `text` is the inside of a JSON string.
  private func open(_ server: ServerProcess, _ file: String, _ language: String, _ text: String) {
    server.notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"\#(uri(file))","languageId":"\#(language)","version":1,"text":"\#(text)"}}"#)
  }

  private func uri(_ file: String) -> String { "file://\(root)/\(file)" }

  // MARK: A long document

  private func documentRows() -> [Row] {
    let lines = Corpus.document(lines: Self.lineCount, mistakes: 5)
    guard let server = ServerProcess([binary, "lsp"]) else { return [] }
    defer { server.stop() }
    server.request("initialize", initialize)
    server.notify("initialized", "{}")
    let time = ContinuousClock().measure {
      open(server, "long.criteria", "criteria", lines.joined(separator: "\\n"))
      _ = server.findings()
    }
    let opened = server.memory("VmRSS")
    let peak = server.memory("VmHWM")
    var client = TypingClient(server: server, uri: uri("long.criteria"), lines: lines)
    let keys = (0..<Self.rounds).map { _ in client.keys(Self.keyCount) }
    let hovers = (0..<Self.rounds).map { _ in client.requests("textDocument/hover", Self.keyCount) }
    let completions = (0..<Self.rounds).map { _ in client.requests("textDocument/completion", Self.keyCount) }
    let before = server.memory("VmRSS")
    _ = client.keys(Self.editCount)
    let after = server.memory("VmRSS")
    return [
      Row(
        name: "open a document of \(Self.lineCount) lines, to its findings",
        result: "\(String(time.seconds * 1000, digits: 1)) ms", aim: "", isMet: nil),
      row("  a key in it, to its findings", keys, limit: 2),
      row("  hover", hovers, limit: 0.5),
      row("  completion", completions, limit: 0.5),
      memoryRow(opened, peak: peak),
      growthRow(before, after),
    ]
  }

  private func row(_ name: String, _ rounds: [[Double]], limit: Double) -> Row {
    let highs = rounds.compactMap { times -> Double? in
      let sorted = times.sorted()
      return sorted.isEmpty ? nil : sorted[min(sorted.count - 1, sorted.count * 95 / 100)] * 1000
    }
    guard let high = highs.min(), highs.count == rounds.count else {
      return Row(name: name, result: "no answer", aim: "", isMet: false)
    }
    let median = Measurement.median(rounds.flatMap(\.self)) * 1000
    return Row(
      name: name, result: "p95 \(String(high, digits: 3)) ms, median \(String(median, digits: 3)) ms",
      aim: "p95 under \(String(limit, digits: 1)) ms", isMet: high < limit)
  }

  private func memoryRow(_ opened: Int?, peak: Int?) -> Row {
    guard let opened, let peak else {
      return Row(name: "  memory after opening it", result: "not told", aim: "under 30 MB", isMet: nil)
    }
    return Row(
      name: "  memory after opening it",
      result:
        "\(String(Double(opened) / 1e6, digits: 1)) MB, peak \(String(Double(peak) / 1e6, digits: 1)) MB",
      aim: "under 30 MB", isMet: opened < 30_000_000)
  }

  private func growthRow(_ before: Int?, _ after: Int?) -> Row {
    let name = "  memory after \(Self.editCount) edits"
    guard let before, let after else {
      return Row(name: name, result: "not told", aim: "no growth", isMet: nil)
    }
    return Row(
      name: name,
      result:
        "\(String(Double(after) / 1e6, digits: 1)) MB, before \(String(Double(before) / 1e6, digits: 1)) MB",
      aim: "no growth", isMet: after < before + 1_000_000)
  }

  // MARK: Encoding

  /// In this process, so that only the encoding is measured: the findings are known.
  private func encodingRows() -> [Row] {
    let count = 500
    let uri = uri("wrong.criteria")
    let text = String(repeating: "@datastore empdir\\nempid=>1\\n\\n", count: count)
    var session = ServerSession(currentDirectory: FilePath(root))
    func send(_ body: String) { session.receive(RPCMessage(Array(body.utf8))) }
    send(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":\#(initialize)}"#)
    send(
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"\#(uri)","languageId":"criteria","version":1,"text":"\#(text)"}}}"#
    )
    while session.work() {}
    var size = 0
    let time = Measurement.time(rounds: 200) {
      send(
        #"{"jsonrpc":"2.0","id":2,"method":"textDocument/diagnostic","params":{"textDocument":{"uri":"\#(uri)"}}}"#
      )
      size = session.takeOutput().reduce(0) { $0 + $1.count }
    }
    return [
      Row(
        name: "encode \(count) findings",
        result: "\(String(time * 1000, digits: 3)) ms, \(size / 1000) kB", aim: "under 0.3 ms",
        isMet: time < 0.0003)
    ]
  }
}

/// A client that types and asks in the queries of a document.
private struct TypingClient {
  let server: ServerProcess
  let uri: String
  let lines: [String]
  private var version = 1
  private var step = 0

  init(server: ServerProcess, uri: String, lines: [String]) {
    self.server = server
    self.uri = uri
    self.lines = lines
  }

  /// Seconds from a key to the findings of the text that it made, for each key; the text is as it was in the end.
  mutating func keys(_ count: Int) -> [Double] {
    var times: [Double] = []
    let clock = ContinuousClock()
    for index in 0..<count {
      if index % 2 == 0 { step += 1 }
      let (line, column) = place()
      let end = index % 2 == 0 ? column : column + 1
      version += 1
      let body =
        #"{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[{"range":{"start":{"line":\#(line),"character":\#(column)},"end":{"line":\#(line),"character":\#(end)}},"text":"\#(index % 2 == 0 ? "x" : "")"}]}"#
      let begin = clock.now
      server.notify("textDocument/didChange", body)
      guard server.findings() != nil else { return times }
      times.append((clock.now - begin).seconds)
    }
    return times
  }

  /// Seconds of each request.
  mutating func requests(_ method: String, _ count: Int) -> [Double] {
    var times: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<count {
      step += 1
      let (line, column) = place()
      let body = #"{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(line),"character":\#(column)}}"#
      let begin = clock.now
      guard server.request(method, body) != nil else { return times }
      times.append((clock.now - begin).seconds)
    }
    return times
  }

  /// A place in a query, another one with each step.
  private func place() -> (line: Int, column: Int) {
    var line = step * 7919 % lines.count
    while lines[line].isEmpty || lines[line].hasPrefix("#") || lines[line].hasPrefix("@") {
      line = (line + 1) % lines.count
    }
    return (line, step * 31 % lines[line].utf8.count)
  }
}
