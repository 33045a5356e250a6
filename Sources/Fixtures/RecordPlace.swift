import CriteriaSemantics

extension FixtureReader {
  /// Where the record in place `index` begins, as a problem that says `message`: for whoever finds something wrong with
  /// a record after it was read. The file is read once more for it. Nil where there is no such record.
  package static func problem(
    _ message: String, ofRecord index: Int, in bytes: [UInt8], format: FixtureFormat, schema: PreparedSchema?
  ) -> FixtureProblem? {
    var file = FixtureFile(bytes, format: format, schema: schema?.schema)
    var survey = LayoutSurvey(schema: schema)
    file.read(into: &survey)
    guard file.starts.indices.contains(index) else { return nil }
    return file.note(message, at: file.starts[index])
  }
}
