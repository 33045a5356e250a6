import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// What is known of a text that changes, kept from one change to the next as far as it stays true.
///
/// Of criteria documents and request files only those sections are checked again that a change touches, and those that it
/// reaches by what holds beyond a section. Of other texts, everything is known once for each version. Nothing is kept that a check of
/// the whole text would not say, and all is forgotten when settings, schemas or fixtures are read anew.
///
/// It does not hold the text: who does gives it with each question, and says each change. An edit in place must not find
/// a second owner of the bytes.
package final class LiveDocument: @unchecked Sendable {
  private let lock = Lock()
  private var sections: DocumentSections?
  private var requestSections: RequestSections?
  private var script: ScriptFindings?
  private var analyzer: FileAnalyzer?
  /// What the findings rest on.
  private var source: (path: FilePath, workspace: WorkspaceSnapshot)?
  /// Of this version of the text.
  private var findings: DocumentFindings?
  private var report: FileReport?
  private var host: HostFile?

  package init() {}

  /// To be called before the text changes: lets go of everything that holds a part of it.
  package func willChange() {
    lock.withLock { forgetVersion() }
  }

  /// To be called when `range` of the text before has become `count` bytes, and the text is `bytes`.
  package func didChange(_ range: ByteRange, to count: Int, in bytes: [UInt8]) {
    lock.withLock {
      forgetVersion()
      sections?.change(range, to: count, in: bytes)
      requestSections?.change(range, to: count, in: bytes)
      if script?.change(range, to: count, in: bytes) == false { script = nil }
    }
  }

  private func forgetVersion() {
    findings = nil
    report = nil
    host = nil
  }

  private func open(_ input: StandardInput, _ workspace: WorkspaceSnapshot) {
    if let source, source.path == input.path, source.workspace.isSame(as: workspace) { return }
    forgetVersion()
    sections?.forgetFindings()
    requestSections?.forgetFacts()
    script = nil
    analyzer = nil
    source = (input.path, workspace)
  }

  // MARK: Questions

  fileprivate func findings(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    lock.withLock {
      open(input, workspace)
      return findings(of: input, workspace)
    }
  }

  fileprivate func report(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> FileReport {
    lock.withLock {
      open(input, workspace)
      if let report { return report }
      var report = FileReport(
        path: workspace.reportPath(input.path), shownPath: input.shownPath, kind: input.kind,
        docsURL: workspace.settings.docsURL)
      report.findings = findings(of: input, workspace).all
      report.failOn = workspace.settings.lint.failOn
      self.report = report
      return report
    }
  }

  fileprivate func host(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> HostFile {
    lock.withLock {
      open(input, workspace)
      return host(of: input, workspace)
    }
  }

  /// The queries of the section that `offset` lies in, with everything that belongs to it.
  fileprivate func host(_ input: StandardInput, _ workspace: WorkspaceSnapshot, at offset: Int) -> HostFile {
    lock.withLock {
      open(input, workspace)
      if let host { return host }
      if input.kind == .request, let section = requestSection(input, workspace, at: offset) { return section }
      guard input.kind == .criteria else { return host(of: input, workspace) }
      let sections = knownSections(input.bytes)
      return sections.host(at: offset, in: input.bytes, defaultAPI: workspace.settings.dialect.api)
    }
  }

  /// The queries with all names that stand beside them.
  fileprivate func names(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> HostFile {
    lock.withLock {
      open(input, workspace)
      return host(of: input, workspace, collectsFields: true)
    }
  }

  // MARK: Answers

  private func host(
    of input: StandardInput, _ workspace: WorkspaceSnapshot, collectsFields: Bool = false
  ) -> HostFile {
    if let host, host.knowsFields || !collectsFields { return host }
    if let script, !collectsFields { return script.host }
    let host = HostReader.read(
      input.bytes, path: input.path, kind: input.kind, workspace: workspace, collectsFields: collectsFields)
    self.host = host
    return host
  }

  /// Nil where a section cannot be read by itself.
  private func requestSection(
    _ input: StandardInput, _ workspace: WorkspaceSnapshot, at offset: Int
  ) -> HostFile? {
    let options = HostReader.requestOptions(of: input.path, workspace)
    var sections = requestSections ?? RequestSections(input.bytes)
    requestSections = nil
    defer { requestSections = sections }
    sections.learn(input.bytes, options)
    if sections.areDefinitionsScattered { return nil }
    return sections.host(sections.index(at: offset), input.bytes, options)
  }

  private func knownSections(_ bytes: [UInt8]) -> DocumentSections {
    if let sections { return sections }
    let read = DocumentSections(bytes)
    sections = read
    return read
  }

  private func findings(of input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    if let findings { return findings }
    let findings =
      switch input.kind {
      case .criteria: documentFindings(input, workspace)
      case .request: requestFindings(input, workspace)
      case .deluge: scriptFindings(input, workspace)
      case .json: wholeFindings(input, workspace)
      }
    self.findings = findings
    return findings
  }

  private func wholeFindings(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    var check = FileCheck(workspace, analyzer: analyzer)
    let whole = FileCheck.Input(
      bytes: input.bytes, kind: input.kind, path: input.path, shownPath: input.shownPath, workspace: 0)
    let analysis = check.analyze(whole, host: input.kind == .criteria ? nil : host(of: input, workspace))
    analyzer = check.takeAnalyzer()
    return DocumentFindings(
      analysis.findings.filter(workspace.shownFilter(input.path)), docsURL: workspace.settings.docsURL)
  }

  private func scriptFindings(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    // Taken out while it works: what stands in two places would be copied.
    var analyzer = self.analyzer ?? workspace.makeAnalyzer()
    self.analyzer = nil
    analyzer.file = workspace.reportPath(input.path)
    var known = script ?? ScriptFindings(host(of: input, workspace), input.bytes, &analyzer)
    script = nil
    let findings = known?.findings(&analyzer)
    script = known
    self.analyzer = analyzer
    guard let findings else { return wholeFindings(input, workspace) }
    return DocumentFindings(
      findings.filter(workspace.shownFilter(input.path)), docsURL: workspace.settings.docsURL)
  }

  private func requestFindings(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    let options = HostReader.requestOptions(of: input.path, workspace)
    var sections = requestSections ?? RequestSections(input.bytes)
    // Taken out while they change: what stands in two places would be copied.
    requestSections = nil
    defer { requestSections = sections }
    sections.learn(input.bytes, options)
    if sections.needWholeCheck { return wholeFindings(input, workspace) }
    let isShown = workspace.shownFilter(input.path)
    var check = FileCheck(workspace, analyzer: analyzer)
    analyzer = nil
    for index in sections.sections.indices where sections.sections[index].findings == nil {
      let section = FileCheck.Input(
        bytes: input.bytes, kind: input.kind, path: input.path, shownPath: input.shownPath, workspace: 0,
        usesElsewhere: sections.usesElsewhere(index))
      let found = check.analyze(section, host: sections.host(index, input.bytes, options)).findings
      sections.setFindings(found.isEmpty ? found : found.filter(isShown), of: index)
    }
    analyzer = check.takeAnalyzer()
    return DocumentFindings(groups: sections.groups, docsURL: workspace.settings.docsURL)
  }

  private func documentFindings(_ input: StandardInput, _ workspace: WorkspaceSnapshot) -> DocumentFindings {
    if sections == nil { sections = DocumentSections(input.bytes) }
    guard var sections else { return DocumentFindings([], docsURL: nil) }
    if sections.needWholeCheck { return wholeFindings(input, workspace) }
    // Taken out while they change: what stands in two places would be copied.
    self.sections = nil
    defer { self.sections = sections }
    let isShown = workspace.shownFilter(input.path)
    let file = workspace.customRules.isEmpty ? "" : workspace.reportPath(input.path)
    analyzer?.file = file
    for index in sections.sections.indices where sections.sections[index].findings == nil {
      let part = sections.part(index, of: input.bytes)
      var check = DocumentCheck(
        part.text, defaultAPI: workspace.settings.dialect.api, usesElsewhere: sections.usesElsewhere(index))
      let found = check.run(&analyzer) {
        var analyzer = workspace.makeAnalyzer()
        analyzer.file = file
        return analyzer
      }
      sections.setFindings(found.isEmpty ? found : found.filter(isShown), base: part.base, of: index)
    }
    return DocumentFindings(groups: sections.groups, docsURL: workspace.settings.docsURL)
  }
}

// MARK: Sections

extension DocumentSections {
  /// A section with the document's defaults before it, as a document of its own. Its `base` is where it begins in it.
  fileprivate func part(_ index: Int, of bytes: [UInt8]) -> (text: [UInt8], base: Int) {
    let range = range(index, count: bytes.count)
    if index == 0 { return (Array(bytes[range]), 0) }
    // Without a query there is nothing that defaults could hold for. An empty line keeps a byte-order mark in the
    // middle of a document what it is: text.
    var text = head.end > 0 && sections[index].hasQuery ? head.text : [UInt8(ascii: "\n")]
    let base = text.count
    text += bytes[range]
    return (text, base)
  }

  /// The findings of all sections.
  fileprivate var groups: [DocumentFindings.Group] {
    var groups: [DocumentFindings.Group] = []
    var shared: [Finding] = []
    for (index, section) in sections.enumerated() {
      guard var findings = section.findings, !findings.isEmpty else { continue }
      if index > 0, head.end > 0, let first = findings.first, first.range.start < section.base {
        // Each section finds anew what is wrong with the defaults.
        let own = findings.firstIndex { $0.range.start >= section.base } ?? findings.count
        if !shared.suffix(own).elementsEqual(findings[..<own]) { shared += findings[..<own] }
        findings.removeFirst(own)
        if findings.isEmpty { continue }
      }
      groups.append(DocumentFindings.Group(findings: findings, base: section.base, start: section.start))
    }
    if shared.isEmpty { return groups }
    let first = groups.first.flatMap { $0.base == 0 ? $0.findings : nil }
    let merged = FileAnalyzer.sorted((first ?? []) + shared)
    groups.replaceSubrange(
      0..<(first == nil ? 0 : 1), with: [DocumentFindings.Group(findings: merged, base: 0, start: 0)])
    return groups
  }

  /// The blocks of the section that `offset` lies in.
  fileprivate func host(at offset: Int, in bytes: [UInt8], defaultAPI: APIVersion) -> HostFile {
    guard let index = index(at: offset) else { return HostFile() }
    var scanner =
      index == 0
      ? CriteriaDocumentScanner(bytes)
      : CriteriaDocumentScanner(bytes, from: sections[index].start, after: head.directives)
    var file = HostFile()
    while file.queries.isEmpty, scanner.next() {
      CriteriaDocument.add(&scanner, to: &file, defaultAPI: defaultAPI)
    }
    return file
  }
}

extension WorkspaceSession {
  /// The workspace whose settings hold for a text.
  package func workspace(of input: StandardInput) -> WorkspaceSnapshot { workspaces[input.workspace] }

  /// What is found in a text that `document` knows, by the settings that hold for it.
  package func findings(_ input: StandardInput, of document: LiveDocument) -> DocumentFindings {
    document.findings(input, workspaces[input.workspace])
  }

  /// The same as a report, without the places and fingerprints of the findings.
  package func report(_ input: StandardInput, of document: LiveDocument) -> FileReport {
    document.report(input, workspaces[input.workspace])
  }

  /// What the text's queries are, for questions about all of it.
  package func assistance(_ input: StandardInput, of document: LiveDocument) -> DocumentAssistance {
    let workspace = workspaces[input.workspace]
    return DocumentAssistance(
      path: input.path, bytes: input.bytes, host: document.host(input, workspace), kind: input.kind,
      workspace: workspace)
  }

  /// The same for a question about one place: of a criteria document, `host` holds only the query that `offset` lies
  /// in or behind, and what belongs to it; of a request file, what the section of `offset` holds.
  package func assistance(
    _ input: StandardInput, of document: LiveDocument, at offset: Int
  ) -> DocumentAssistance {
    let workspace = workspaces[input.workspace]
    return DocumentAssistance(
      path: input.path, bytes: input.bytes, host: document.host(input, workspace, at: offset),
      kind: input.kind, workspace: workspace)
  }

  /// The queries with all names that stand beside them, those of fields in scripts too.
  package func names(_ input: StandardInput, of document: LiveDocument) -> HostFile {
    document.names(input, workspaces[input.workspace])
  }
}
