import SourceText

/// Queries inside Deluge scripts (workspace, "Finding queries in scripts").
package enum DelugeHost {
  /// Whether the file can hold a query: it names a Cliq task, or sends a request beside a path of records or of Make's. A
  /// few passes at the speed of memory, so that folders full of other files cost next to nothing.
  package static func mayHoldQueries(_ bytes: [UInt8]) -> Bool {
    let task = KeywordSearch("zoho.cliq.")
    if task.isFound(in: bytes) { return true }
    // The older `getUrl(…)` and `postUrl(…)` send requests too.
    guard KeywordSearch("invokeurl").isFound(in: bytes) || KeywordSearch("turl(").isFound(in: bytes) else {
      return false
    }
    return DelugeScanner.mayHoldMake(bytes)
      || KeywordSearch("/records").isFound(in: bytes)
        && (KeywordSearch("datastores/").isFound(in: bytes) || KeywordSearch("storages/").isFound(in: bytes))
  }

  /// Everything that one script tells. Any bytes are a script: what does not parse is passed over.
  ///
  /// - Parameters:
  ///   - freeText: names of further variables that hold text a person typed (`embedding.free-text`).
  ///   - collectsFields: whether ``HostFile/fieldMentions`` are wanted, which findings do not need.
  package static func scan(
    _ bytes: [UInt8], freeText: [String] = [], make: MakeEvidence = MakeEvidence(),
    collectsFields: Bool = true
  ) -> HostFile {
    guard bytes.count < Int(Int32.max) else { return HostFile() }
    let script = DelugeScript(bytes)
    let calls = DelugeCall.all(in: script)
    var file = HostFile()
    file.comments = script.comments
    file.knowsFields = collectsFields
    let mayHold =
      !calls.isEmpty || KeywordSearch("cliquery: criteria").isFound(in: bytes)
      || KeywordSearch("/records?").isFound(in: bytes) || KeywordSearch("cliquery: make").isFound(in: bytes)
      || DelugeScanner.mayHoldMake(bytes)
    guard mayHold else { return file }
    var scanner = DelugeScanner(script)
    scanner.file = file
    scanner.make = make
    scanner.freeText = freeText.map { Array($0.utf8) }
    scanner.run(calls: calls)
    return scanner.file
  }
}
