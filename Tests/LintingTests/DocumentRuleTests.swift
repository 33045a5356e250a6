import CriteriaSemantics
import LintTestSupport
import Linting
import Testing

/// A file with markers, and what fixes make of it; see `checkFile`.
struct FileCase {
  let text: String
  var fixed: String?
  var unsafe: String?
  var setting: FileSetting

  init(_ text: String, fixed: String? = nil, unsafe: String? = nil, _ setting: FileSetting = FileSetting()) {
    self.text = text
    self.fixed = fixed
    self.unsafe = unsafe
    self.setting = setting
  }

  static func problems(_ cases: [FileCase]) -> [String] {
    cases.flatMap { checkFile($0.text, $0.setting, fixed: $0.fixed, unsafelyFixed: $0.unsafe) }
  }
}

@Suite("CQ401 to CQ405, CQ901, CQ902")
struct DocumentRuleTests {
  @Test func cq401() {
    let cases = [
      FileCase(
        """
        # Sales
        @datastore empdir
        (department==Sales)
        @limit 5
        ^^^^^^^^ CQ401 error: `@limit 5` stands after the text of its block
        && (isactive==true)
        @order_by empid
        ^^^^^^^^^^^^^^^ CQ401 error
        """,
        fixed: """
          # Sales
          @datastore empdir
          @limit 5
          @order_by empid
          (department==Sales)
          && (isactive==true)
          """),
      FileCase("@limit 5\n(department==\n @limit)"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func cq402() {
    let cases = [
      FileCase(
        """
        @orderby empid
        ^^^^^^^^ CQ402 error: `@orderby` is no directive; did you mean `@order_by`?
        @home
        ^^^^^ CQ402 error: write one of `@datastore`, `@api`
        a==1
        """,
        unsafe: """
          @order_by empid
          @home
          a==1
          """)
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func cq403() {
    let cases = [
      ("@datastore", "`@datastore` has no value; write the unique name"), ("@api 3", "write `v2` or `v3`"),
      ("@operation drop", "`drop` is no value of `@operation`; write `list`"),
      ("@order_by", "fields with `asc`"), ("@limit 5 # few", "`5 # few` is no value of `@limit`"),
      ("@ids a", "ids separated by commas"), ("@let x", "such as `@let dept = Sales`"),
      ("@expect many", "`count 3`, `ids 101,102`"), ("@order_by ${x", "`${x` is no value of `@order_by`"),
      ("@api v2\n@order_by ${x} asc, ${y", "`${x} asc, ${y` is no value of `@order_by`"),
      ("@limit ${x", "`${x` is no value of `@limit`"), ("@ids 1,${x", "`1,${x` is no value of `@ids`"),
      ("@datastore ${x", "`${x` is no value of `@datastore`"),
    ]
    for (line, message) in cases {
      let bytes = Array("\(line)\na==1".utf8)
      let findings = FileSetting().findings(in: bytes)
      #expect(findings.map(\.code) == ["CQ403"], "\(line)")
      #expect(findings.first?.message.contains(message) == true, "\(line): \(findings)")
      #expect(findings.allSatisfy { $0.basis == nil && $0.severity == .error })
    }
  }

  @Test func cq404() {
    let cases = [
      FileCase(
        """
        @limit 5
        @api v2
        @api v2
        ^^^^^^^ CQ404 error: the block has `@api` already
        @limit 50
        ^^^^^^^^^ CQ404 error
        @let x = 1
        @let y = 1
        @let x = 2
        ^^^^^^^^^^ CQ404 error: this name has a value already
        a==${x} && b==${y}
        """,
        fixed: """
          @limit 5
          @api v2
          @limit 50
          @let x = 1
          @let y = 1
          @let x = 2
          a==${x} && b==${y}
          """,
        unsafe: """
          @limit 5
          @api v2
          @let x = 1
          @let y = 1
          a==${x} && b==${y}
          """),
      FileCase("@expect count 1\n@expect ids 1\na==1"),
      // Each block is its own.
      FileCase("@limit 5\na==1\n\n@limit 6\na==1"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func cq405() {
    let cases = [
      FileCase(
        """
        @let dpt = Sales
             ^^^ CQ405 error: no hole is called `dpt`; did you mean `dept`?
        @let other = 1
             ^^^^^ CQ405 error: no hole is called `other`; remove the line
        department==${dept}
        """,
        unsafe: """
          @let dept = Sales
          @let other = 1
          department==${dept}
          """),
      FileCase(
        """
        @let f = a
             ^ CQ405 error: `f` stands for a field in the text
        @let c = a
             ^ CQ405 error: `c` stands for conditions
        @let l = a
             ^ CQ405 error: `l` stands for a list
        @let v = a
        @let part = a
        @let item = a
        ${f}==1 && ${c} && a in ${l} && b==${v} && b=="x${part}" && a in (${item},2)
        """),
      // A test needs them all; a template does not.
      FileCase(
        """
        @expect count 3
        a==${x} && b==${ x } && ${c} && d==<name>
           ^^^^ CQ405 error: `x` has no value, which `@expect` needs; add `@let x = …`
                                ^^^^ CQ405 error: which no `@let` can give
                                           ^^^^^^ CQ405 error: `name` has no value
        """),
      FileCase("a==${x} && ${c}"),
      FileCase("@expect error CQ011\na==${x}"),
      FileCase(
        """
        @let user.get("id") = 7
        @let name = x
        @expect ids 1,2
        a==${ user.get("id") } && d==<name>
        """),
      // The defaults have the whole file.
      FileCase(
        """
        @let x = 1
        @let y = 1
             ^ CQ405 error: no hole is called `y`

        a==1

        a==${x}
        """),
      FileCase("@let x = 1\n\n@expect count 1\na==${x}\n\n@let x = 2\n@expect count 1\na==${x}"),
      // In a block's own `@let`, only the block counts.
      FileCase(
        """
        @let x = 1
             ^ CQ405 error
        a==1

        a==${x}
        """),
      FileCase("@let n = 5\n@limit ${n}\na==1"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  /// `@expect error` takes its finding away, whichever rule makes it.
  @Test func expectedProblemsAreNotReported() {
    let cases = [
      FileCase("@expect error CQ403\n@limit few\na==1"),
      FileCase("@expect error CQ405\n@let x = 1\na==1\n\n@let y = 1\n     ^ CQ405 error\na==1"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func cq901() {
    let cases = [
      FileCase(
        """
        # cliquery: ignore CQ104, CQ105 -- two offices
                                  ^^^^^ CQ901 warning: `CQ105` finds nothing here
        a==1 || a==1
        """,
        fixed: """
          # cliquery: ignore CQ104 -- two offices
          a==1 || a==1
          """),
      FileCase(
        """
        # cliquery: ignore duplicate-clause -- none
                           ^^^^^^^^^^^^^^^^ CQ901 warning
        a==1
        """, fixed: "a==1"),
      FileCase(
        """
        # cliquery: ignore
        ^^^^^^^^^^^^^^^^^^ CQ901 warning: no rule is named here
        a==1
        """, fixed: "a==1"),
      FileCase(
        """
        a==1

        # cliquery: ignore CQ104
        ^^^^^^^^^^^^^^^^^^^^^^^^ CQ901 warning: this comment silences nothing here
        """, fixed: "a==1\n\n"),
      FileCase("# cliquery: ignore-file\n\na==1 || a==1"),
      FileCase(
        """
        # cliquery: ignore-file
        ^^^^^^^^^^^^^^^^^^^^^^^ CQ901 warning: nothing is found in this file
        a==1
        """, fixed: "a==1"),
      // What is switched off cannot be judged.
      FileCase("# cliquery: ignore CQ301\na==1"),
      FileCase("# cliquery: ignore CQ104, CQ901\na==1"),
      FileCase("# cliquery: ignore-file CQ104\n\na==1 || a==1"),
      FileCase("# just a comment about cliquery\na==1"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func cq902() {
    let cases = [
      FileCase(
        """
        # cliquery: ignore CQ104, duplicate-values, x -- two offices
                                  ^^^^^^^^^^^^^^^^ CQ902 warning: did you mean `duplicate-value`?
                                                    ^ CQ902 warning: `x` is no rule; remove it
        a==1 || a==1
        """,
        fixed: """
          # cliquery: ignore CQ104 -- two offices
          a==1 || a==1
          """,
        // What was meant finds nothing here, so writing it would make a finding.
        unsafe: """
          # cliquery: ignore CQ104, duplicate-values -- two offices
          a==1 || a==1
          """),
      FileCase(
        """
        # cliquery: ignore duplicate-clauses
                           ^^^^^^^^^^^^^^^^^ CQ902 warning
        a==1 || a==1
                ^^^^ CQ104 warning
        """, fixed: "a==1",
        unsafe: """
          # cliquery: ignore duplicate-clauses
          a==1
          """),
    ]
    #expect(FileCase.problems(cases) == [])
  }
}
