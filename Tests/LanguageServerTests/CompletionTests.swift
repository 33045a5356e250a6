import CriteriaSyntax
import Embedding
import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

private let head = "@datastore empdir\n"
private let fields = "empid ; department ; isactive ; id"
private let departments = "Sales ; Research and Development"

@Suite("Completion")
struct CompletionTests {
  private func check(_ cases: [(text: String, labels: String)], name: String = "a.criteria") throws {
    let typing = try Typing()
    for (text, labels) in cases {
      #expect(typing.labels(text, name: name) == labels, "\(text)")
    }
  }

  @Test("in whole and in broken criteria")
  func criteria() throws {
    try check([
      (head + "$0", fields), (head + "($0", fields), (head + "!($0", fields), (head + "dep$0", "department"),
      (head + "DEP$0", "department"), (head + "part$0", "department"), (head + "active$0", "isactive"),
      (head + "dep$0artment==Sales", "department"), (head + "emp$0 && department==Sales", "empid"),
      (head + "((($0", fields), (head + "department==Sales && ($0", fields),
      (head + "department=>Sales AND em$0", "empid"), (head + ")) && d$0", "department"),
      (head + "empid==1 ||\n  is$0", "isactive"), (head + "empid 1 && is$0", "isactive"),
      (head + "nothing$0", ""), (head + "department==Sales && $0 && empid==1", fields),
      (head + "empid $0", "== ; != ; > ; >= ; < ; <= ; in ; not in"),
      (head + "isactive $0 && x", "== ; != ; in ; not in"),
      (head + "department l$0", "like"), (head + "department not $0", "not like ; not in"),
      (head + "department =$0", departments),
      (
        head + "department$0==Sales", "department ; == ; != ; like ; not like ; in ; not in ; > ; >= ; < ; <="
      ),
      (head + "department==$0", departments), (head + "(department==$0)", departments),
      (head + "department==$0 && empid==1", departments),
      (head + "department==r$0", "Research and Development"),
      (head + "department==\"$0", "\"Sales\" ; \"Research and Development\""),
      (head + "department==\"Sa$0les\"", "\"Sales\""),
      (head + "department in (Sales,$0", "Research and Development"),
      (head + "department in Sales, R$0", "Research and Development"),
      (head + "department like S$0", "Sales"),
      (head + "empid==$0", "1001 ; 1002 ; 1003"), (head + "empid==100$0", "1001 ; 1002 ; 1003"),
      (head + "isactive==$0", "true ; false"), (head + "isactive==T$0", "true"),
      (head + "isactive in (true,$0", "false"), (head + "isactive==f$0 && (", "false"),
      (head + "(department==Sales) $0", "&& ; ||"), (head + "(department==Sales $0", "&& ; || ; )"),
      (head + "(department==Sales)$0", "&& ; ||"), (head + "(department==Sales) &$0", "&&"),
      (head + "(department==Sales) |$0", "||"), (head + "department==Sales a$0", "&&"),
      (head + "department==Sales &&$0", fields), (head + "department==Sales || $0", fields),
      (head + "@let dept = x\ndepartment==$0", departments + " ; ${dept}"),
      (head + "@let dept = x\ndepartment==${$0", "${dept}"),
      (head + "@let dept = x\ndepartment==${d$0}", "${dept}"),
      // A block of its own has the defaults of the document.
      (head + "\nempid==1\n\ndep$0", "department"), (head + "\nempid==1\n\n$0\n", fields),
      // Nothing in prose.
      ("# every emp$0\n" + head + "empid==1", ""), ("#$0\n" + head, ""),
    ])
  }

