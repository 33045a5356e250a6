import SourceText

extension Suppressions {
  /// What there is to say about the suppressions themselves (`CQ901`, `CQ902`), after they were applied.
  ///
  /// Suppressions of these two rules count like all others, and are never called unused: what they silence is only
  /// known now.
  package mutating func remarks(_ selection: RuleSelection, bytes: [UInt8]) -> [Finding] {
    if all.isEmpty { return [] }
    var sink = FindingSink()
    for (index, suppression) in all.enumerated() {
      if selection.isEnabled(UnusedSuppressionRule.info.code) {
        Self.begin(UnusedSuppressionRule.info, selection, &sink)
        reportUnused(suppression, isUsed[index], selection, bytes, &sink)
      }
      if selection.isEnabled(UnknownSuppressedRuleRule.info.code) {
        Self.begin(UnknownSuppressedRuleRule.info, selection, &sink)
        Self.reportUnknown(suppression, bytes, &sink)
      }
    }
    let findings = apply(to: sink.findings)
    return findings + unusedFileSuppressions(selection, bytes)
  }

  /// What is said about an `ignore-file` without a list, which would silence it.
  private func unusedFileSuppressions(_ selection: RuleSelection, _ bytes: [UInt8]) -> [Finding] {
    guard selection.isEnabled(UnusedSuppressionRule.info.code) else { return [] }
    var sink = FindingSink()
    Self.begin(UnusedSuppressionRule.info, selection, &sink)
    for (index, suppression) in all.enumerated() where suppression.items.isEmpty && suppression.scope == .file
    {
      if isUsed[index].contains(true) { continue }
      sink.report(
        at: suppression.comment, "nothing is found in this file that could be silenced; remove the comment",
        fixes: [Self.removal(of: suppression, bytes)], isUnnecessary: true)
    }
    return sink.findings
  }

  private static func begin(_ info: RuleInfo, _ selection: RuleSelection, _ sink: inout FindingSink) {
    let severity = RuleRegistry.index(info.code).flatMap { selection.severities[$0] }
    sink.begin(info, severity: severity, target: nil, datastore: nil)
  }

  private func reportUnused(
    _ suppression: Suppression, _ isUsed: [Bool], _ selection: RuleSelection, _ bytes: [UInt8],
    _ sink: inout FindingSink
  ) {
    if suppression.items.isEmpty, suppression.scope == .file { return }
    if suppression.items.isEmpty || suppression.scope == .nothing {
      let message =
        suppression.items.isEmpty
        ? "no rule is named here, so nothing is silenced; write `cliquery: ignore CODE`, or remove the comment"
        : "this comment silences nothing here; move it before the text, `ignore-file` into the first ten lines, or"
          + " remove it"
      sink.report(
        at: suppression.comment, message, fixes: [Self.removal(of: suppression, bytes)], isUnnecessary: true)
      return
    }
    for (index, item) in suppression.items.enumerated() {
      guard let code = item.code, index < isUsed.count, !isUsed[index],
        item.codes.contains(where: selection.isEnabled)
          || (code == CustomRule.code && selection.runsCustomRules),
        code != UnusedSuppressionRule.info.code, code != UnknownSuppressedRuleRule.info.code
      else { continue }
      sink.report(
        at: item.range, "\(Message.quoted(item.text)) finds nothing here that this could silence; remove it",
        fixes: [Self.removal(of: index, in: suppression, bytes)], isUnnecessary: true)
    }
  }

  private static func reportUnknown(
    _ suppression: Suppression, _ bytes: [UInt8], _ sink: inout FindingSink
  ) {
    // A comment that does nothing is reported as a whole.
    if suppression.scope == .nothing { return }
    for (index, item) in suppression.items.enumerated() where item.code == nil {
      let meant = RuleRegistry.suggestion(for: item.text)
      var fixes = [removal(of: index, in: suppression, bytes)]
      if let meant {
        fixes.insert(
          Fix(
            title: "write `\(meant)`", isSafe: false, edits: [TextEdit(range: item.range, newText: meant)]),
          at: 0)
      }
      sink.report(
        at: item.range,
        "\(Message.quoted(item.text)) is no rule"
          + (Message.suggestion(meant).isEmpty ? "; remove it" : Message.suggestion(meant)),
        fixes: fixes)
    }
  }

  /// Takes one rule out of the list; the other rules and the reason stay.
  private static func removal(of index: Int, in suppression: Suppression, _ bytes: [UInt8]) -> Fix {
    let items = suppression.items
    guard items.count > 1, index < items.count else { return removal(of: suppression, bytes) }
    let range =
      index + 1 < items.count
      ? ByteRange(items[index].range.start, items[index + 1].range.start)
      : ByteRange(items[index - 1].range.end, items[index].range.end)
    return Fix(title: "remove \(Message.quoted(items[index].text))", isSafe: true, edits: [.delete(range)])
  }

  /// Takes the comment out, with its line where it is alone on it.
  private static func removal(of suppression: Suppression, _ bytes: [UInt8]) -> Fix {
    let comment = suppression.comment
    var start = min(comment.start, bytes.count)
    while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
    var end = min(comment.end, bytes.count)
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    let endsLine = end >= bytes.count || isLineEnd(bytes[end])
    if start == 0 || isLineEnd(bytes[start - 1]) {
      if endsLine {
        if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
      } else {
        start = comment.start
      }
    } else if !endsLine {
      // Something follows: what stands on both sides must not grow together.
      start = comment.start
    }
    return Fix(title: "remove the comment", isSafe: true, edits: [.delete(ByteRange(start, end))])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
