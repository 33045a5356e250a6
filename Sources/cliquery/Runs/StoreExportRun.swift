import Evaluation
import Fixtures
import JSONSyntax
import RecordStore
import Workspace

/// One run of `store export`.
struct StoreExportRun {
  private let options: StoreFileOptions
  /// Records that are held at a time.
  private static let piece = 10_000

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func run(_ name: String, _ output: String?) -> ExitCode {
    do {
      let session = try StoreSession(options)
      var format: FixtureFormat = options.json ? .json : .ndjson
      if let output {
        guard let named = FixtureFormat(fileName: output) else {
          throw Stopped(saying: "`\(output)` does not tell its form; end the name in .json, .ndjson or .csv")
        }
        format = named
      }
      let store = try session.open(.read)
      let records = try session.on { () throws(StoreError) in try store.records(of: name, for: .exportRecords)
      }
      guard let output else {
        _ = try write(records, format) { Console.output.write($0) }
        return Console.finish(.done)
      }
      let count = try write(records, format, to: output)
      Console.note("wrote \(ClosingLines.count(count, "record")) of `\(name)` to \(output)")
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  /// Writes the records to a file, which is there once it is whole; how many they are.
  private func write(_ records: StoredRecords, _ format: FixtureFormat, to output: String) throws -> Int {
    do {
      var file = try FileReplacement(of: FilePath(output))
      let count = try write(records, format) { try file.append($0) }
      try file.commit()
      return count
    } catch let failure as FileSystem.Failure {
      throw Stopped(saying: "\(output): cannot be written: \(failure.message)")
    }
  }

  /// Hands the records to `take`, piece by piece; how many they are.
  private func write(
    _ records: StoredRecords, _ format: FixtureFormat, _ take: ([UInt8]) throws -> Void
  ) throws -> Int {
    var writer = RecordWriter(records.layout)
    var count = 0
    if format == .csv { writer.writeHeader() }
    if format == .json { try take(Self.opening(records.datastore.uniqueName)) }
    var query = RecordQuery(limit: Self.piece)
    while true {
      let page: RecordPage
      do throws(RecordSourceError) {
        page = try records.page(query, isCancelled: { false })
      } catch {
        throw Stopped(saying: Self.message(error))
      }
      for record in page.records {
        switch format {
        case .ndjson: writer.writeLine(record)
        case .csv: writer.writeRow(record)
        case .json:
          try take(Array((count == 0 ? "\n    " : ",\n    ").utf8))
          writer.writeObject(record)
          try take(writer.take())
        }
        count += 1
      }
      try take(writer.take())
      guard let token = page.nextToken else { break }
      query.token = token
    }
    if format == .json { try take(Array((count == 0 ? "]\n}\n" : "\n  ]\n}\n").utf8)) }
    return count
  }

  /// The answer of "List records", as it can be read again.
  private static func opening(_ name: String) -> [UInt8] {
    var url = JSONWriter()
    url.string("/api/v3/datastores/\(name)/records")
    return Array("{\n  \"url\": ".utf8) + url.bytes
      + Array(",\n  \"type\": \"datastore_record\",\n  \"list\": [".utf8)
  }

  private static func message(_ error: RecordSourceError) -> String {
    switch error {
    case .cancelled: "cancelled"
    case .invalidToken(let message), .unreadable(let message): message
    }
  }
}