  @Test("directives and what they take")
  func directives() throws {
    let all = "@datastore ; @api ; @operation ; @order_by ; @limit ; @ids ; @let ; @expect"
    try check([
      ("@$0", all), ("@da$0", "@datastore"), ("@da$0tastore empdir\nempid==1", "@datastore"),
      // What is there already is not offered again, what may repeat is.
      (head + "@$0\nempid==1", "@api ; @operation ; @order_by ; @limit ; @ids ; @let ; @expect"),
      ("@let a = 1\n@l$0\nempid==${a}", "@limit ; @let"),
      // Directives stand before the text.
      (head + "empid==1\n@$0", ""), ("@nonsense $0", ""),
      ("@datastore $0", "empdir"), ("@datastore e$0\nempid==1", "empdir"), ("@datastore x$0", ""),
      ("@api $0", "v3 ; v2"), ("@operation $0", "list ; update ; delete"), ("@operation up$0", "update"),
      ("@limit $0", "50 ; 100"), ("@api v2\n@limit $0\nempid==1", "100"),
      (head + "@order_by $0\n", fields), (head + "@order_by dep$0\n", "department"),
      (head + "@order_by department $0", "asc ; desc"), (head + "@order_by department d$0\nempid==1", "desc"),
      (head + "@order_by department desc, $0", "empid ; isactive ; id"),
      (head + "@order_by department,em$0\nempid==1", "empid"),
      (
        head + "@api v2\n@order_by $0dep\nempid==1",
        "+empid ; +department ; +isactive ; +id ; -empid ; -department ; -isactive ; -id"
      ),
      (head + "@api v2\n@order_by -d$0\nempid==1", "-department"),
      (head + "@operation delete\n@ids $0", "1 ; 2 ; 3"), (head + "@ids 1, $0", "2 ; 3"),
      (head + "@let $0\ndepartment==${dept} && empid==${user.get(\"n\")}", "dept ; user.get(\"n\")"),
      (head + "@let dept = Sales\n@let $0\ndepartment==${dept} && empid==${n}", "n"),
      (head + "@let dept = $0\ndepartment==${dept}", departments),
      (head + "@let dept = R$0\ndepartment==${dept}", "Research and Development"),
      (head + "@let on = $0\nisactive==${on}", "true ; false"),
      (head + "@let x = $0\ndepartment==${dept}", ""),
      (head + "@expect $0\nempid==1", "count ; ids ; ids in order ; error"),
      (head + "@expect co$0\nempid==1", "count"),
      (head + "@expect count $0\nempid==1", ""), (head + "@expect ids $0\nempid==1", "in order ; 1 ; 2 ; 3"),
      (head + "@expect ids in order 3, $0\nempid==1", "1 ; 2"),
      (head + "@expect error datastore_n$0\nempid==1", "datastore_not_found"),
      (head + "@expect error CQ02$0\nempid==1", "CQ020 ; CQ021 ; CQ022 ; CQ023 ; CQ024 ; CQ025"),
    ])
  }

  @Test("rules in comments that silence them")
  func suppressions() throws {
    try check([
      ("# cliq$0", "cliquery: ignore ; cliquery: ignore-file"), ("# cliquery: $0", "ignore ; ignore-file"),
      ("# cliquery: ignore CQ01$0", "CQ010 ; CQ011 ; CQ012 ; CQ013 ; CQ014"),
      (
        "# cliquery: ignore CQ011, unk$0",
        "unknown-operator ; unknown-datastore ; unknown-sort-field ; unknown-directive ; unknown-rule-in-suppression ; unknown-query-key ; unknown-endpoint ; unknown-parameter ; unknown-pg-member ; unknown-sort-property ; unknown-column"
      ),
      ("# cliquery: ignore CQ012, CQ01$0", "CQ010 ; CQ011 ; CQ013 ; CQ014"),
      ("# cliquery: ignore CQ011 $0", ""),
      ("# cliquery: ignore CQ011 -- because it$0", ""),
      ("# cliquery: ignore unknown-f$0ield", "unknown-field"),
    ])
    try check(
      [
        ("// cliquery: $0", "ignore ; ignore-file ; criteria"),
        (
          "info 1; // cliquery: ignore HQ20$0",
          "HQ201 ; HQ202 ; HQ203 ; HQ204 ; HQ205 ; HQ206 ; HQ207 ; HQ209"
        ),
        ("/* cliquery: ignore CQ00$0 */", "CQ001 ; CQ002 ; CQ003 ; CQ004 ; CQ005 ; CQ006 ; CQ007"),
        ("// cli$0", "cliquery: ignore ; cliquery: ignore-file ; cliquery: criteria"),
        ("info \"// cliquery: $0\";", ""),
      ], name: "a.dg")
  }

