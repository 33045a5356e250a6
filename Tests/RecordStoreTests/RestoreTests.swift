import CriteriaSemantics
import Evaluation
import RecordStore
import StoreTestSupport
import Synchronization
import Testing

private let definition = DatastoreDefinition(
  uniqueName: "staff", name: "Staff", description: "Who works here",
  fields: [
    FieldDefinition(uniqueName: "number", name: "Number", type: .number),
    FieldDefinition(uniqueName: "name", name: "Name", type: .limitedText),
    FieldDefinition(uniqueName: "active", name: "Active", type: .boolean),
    FieldDefinition(uniqueName: "phone", name: "Phone", type: .limitedText, isMasked: true),
  ], uniqueKeys: [["number"]])

/// A store of five records, each written a moment after the one before.
private struct Staff {
  private let scratch: Scratch
  let records: StoredRecords
  let ids: [String]

  init() throws {
    let clock = Mutex<Int64>(0)
    let options = StoreOptions(now: {
      clock.withLock { now in
        now += 1
        return now
      }
    })
    scratch = try Scratch()
    let store = try scratch.open("test.store", .create, options)
    _ = try store.createDatastore(definition)
    records = try store.records(of: "staff")
    let rows: [[RecordInput.Member]] = [
      [.init("number", .number("1")), .init("name", .text("A")), .init("phone", .text("***"))],
      [.init("number", .number("123456789012345678901234567890.5")), .init("name", .text("a\u{0}b"))],
      [.init("number", .null), .init("name", .null), .init("active", .boolean(true))],
      [.init("number", .number("4")), .init("name", .text("")), .init("phone", .text("55"))],
      [.init("number", .number("5")), .init("name", .text("é"))],
    ]
    var ids: [String] = []
    for row in rows { ids.append(String(try records.insert(RecordInput(row)).sketch.prefix(18))) }
    self.ids = ids
  }

  func set(_ index: Int, _ members: RecordInput.Member...) throws {
    _ = try records.update(id: ids[index], RecordInput(members))
  }

  func all() throws -> [Record] { try records.page(RecordQuery(), isCancelled: { false }).records }
}

@Test("records are put back exactly as they were, and those that were added are gone")
func restoring() throws {
  let changes: [(String, (Staff) throws -> Void)] = [
    ("update", { for index in 0..<3 { try $0.set(index, .init("name", .text("new"))) } }),
    ("nulls", { try $0.set(0, .init("number", .null), .init("phone", .null)) }),
    ("delete", { _ = try $0.records.delete(ids: $0.ids) }),
    (
      "keys that changed places",
      {
        try $0.set(0, .init("number", .number("9")))
        try $0.set(3, .init("number", .number("1")))
        try $0.set(0, .init("number", .number("4")))
      }
    ),
    ("nothing", { _ in }),
  ]
  for (name, change) in changes {
    let staff = try Staff()
    let before = try staff.all()
    try change(staff)
    let added = try staff.records.insert(RecordInput([.init("name", .text("added"))]))
    let id = String(added.sketch.prefix(18))
    let done = try staff.records.restore(before, layout: staff.records.layout, removing: [id, "7", "x"])
    #expect(done.restored == 5 && done.removed == 1, "\(name)")
    let after = try staff.all()
    #expect(after == before, "\(name): \(after.map(\.sketch))")
    // The next record's id is a new one all the same.
    let next = try staff.records.insert(RecordInput([.init("name", .text("next"))]))
    #expect(String(next.sketch.prefix(18)) > id, "\(name)")
  }
}

@Test("what cannot be put back as a whole leaves everything as it is")
func restoringIsAllOrNothing() throws {
  let staff = try Staff()
  let layout = staff.records.layout
  let before = try staff.all()
  try staff.set(0, .init("number", .number("10")), .init("name", .text("new")))
  try staff.set(1, .init("number", .number("11")))
  // Another record has the key now that the second one had.
  try staff.set(4, .init("number", .number("123456789012345678901234567890.5")))
  let now = try staff.all()
  let cases: [(records: [Record], expected: String)] = [
    (Array(before.prefix(2)), "datastore_update_violates_unique_key"),
    ([before[1]], "datastore_update_violates_unique_key"),
    ([before[0], before[0]], "rule record-id"),
    ([before[0], Record(values: [])], "rule record-id"),
  ]
  for (records, expected) in cases {
    #expect(
      outcome { try staff.records.restore(records, layout: layout, removing: [staff.ids[3]]) } == expected,
      "\(records.map(\.sketch))")
    #expect(try staff.all() == now)
  }
  _ = try staff.records.restore(before, layout: layout)
  #expect(try staff.all() == before)
}

@Test("a page that follows shows a record that was put back")
func restoringAndPages() throws {
  let staff = try Staff()
  let before = try staff.all()
  let first = try staff.records.page(RecordQuery(limit: 2), isCancelled: { false })
  try staff.set(4, .init("name", .text("new")))
  _ = try staff.records.restore([before[4]], layout: staff.records.layout)
  let token = try #require(first.nextToken)
  let rest = try staff.records.page(RecordQuery(limit: 9, token: token), isCancelled: { false })
  #expect(rest.records == Array(before.suffix(3)), "\(rest.records.map(\.sketch))")
}

@Test("changes of many records hand out what was there, and several records are added together or not at all")
func beforeImages() throws {
  let staff = try Staff()
  let before = try staff.all()
  var kept: [Record] = []
  let everybody = CompiledCriteria.everything
  #expect(try staff.records.delete(everybody, keep: { kept.append($0) }) == 5)
  #expect(kept == before)
  _ = try staff.records.restore(kept, layout: staff.records.layout)
  #expect(try staff.all() == before)

  let new = ["7", "8"].map { RecordInput([.init("number", .number($0))]) }
  let taken = RecordInput([.init("number", .number("5"))])
  #expect(throws: (any Error).self) { try staff.records.insert(new + [taken]) }
  #expect(try staff.all() == before)
  #expect(try staff.records.insert(new).count == 2)
  #expect(try staff.records.count() == 7)
}
