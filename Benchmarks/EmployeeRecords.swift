#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Records of the documentation's employee directory, made and not kept; the same every time.
///
/// About 250 bytes a record. One value in forty is null and one key in forty is absent; names and notes have a few
/// characters beyond ASCII, and one text in two hundred has escapes.
struct EmployeeRecords {
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  static let departments = [
    "Engineering", "Sales", "HR", "Finance", "Marketing", "Legal", "Support", "Operations", "Research",
    "Design",
    "Quality", "Security",
  ]
  private static let names = [
    "John", "Jane", "Ravi", "Priya", "Wei", "José", "Fatima", "Olu", "Anna", "Kenji", "Maria", "Liam", "Zoë",
    "Ahmed",
  ]
  private static let surnames = [
    "Smith", "Doe", "Kumar", "Müller", "García", "Chen", "Okafor", "Novak", "Tanaka", "Silva", "Doerr",
    "Brown",
    "Macdoell", "Ivanova", "Rossi", "Yılmaz",
  ]
  private static let words = [
    "senior", "engineer", "in", "the", "platform", "team", "joined", "after", "an", "internship", "leads",
    "weekly",
    "review", "of", "open", "tickets", "and", "mentors", "new", "colleagues", "works", "remotely", "on",
    "Fridays",
    "prefers", "mail", "to", "calls", "speaks", "French",
  ]

  /// Writes `count` records to `path`, a line each; the bytes written, or nil where that fails.
  static func write(_ count: Int, to path: String) -> Int? {
    guard let stream = fopen(path, "w") else { return nil }
    defer { fclose(stream) }
    var records = EmployeeRecords()
    var bytes: [UInt8] = []
    var total = 0
    for index in 0..<count {
      records.append(index, to: &bytes)
      guard bytes.count > 1 << 20 || index == count - 1 else { continue }
      guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { return nil }
      total += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
    return total
  }

  mutating func append(_ index: Int, to bytes: inout [UInt8]) {
    bytes += "{\"id\":\"\(227_828_000_000_000_000 + index * 7)\"".utf8
    let salary = 20_000 + Int(random() % 100_000)
    let name = "\(pick(Self.names)) \(pick(Self.surnames))"
    let department = pick(Self.departments)
    let isActive = random() % 4 != 0
    member("empid", "\(1001 + index)", to: &bytes)
    member("empname", "\"\(name)\"", to: &bytes)
    member("isactive", isActive ? "true" : "false", to: &bytes)
    member("salary", "\(salary)", to: &bytes)
    member("department", "\"\(department)\"", to: &bytes)
    member("notes", "\"\(notes(index))\"", to: &bytes)
    bytes += "}\n".utf8
  }

  private mutating func notes(_ index: Int) -> String {
    var text = "Badge \(index * 31 % 1_000_003)"
    for _ in 0..<(16 + Int(random() % 8)) { text += " " + pick(Self.words) }
    if random() % 200 == 0 { text += "\\nSays \\\"caf\\u00e9\\\"" }
    return text
  }

  private mutating func member(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    let chance = random() % 40
    if chance == 0 { return }
    bytes += ",\"\(name)\":\(chance == 1 ? "null" : value)".utf8
  }

  private mutating func pick(_ texts: [String]) -> String { texts[Int(random() % UInt64(texts.count))] }

  private mutating func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 11
  }
}
