import CriteriaSemantics
import LintTestSupport
import Linting
import Testing

private let deluge = FileSetting(.deluge)

@Suite("HQ201, HQ202, HQ206, HQ207, HQ210, HQ212")
struct HostRuleTests {
  @Test func hq201() {
    let cases = [
      FileCase(
        """
        q = Map();
        q.put("criteria", "department==" + message + " && empname==" + arguments);
                                           ^^^^^^^ HQ201 warning: the bot's `message` becomes a part of the criteria
        rows = zoho.cliq.getRecords("empdir", q);
        """, deluge),
      FileCase(
        """
        q = Map();
        q.put("criteria", "department==" + user.get("department"));
        rows = zoho.cliq.getRecords("empdir", q);
        """, deluge),
      FileCase(
        """
        q = Map();
        q.put("criteria", "department==Sales");
        rows = zoho.cliq.getRecords("empdir", q);
        """, deluge),
      // In a document nothing is typed.
      FileCase("department==${message}"),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func hq202() {
    let cases = [
      FileCase(
        """
        zoho.cliq.deleteRecords("empdir", "department==" + message);
                                                           ^^^^^^^ HQ202 warning: decides unchecked which records are deleted
        """, deluge),
      // One text, one finding.
      FileCase(
        """
        c = "department==" + message;
                             ^^^^^^^ HQ202 warning
        q = Map();
        q.put("criteria", c);
        rows = zoho.cliq.getRecords("empdir", q);
        zoho.cliq.deleteRecords("empdir", c);
        """, deluge),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func hq206() {
    let cases = [
      FileCase(
        """
        rows = zoho.cliq.getRecords("empdir", "department==Sales");
                                              ^^^^^^^^^^^^^^^^^^^ HQ206 error: `zoho.cliq.getRecords` takes a map here
        """,
        unsafe: """
          rows = zoho.cliq.getRecords("empdir", {"criteria": "department==Sales"});
          """, deluge)
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func hq207() {
    let cases = [
      FileCase(
        """
        rows = zoho.cliq.getRecords("empdir", {"where": "empid==5", "per_page": 20});
                                                ^^^^^ HQ212 did you mean `criteria`?
                                                                     ^^^^^^^^ HQ212 did you mean `limit`?
        """,
        unsafe: """
          rows = zoho.cliq.getRecords("empdir", {"criteria": "empid==5", "limit": 20});
          """, deluge),
      FileCase(
        """
        q = {"orderby": "+empid", "department": "Sales", "limit": 5}; rows = zoho.cliq.getRecords("empdir", q);
              ^^^^^^^ HQ212 warning: `zoho.cliq.getRecords` has no parameter `orderby`; did you mean `order_by`?
                                   ^^^^^^^^^^ HQ212 what selects records goes into `criteria`
        """,
        unsafe: """
          q = {"order_by": "+empid", "department": "Sales", "limit": 5}; rows = zoho.cliq.getRecords("empdir", q);
          """, deluge),
      FileCase(
        """
        rows = zoho.cliq.getRecords("empdir", "stock_link");
                                              ^^^^^^^^^^^^ HQ206 error: write `Map()` for all records, or `{"criteria": …}`
        """, deluge),
      FileCase(
        """
        q = Map();
        q.put("criteria", "department==Sales");
        ^ HQ207 warning: `q` has a criteria and is used for nothing
        rows = zoho.cliq.getRecords("empdir");
        """, deluge),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func hq210() {
    let cases = [
      FileCase(
        """
        zoho.cliq.deleteRecords("empdir", "department==${dept}");
                                                       ^^^^^^^ HQ210 warning: `${dept}` is sent as it stands
        """,
        unsafe: """
          zoho.cliq.deleteRecords("empdir", "department==" + dept);
          """, deluge),
      FileCase(
        """
        zoho.cliq.deleteRecords("empdir", "department==$dept");
        """, deluge),
      // One mistake is said once: `${n}` is no field, no number and no boolean either.
      FileCase(
        """
        zoho.cliq.deleteRecords("empdir", "salary==${n} && ${field}==2 && isactive==${on} && salary==x");
                                                   ^^^^ HQ210 warning
                                                           ^^^^^^^^ HQ210 warning
                                                                                    ^^^^^ HQ210 warning
                                                                                                     ^ CQ013 error
        """,
        unsafe: """
          zoho.cliq.deleteRecords("empdir", "salary==" + n + " && " + field + "==2 && isactive==" + on + " && salary==x");
          """, deluge),
    ]
    #expect(FileCase.problems(cases) == [])
  }

  @Test func suppressionsInScripts() {
    let cases = [
      FileCase(
        """
        // cliquery: ignore CQ011, CQ104
                                   ^^^^^ CQ901 warning
        zoho.cliq.deleteRecords("empdir", "xyz==1");
        x = 1; // cliquery: ignore CQ011 -- none
                                   ^^^^^ CQ901 warning
        """,
        fixed: """
          // cliquery: ignore CQ011
          zoho.cliq.deleteRecords("empdir", "xyz==1");
          x = 1;
          """, deluge)
    ]
    #expect(FileCase.problems(cases) == [])
  }

  /// Fixes inside strings: nothing is written where a variable stands.
  @Test func fixesInScripts() {
    let cases = [
      FileCase(
        #"""
        zoho.cliq.deleteRecords("empdir", "department LIKE \"a%\" || salary>1 && empid==" + id);
                                                      ^^^^ CQ115 warning
                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ CQ111 hint
        """#,
        fixed: #"""
          zoho.cliq.deleteRecords("empdir", "department like \"a%\" || salary>1 && empid==" + id);
          """#, deluge)
    ]
    #expect(FileCase.problems(cases) == [])
  }
}