  @Test("in Deluge, strings that are open among them")
  func deluge() throws {
    let call = "info zoho.cliq.getRecords(\"empdir\", q);\n"
    let keys = "criteria ; order_by ; limit ; from_index ; start_token"
    try check(
      [
        ("q = Map();\nq.put(\"criteria\",\"$0\");\n" + call, fields),
        ("q = Map();\nq.put(\"criteria\",\"department==$0\");\n" + call, departments),
        ("q = Map();\nq.put(\"criteria\",\"empid==\" + x + \" && dep$0\");\n" + call, "department"),
        ("q = Map();\nq.put(\"criteria\",\"empid==\" + us$0er + \" && dep\");\n" + call, ""),
        // Not closed.
        ("q = Map();\nq.put(\"criteria\",\"department==$0\n" + call, departments),
        ("q = Map();\nq.put(\"criteria\",\"dep$0);\n" + call, "department"),
        ("q = Map();\nq.put(\"criteria\",\"empid==\" + x + \" && is$0\n" + call, "isactive"),
        ("info zoho.cliq.getRecords(\"empdir\", {\"criteria\": \"isactive==$0", "true ; false"),
        ("zoho.cliq.deleteRecords(\"empdir\", \"dep$0", "department"),
        ("zoho.cliq.deleteRecords(\"empdir\", \"department==S$0\");", "Sales"),
        // Not asked for yet.
        ("q = Map();\nq.put(\"criteria\",\"dep$0\");\ninfo zoho.cliq.x;", "department"),
        (
          "q = Map();\nq.put(\"criteria\",\"department==\" + x + \" && is$0\");\ninfo zoho.cliq.x;",
          "isactive"
        ),
        ("q = Map();\nq.put(\"criteria\",\"department==S$0\ninfo zoho.cliq.x;", "Sales"),
        // Datastores.
        ("info zoho.cliq.getRecords($0", "empdir"),
        ("info zoho.cliq.getRecords( $0);", "empdir"), ("info zoho.cliq.getRecords($0\nx = 1;", "empdir"),
        ("info zoho.cliq.getRecords($0\"empdir\");", ""), ("info zoho.cliq.getRecords($0name);", ""),
        ("info foo($0);", ""), ("info zoho.cliq.getRecords(\"$0", "empdir"),
        ("info zoho.cliq.getRecords(\"e$0\", q);", "empdir"),
        ("info zoho.cliq.getRecords(\"em$0pdir\", q);", "empdir"),
        ("info zoho.cliq.getRecords(\"$0, q);\nx = 1;", "empdir"),
        ("zoho.cliq.deleteRecords(\"$0\");", "empdir"), ("zoho.cliq.createRecord(\"$0\"", "empdir"),
        ("zoho.cliq.updateRecord(\"e$0", "empdir"), ("zoho.cliq.getRecordById(\"$0\", 1);", "empdir"),
        ("zoho.crm.getRecords(\"$0\");", ""), ("info zoho.cliq.getRecords(x + \"$0\");", ""),
        // Keys.
        ("q = Map();\nq.put(\"$0\");\n" + call, keys), ("q = Map();\nq.put(\"$0\n" + call, keys),
        ("q = Map();\nq.put(\"or$0\",1);\n" + call, "order_by"),
        (
          "q = Map();\nq.put(\"limit\",5);\nq.put(\"$0\");\n" + call,
          "criteria ; order_by ; from_index ; start_token ; limit"
        ),
        (
          "info zoho.cliq.getRecords(\"empdir\", {\"criteria\": \"empid==1\", \"$0",
          "order_by ; limit ; from_index ; start_token ; criteria"
        ),
        ("q = {\"$0\": 1};\n" + call, keys), ("m = Map();\nm.put(\"$0\");\nother.call(m);\n" + call, ""),
        ("m = Map();\nm.put(\"$0\");\ninfo zoho.cliq.x;", keys), ("m = Map();\nm.put(\"$0\");\n", ""),
        (
          "v = Map();\nv.put(\"$0\");\nzoho.cliq.createRecord(\"empdir\", v);",
          "empid ; department ; isactive"
        ),
        (
          "v = Map();\nv.put(\"empid\",1);\nv.put(\"$0\");\nzoho.cliq.updateRecord(\"empdir\", id, v);",
          "department ; isactive"
        ),
        ("v = Map();\nv.put(\"department\",\"$0\");\nzoho.cliq.createRecord(\"empdir\", v);", departments),
        ("zoho.cliq.createRecord(\"empdir\", {\"dep$0\": 1});", "department"),
        // Orders.
        (
          "q = Map();\nq.put(\"order_by\",\"$0\");\n" + call,
          "+empid ; +department ; +isactive ; +id ; -empid ; -department ; -isactive ; -id"
        ),
        (
          "q = Map();\nq.put(\"criteria\",\"empid==1\");\nq.put(\"order_by\",\"-d$0\");\n" + call,
          "-department"
        ),
        ("q = Map();\nq.put(\"order_by\",\"+e$0\n" + call, "+empid"),
        // Tasks.
        (
          "info zoho.cliq.$0",
          "getRecords ; getRecordById ; createRecord ; updateRecord ; deleteRecord ; deleteRecords"
        ),
        ("info zoho.cliq.del$0ete(\"x\")", "deleteRecord ; deleteRecords"), ("info zoho.crm.$0", ""),
        ("x = invokeurl [ url: \"https://x/api/v2/storages/empdir/records?cr$0\" type: GET ];", "criteria"),
        // Nothing elsewhere.
        ("info \"dep$0\";", ""), ("x = dep$0;", ""), ("// getRecords(\"$0", ""), ("", ""),
      ], name: "a.dg")
  }

