import FolderTestSupport
import Linting
import SourceText
import Testing
import Workspace

@Test("fixes of shown findings are applied and written, unsafe ones only when asked for")
func fixing() throws {
  let folder = try TestFolder()
  let text = "a=>1 && b===2\n\nc contains x\n\nd<>1\n# cliquery: ignore CQ002\n"
  try folder.write("a.criteria", text)
  func content() throws -> String {
    String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
  }
  var options = CheckOptions()
  options.fixing = .safe
  options.writesFiles = false
  let shown = Checked(folder, options)
  #expect(try content() == text)
  #expect(
    shown.reports.first?.fixes.map { String(decoding: $0.after, as: UTF8.self) }?.hasPrefix("a>=1 && b==2\n")
      ?? false)
  options.writesFiles = true
  let safe = Checked(folder, options)
  #expect(try content() == "a>=1 && b==2\n\nc contains x\n\nd<>1\n# cliquery: ignore CQ002\n")
  #expect(safe.lines == ["a.criteria:3:3 error CQ002"])
  #expect(safe.summary.fixCount == 2 && safe.summary.filesFixed == 1)
  options.fixing = .unsafe
  let unsafe = Checked(folder, options)
  #expect(try content() == "a>=1 && b==2\n\nc like %x%\n\nd<>1\n# cliquery: ignore CQ002\n")
  #expect(unsafe.lines == [])
}

@Test("a baseline forgives what it knows where lines moved, and nothing else")
func baseline() throws {
  let folder = try TestFolder()
  try folder.write("a.criteria", "a<>1\n\na<>1\n")
  var baseline = Baseline()
  for report in Checked(folder).reports { baseline.add(report) }
  #expect(baseline.known.count == 2)
  try folder.write("base.json", String(decoding: baseline.encoded, as: UTF8.self))
  let (read, problem) = Baseline.read(folder("base.json"))
  #expect(problem == nil)
  #expect(read.known == baseline.known)
  try folder.write("a.criteria", "# moved\n\nb==1\n\na<>1\n\n  a<>1\n\na<>1\n")
  var options = CheckOptions()
  options.baseline = read
  let checked = Checked(folder, options)
  #expect(checked.lines == ["a.criteria:9:2 error CQ002"])
  #expect(checked.summary.baselineCount == 2)

  for (text, message) in [
    ("[]", "not a baseline: expected an object with a list `findings`; write it anew"),
    ("{\"version\":2,\"findings\":[]}", "not a baseline: expected `version` 1, found `2`; write it anew"),
    (
      "{\"version\":1,\"findings\":[{}]}",
      "not a baseline: expected `path`, `code` and `fingerprint`; write it anew"
    ),
  ] {
    try folder.write("base.json", text)
    #expect(Baseline.read(folder("base.json")).problem?.message == message)
  }
}

@Test("what a baseline, settings or options hide is not fixed")
func fixingLeavesWhatIsHidden() throws {
  let known = "a<>1\n\nb===1 && c LIKE %x%\n"
  let text = known + "\na=>1\n\na<>1\n"
  var select = SettingsOverrides()
  select.select = ["CQ115"]
  var ignore = SettingsOverrides()
  ignore.ignore = ["CQ002"]
  var hints = SettingsOverrides()
  hints.hints = true
  let none = SettingsOverrides()
  for (settings, overrides, baseline, expected) in [
    ("", none, nil, "a!=1\n\nb==1 && c like %x%\n\na>=1\n\na!=1\n"),
    // All that was there before, of all rules.
    ("", none, none, "a<>1\n\nb===1 && c LIKE %x%\n\na>=1\n\na!=1\n"),
    // One rule's, on a line where another is found.
    ("", none, ignore, "a!=1\n\nb==1 && c LIKE %x%\n\na>=1\n\na!=1\n"),
    ("", select, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("", ignore, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    (
      "lint: {per-file-ignores: {a.criteria: [CQ002]}}", none, nil,
      "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"
    ),
    ("lint: {severity: {CQ002: off}}", none, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("lint: {severity: {CQ002: hint}}", none, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("lint: {severity: {CQ002: hint}}", hints, nil, "a!=1\n\nb==1 && c like %x%\n\na>=1\n\na!=1\n"),
  ] {
    let folder = try TestFolder()
    if !settings.isEmpty { try folder.write(".cliquery.yml", settings) }
    var options = CheckOptions()
    if let baseline {
      try folder.write("a.criteria", known)
      var read = Baseline()
      for report in Checked(folder, CheckOptions(), baseline).reports { read.add(report) }
      options.baseline = read
    }
    try folder.write("a.criteria", text)
    options.fixing = .safe
    _ = Checked(folder, options, overrides)
    let fixed = String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
    #expect(fixed == expected, "\(settings) \(overrides) \(baseline.map { "\($0)" } ?? "")")
  }
}

@Test("comments that ignore are written where they hold, in the line ends of the file")
func addingIgnores() throws {
  let folder = try TestFolder()
  try folder.write(
    "a.criteria", "\u{FEFF}@datastore x\r\na<>1\r\n\r\nb==1\r\n\r\nc<>1 &&\r\nd===2 and e==2\r\n")
  try folder.write(
    "b.dg",
    """
    m = Map();
    m.put("criteria", "a<>1");
      r = zoho.cliq.getRecords("x", m); // note
    zoho.cliq.deleteRecords("x", "b<>1"); // note
    """)
  var options = CheckOptions()
  options.addsIgnores = true
  let checked = Checked(folder, options)
  #expect(checked.lines == [])
  #expect(checked.summary.ignoresAdded == 4)
  #expect(
    String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
      == "\u{FEFF}# cliquery: ignore CQ002\r\n@datastore x\r\na<>1\r\n\r\nb==1\r\n\r\n"
      + "# cliquery: ignore CQ002, CQ003\r\nc<>1 &&\r\nd===2 and e==2\r\n")
  #expect(
    String(decoding: try FileSystem.read(folder("b.dg")), as: UTF8.self) == """
      m = Map();
      m.put("criteria", "a<>1"); // cliquery: ignore CQ002
        r = zoho.cliq.getRecords("x", m); // note
      // cliquery: ignore CQ002
      zoho.cliq.deleteRecords("x", "b<>1"); // note
      """)
  #expect(Checked(folder).lines == [])
}
