import SourceText

/// Request files section by section: from one line that begins with `###` to the next.
///
/// A section means what it does by itself, but for two things: the variables that others define, and what the requests
/// of the file tell together of where variables lead.
extension RequestFileHost {
  /// What one section tells about the whole file.
  package struct SectionFacts: Sendable {
    /// What its requests tell of where variables lead.
    package let bases: MakeBases
    /// The datastores that its requests name, each as often as it is named.
    package let datastores: [String]
    package let definesVariables: Bool
    /// Whether a comment may silence rules in it.
    package let hasRemark: Bool
    /// Whether a comment may silence rules in the whole file.
    package let mentionsFile: Bool
  }

  /// Where the next section behind `offset` begins; nil in the last one.
  package static func nextSection(after offset: Int, in bytes: [UInt8]) -> Int? {
    var lines = RequestFileLines(bytes, in: ByteRange(max(0, offset), bytes.count))
    _ = lines.next()
    while let line = lines.next() {
      if line.count >= 3, bytes[ByteRange(line.start, line.start + 3)].elementsEqual("###".utf8) {
        return line.start
      }
    }
    return nil
  }

  /// The variables that a section defines.
  package static func definitions(
    ofSection range: ByteRange, in bytes: [UInt8]
  ) -> [RequestFile.Definition] {
    var scanner = RequestFileScanner(bytes, section: range)
    scanner.run()
    return scanner.definitions.map { RequestFile.Definition(name: $0.name, value: $0.value) }
  }

  /// - Parameter definitions: those of the whole file.
  package static func facts(
    ofSection range: ByteRange, in bytes: [UInt8], definitions: [RequestFile.Definition], options: Options
  ) -> SectionFacts {
    var scanner = RequestFileScanner(bytes, section: range)
    scanner.run()
    let reader = RequestFileReader(bytes, scanner, variables(definitions, bytes), options)
    let remarks = scanner.comments.filter { bytes[$0.text].starts(with: "cliquery:".utf8) }
    let ofFile = KeywordSearch("ignore-file")
    return SectionFacts(
      bases: reader.bases, datastores: reader.requests.compactMap { $0.cliq?.datastore },
      definesVariables: !scanner.definitions.isEmpty, hasRemark: !remarks.isEmpty,
      mentionsFile: remarks.contains { ofFile.isFound(in: bytes, range: $0.text) })
  }

  /// What a section holds.
  ///
  /// - Parameters:
  ///   - definitions: those of the whole file.
  ///   - bases: what the requests of the whole file tell.
  package static func read(
    section range: ByteRange, in bytes: [UInt8], definitions: [RequestFile.Definition], bases: MakeBases,
    options: Options
  ) -> HostFile {
    var scanner = RequestFileScanner(bytes, section: range)
    scanner.run()
    var reader = RequestFileReader(bytes, scanner, variables(definitions, bytes), options)
    reader.bases = bases
    reader.read()
    return reader.file
  }

  private static func variables(
    _ definitions: [RequestFile.Definition], _ bytes: [UInt8]
  ) -> RequestFileVariables {
    RequestFileVariables(
      bytes, definitions.map { RequestFileScanner.Definition(name: $0.name, value: $0.value) })
  }
}