  @Test("in JSON")
  func json() throws {
    try check(
      [
        ("{\"criteria\": \"dep$0\", \"values\": {}}", "department"),
        ("{\"criteria\": \"$0\", \"values\": {}}", fields),
        ("{\"criteria\": \"isactive==$0\n, \"values\": {}}", "true ; false"),
        (
          "{\"method\":\"GET\",\"url\":\"https://cliq.zoho.com/api/v3/datastores/emp$0/records?criteria=a\"}",
          "empdir"
        ),
        (
          "{\"method\":\"GET\",\"url\":\"https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=department%3D%3DR$0\"}",
          "Research and Development"
        ),
        (
          "{\"method\":\"GET\",\"url\":\"https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=empid%3D%3D1&order_by=dep$0\"}",
          "department"
        ),
        // Names of parameters.
        (
          "{\"url\":\"https://x/api/v3/datastores/empdir/records?$0\"}",
          "criteria ; order_by ; limit ; next_token ; sync_token ; extension_key"
        ),
        ("{\"url\":\"https://x/api/v3/datastores/empdir/records?criteria=empid%3D1&or$0der=1\"}", "order_by"),
        (
          "{\"url\":\"https://x/api/v2/storages/empdir/records?limit=1&$0\"}",
          "criteria ; order_by ; from_index ; start_token"
        ),
        (
          "{\"method\":\"GET\",\"url\":\"https://x/api/v3/datastores/empdir/records\",\"params\":{\"limit\":1,\"cr$0\"}}",
          "criteria"
        ),
        (
          "{\"url\":{\"raw\":\"https://x/api/v3/datastores/empdir/records\",\"query\":[{\"key\":\"criteria\"},{\"key\":\"n$0\"}]}}",
          "next_token"
        ),
        ("{\"url\":{\"raw\":\"https://x/api/v3/other\",\"query\":[{\"key\":\"n$0\"}]}}", ""),
        ("{\"criteria\": \"empid==1\", \"$0\"}", "values"),
        ("{\"criteria\": \"empid==1\", \"other\": 1, \"$0\"}", ""),
        ("{\"note\": \"dep$0\"}", ""), ("{\"criteria\": \"dep$0\"}", ""), ("$0", ""),
      ], name: "a.json")
  }
}
