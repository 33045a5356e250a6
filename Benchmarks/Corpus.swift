/// Texts to measure on, made and not kept; the same every time.
enum Corpus {
  /// The employee directory of the documentation, as a schema file.
  static let schema = """
    {"unique_name":"empdir","name":"Employee Directory","description":"People on the payroll","fields":[
    {"name":"Employee ID","unique_name":"empid","type":"number","mandatory":true},
    {"name":"Employee Name","unique_name":"empname","type":"limited-text","mandatory":true},
    {"name":"Active Status","unique_name":"isactive","type":"boolean"},
    {"name":"Salary","unique_name":"salary","type":"number"},
    {"name":"Department","unique_name":"department","type":"limited-text"},
    {"name":"Notes","unique_name":"notes","type":"large-text"}]}
    """

  private static let texts = [
    "(department==Engineering) && (isactive==true)",
    "(salary>50000) && (salary<60000)",
    "empname like %doe%",
    "department in Engineering,Sales,HR",
    "((department==Sales) || (department==HR)) && (isactive!=false)",
    "(empid>=1000) && (empid<=2000) && (department!=Legal)",
  ]

  /// Clean, formatted criteria documents of about `size` bytes: comment, directives, text.
  static func documents(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 256)
    var index = 0
    while bytes.count < size {
      if index % 4 == 0 { bytes += "# Who is on the list of week \(index % 52).\n".utf8 }
      bytes += "@datastore empdir\n".utf8
      if index % 3 == 0 { bytes += "@order_by empname desc, empid asc\n@limit 50\n".utf8 }
      bytes += texts[index % texts.count].utf8
      bytes += "\n\n".utf8
      index += 1
    }
    bytes.removeLast()
    return bytes
  }

  /// A criteria document of about that many lines as people write them: comments, defaults of none, tests, holes; one
  /// in `mistakes` queries has something to be said about.
  static func document(lines: Int, mistakes: Int) -> [String] {
    let wrong = [
      "departmnt==Sales", "empid=>1", "(isactive==yes) && (salary>1)", "(salary==x) || (empid==1)",
      "empname=='x",
    ]
    var document: [String] = []
    var index = 0
    while document.count < lines {
      if index % 3 == 0 { document.append("# Who is on the list of week \(index % 52).") }
      document.append("@datastore empdir")
      if index % 4 == 0 { document += ["@order_by empname desc, empid asc", "@limit 50"] }
      if index % 10 == 0 { document += ["@let dept = Sales", "@expect count 3"] }
      if index % 10 == 0 {
        document.append("(department==${dept}) && (isactive==true)")
      } else {
        document.append(
          index % mistakes == 1 ? wrong[index / mistakes % wrong.count] : texts[index % texts.count])
      }
      document.append("")
      index += 1
    }
    return document
  }

  /// Records of the employee directory, one a line.
  static func records(_ count: Int) -> [UInt8] {
    let departments = ["Sales", "HR", "Engineering", "Legal", "Research and Development"]
    var text = ""
    for index in 0..<count {
      let department = departments[index % departments.count]
      text +=
        #"{"id":"\#(index)","empid":"\#(1000 + index)","empname":"P\#(index % 300)","isactive":\#(index % 7 != 0),"salary":\#(40000 + index % 90 * 500),"department":"\#(department)","notes":"-"}"#
        + "\n"
    }
    return Array(text.utf8)
  }

  /// A Deluge script of about `size` bytes that holds no query.
  static func scriptWithoutQueries(_ size: Int, seed: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var line = seed
    while bytes.count < size {
      bytes += "row_\(line % 97) = Map();\nrow_\(line % 97).put(\"name\", \"item \" + \(line));\n".utf8
      bytes += "if(row_\(line % 97).get(\"name\") != null)\n{\n\tinfo \"criteria \(line % 7)\";\n}\n".utf8
      line += 1
    }
    return bytes
  }

  /// Bytes without any sense, the same every time.
  static func garbage(_ size: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 8)
    while bytes.count < size {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      withUnsafeBytes(of: state) { bytes += $0 }
    }
    return bytes
  }
}
