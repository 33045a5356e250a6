import SourceText
import Testing

@testable import Embedding

@Suite("Deluge: how queries are built and sent")
struct DelugeObservationTests {
  @Test("HQ206, HQ207, HQ210, HQ212", arguments: observations)
  func isObserved(_ test: DelugeCase) { check(test) }

  @Test("HQ201, HQ202: where a hole's value comes from")
  func origins() {
    for test in originCases {
      let file = DelugeHost.scan(Array(test.script.utf8))
      let found = file.queries.flatMap { $0.criteria?.holes ?? [] }.map(\.origin)
      #expect(found == [test.origin], "\(test.script)")
    }
  }

  @Test("comments, for suppressions")
  func comments() {
    let (bytes, marks) = takeMarks(
      "// «cliquery: ignore CQ003»\nzoho.cliq.x(); /* «a\n b» */ // «c»\r\n\"// d\" //«»\n  /**/")
    let file = DelugeHost.scan(bytes)
    #expect(file.comments.map(\.isAlone) == [true, false, false, false, true])
    #expect(file.comments.dropLast().map(\.text) == marks)
    #expect(
      file.comments.map { bytes.text($0.range) } == [
        "// cliquery: ignore CQ003", "/* a\n b */", "// c", "//", "/**/",
      ])
  }

  @Test("fields and datastores in use")
  func mentions() {
    for test in mentionCases {
      let (bytes, _) = takeMarks(test.script)
      let file = DelugeHost.scan(bytes)
      let fields = file.fieldMentions.map { mention -> String in
        #expect(bytes.text(mention.range) == mention.field, "\(test.script)")
        switch mention.use {
        case .read: return "\(mention.datastore).\(mention.field)"
        case .written(let value):
          let told =
            switch value {
            case .text(let text): text
            case .number: "number"
            case .boolean: "boolean"
            case nil: "?"
            }
          return "\(mention.datastore).\(mention.field)=\(told)"
        }
      }
      #expect(fields == test.fields, "\(test.script)")
      #expect(file.datastoreMentions.map(\.name) == test.datastores, "\(test.script)")
      #expect(file.datastoreMentions.map { bytes.text($0.range) } == test.datastores, "\(test.script)")
    }
  }
}

private let observations = [
  DelugeCase(
    "HQ206: a literal", #"rows = zoho.cliq.getRecords("t", «"a==" + b», "link");"#, ["a==${b} -> t list v2"],
    observations: ["string zoho.cliq.getRecords"],
    fixed: #"rows = zoho.cliq.getRecords("t", {"criteria": "a==" + b}, "link");"#),
  DelugeCase(
    "HQ206: a variable", #"c = "a==1"; rows = zoho.cliq.getRecords("t", «c»);"#, ["a==1 -> t list v2"],
    observations: ["string zoho.cliq.getRecords"],
    fixed: #"c = "a==1"; rows = zoho.cliq.getRecords("t", {"criteria": c});"#),
  DelugeCase(
    "HQ206: no criteria at all", #"rows = zoho.cliq.getRecords("t", «"desk_link"»);"#, [],
    observations: ["string zoho.cliq.getRecords"], fixed: #"rows = zoho.cliq.getRecords("t", "desk_link");"#),
  DelugeCase(
    "HQ206: not where it may be a map",
    #"c = "a==1"; if(x) { c = Map(); } rows = zoho.cliq.getRecords("t", c);"#, []),
  DelugeCase(
    "HQ206: not where nothing is known",
    #"rows = zoho.cliq.getRecords("t", q); rows = zoho.cliq.getRecords("t", f());"#, []),
  DelugeCase(
    "HQ207: another variable is sent",
    #"q = Map(); «q».put("criteria","a==1"); q.put("limit", 3); rows = zoho.cliq.getRecords("t", p);"#, [],
    observations: ["unused q"]),
  DelugeCase(
    "HQ207: not a map that others may hold",
    #"""
    void narrow(map given) { given.put("criteria", "a==1"); }
    for each item in items { item.put("criteria", "a==1"); }
    part = whole.get("query");
    part.put("criteria", "a==1");
    first = Map();
    second = first;
    second.put("criteria", "a==1");
    nobodys.put("criteria", "a==1");
    rows = zoho.cliq.getRecords("t", whole.get("query"));
    """#, []),
  DelugeCase(
    "HQ207: not where a bracket or a quote is missing",
    "q = Map(); q.put(\"criteria\", \"a==1); rows = zoho.cliq.getRecords(\"t\", q);\nq = Map(); q.put(\"criteria\", (1; x = 1;",
    []),
  DelugeCase(
    "HQ207: assigned anew before it is used",
    #"«q» = {"criteria":"a==1"}; q = {"criteria":"a==2"}; rows = zoho.cliq.getRecords("t", q);"#,
    ["a==2 -> t list v2"], observations: ["unused q"]),
  DelugeCase(
    "HQ207: once for one map",
    #"«q» = {"criteria":"a==1"}; q.put("criteria","a==2"); rows = zoho.cliq.getRecords("t", p);"#, [],
    observations: ["unused q"]),
  DelugeCase(
    "HQ207: any other use counts",
    #"""
    q = Map(); q.put("criteria","a==1"); info q;
    p = Map(); p.put("criteria","a==1"); other = p;
    o = Map(); o.put("criteria","a==1"); n = o.size();
    m = Map(); m.put("criteria","a==1"); r.put("m", m);
    rows = zoho.cliq.getRecords("t", {"criteria":"a==2"});
    """#, ["a==2 -> t list v2"]),
  DelugeCase(
    "HQ207: not what another branch assigns",
    #"""
    if(x) { q = Map(); q.put("criteria","a==1"); } else { q = Map(); q.put("criteria","a==2"); }
    rows = zoho.cliq.getRecords("t", q);
    """#, ["a==1 -> t list v2", "a==2 -> t list v2"]),
  DelugeCase(
    "HQ207: the next round of a loop uses it",
    #"""
    q = Map();
    for each x in xs { rows = zoho.cliq.getRecords("t", q); q.put("criteria", "a==" + x); }
    """#, ["a==${x} -> t list v2"]),
  DelugeCase(
    "HQ207: a criteria key is everybody's word",
    #"q = Map(); q.put("criteria","a==1"); zoho.cliq.createRecord("t", p);"#, []),
  DelugeCase(
    "HQ212: a field's name as a key", #"q = Map(); q.put("«name»", x); r = zoho.cliq.getRecords("t", q);"#,
    [],
    observations: ["key name zoho.cliq.getRecords"]),
  DelugeCase(
    "HQ212: in a map literal, beside parameters, once for two calls",
    #"q = {"«Criteria»":"a==1","limit":5}; zoho.cliq.getRecords("t", q); zoho.cliq.getRecords("u", q);"#,
    ["- {limit=5} -> t list v2", "- {limit=5} -> u list v2"],
    observations: ["key Criteria zoho.cliq.getRecords"]),
  DelugeCase(
    "HQ212: what else may hold keys is not looked into",
    #"""
    zoho.cliq.getRecords("t", make({"a":1}));
    q = make(); q.put("a", 1); zoho.cliq.getRecords("t", q);
    p = Map(); p.putAll({"a":1}); zoho.cliq.getRecords("t", p);
    o = Map(); o.put("a", 1); o = Map(); zoho.cliq.getRecords("t", o);
    n = Map(); n.put("a", 1); zoho.cliq.createRecord("t", n);
    m = Map(); zoho.cliq.getRecords("t", m); m.put("a", 1); zoho.cliq.createRecord("t", m);
    """#, []),
  DelugeCase(
    "HQ210: at the end", #"zoho.cliq.deleteRecords("t", "a==«${b}»");"#, ["a==${b} -> t delete v2"],
    observations: ["interpolation b"], fixed: #"zoho.cliq.deleteRecords("t", "a==" + b);"#),
  DelugeCase(
    "HQ210: in the middle, with an escaped quote",
    #"zoho.cliq.deleteRecords("t", "a==«${user.get(\"id\")}» && b==2");"#,
    [#"a==${user.get("id")} && b==2 -> t delete v2"#],
    observations: [#"interpolation user.get("id")"#],
    fixed: #"zoho.cliq.deleteRecords("t", "a==" + user.get("id") + " && b==2");"#),
  DelugeCase(
    "HQ210: an expression needs parentheses, the quote is the literal's",
    #"zoho.cliq.deleteRecords("t", 'a==«${ n - 1 }» && b==«${c}»');"#,
    ["a==${ n - 1 } && b==${c} -> t delete v2"],
    observations: ["interpolation n - 1", "interpolation c"],
    fixed: #"zoho.cliq.deleteRecords("t", 'a==' + (n - 1) + ' && b==' + c);"#),
  DelugeCase(
    "HQ210: a fragment is not reported: what replaces it is not known",
    #"c = "a==${b}"; c = c.replaceAll("${b}", x); zoho.cliq.deleteRecords("t", c);"#,
    ["~a==${b} -> t delete v2"]),
  DelugeCase(
    "HQ210: what is a fragment for one call and whole for another",
    #"""
    c = "a==«${b}»";
    zoho.cliq.deleteRecords("t", c);
    c = c + " && d==1";
    zoho.cliq.deleteRecords("t", c);
    """#,
    ["a==${b} -> t delete v2", "~${c} && d==1 -> t delete v2"], observations: ["interpolation b"]),
  DelugeCase(
    "HQ210: an escaped dollar sign is meant as one",
    #"zoho.cliq.deleteRecords("t", "a==\${b} && c==\"«${d}»\"");"#,
    [#"a==\${b} && c=="${d}" -> t delete v2"#], observations: ["interpolation d"],
    fixed: #"zoho.cliq.deleteRecords("t", "a==\${b} && c==\"" + d + "\"");"#),
  DelugeCase(
    "HQ210: beside the criteria, and as the datastore's name",
    #"q = {"criteria":"a==1","limit":"«${n}»"}; r = zoho.cliq.getRecords("«${db}»", q);"#,
    ["a==1 {limit=${n}} -> ? list v2"], observations: ["interpolation n", "interpolation db"],
    fixed: #"q = {"criteria":"a==1","limit":"" + n}; r = zoho.cliq.getRecords("" + db, q);"#),
  DelugeCase(
    "HQ210: in query texts only", #"info "${a}"; zoho.cliq.deleteRecords("t", "a==$5 && b=={c} && d==${");"#,
    ["a==$5 && b=={c} && d==${ -> t delete v2"]),
]

private let originCases: [(script: String, origin: Hole.Origin)] = {
  let bot = Hole.Origin.freeText("the bot's `message`")
  let command = Hole.Origin.freeText("the command's `arguments`")
  let form = Hole.Origin.freeText("the form's `title`")
  func delete(_ before: String, _ operand: String) -> String {
    "\(before) zoho.cliq.deleteRecords(\"t\", \"a==\" + \(operand));"
  }
  let inputs = #"f = {"inputs":{{"type":"text","name":"title"},{"name":"kind","type":"select"}}};"#
  return [
    (delete("", "message"), bot),
    (delete("m = message;", "m"), bot),
    (delete("m = message.trim().toLowerCase();", "(m.toString())"), bot),
    (delete(#"words = message.toList(" "); w = words.get(1).toUpperCase();"#, "w.subString(0, 3)"), bot),
    (delete("", #"ifnull(message, "")"#), bot),
    (delete("", #"("x" + message)"#), bot),
    (delete("", "arguments"), command),
    (delete("", "arguments.trim()"), command),
    (delete("", #"arguments.get("key")"#), .unknown),
    (delete(inputs, #"form.get("values").get("title")"#), form),
    (delete(inputs + #"v = form.get("values"); t = v.get("title").trim();"#, "t"), form),
    (delete(inputs + #"v = form.get("values");"#, #"v.get("kind")"#), .unknown),
    (delete("", #"form.get("values").get("title")"#), .unknown),
    (delete("", #"user.get("id")"#), .clean),
    (delete(#"u = user.get("id").toString();"#, "u"), .clean),
    (delete("", "zoho.currenttime"), .clean),
    (delete("", "zoho.currentdate.toString(\"yyyy\")"), .clean),
    (delete("", "message.toNumber()"), .clean),
    (delete("", "message.trim().toLong()"), .clean),
    (delete("", "42"), .clean),
    (delete(#"s = "open";"#, "s"), .clean),
    (delete(#"if(message == "open" || message == "shut") {"#, "message") + "}", .clean),
    (delete(#"if(message != "open") { return; }"#, "message"), .clean),
    (delete("if(allowed.contains(message)) {", "message") + "}", .clean),
    (delete("if(message.matches(\"[a-z]+\")) {", "message") + "}", .clean),
    (delete(#"if(message == "help") { info 1; } else {"#, "message") + "}", bot),
    (delete(#"if(message == "") { return; }"#, "message"), bot),
    (delete(#"m = ""; if(x) { m = message; }"#, "m"), .unknown),
    (delete("m = message.replaceAll(\"'\",\"\");", "m"), .unknown),
    (delete("message = load();", "message"), .unknown),
    (delete("for each message in list {", "message") + "}", .unknown),
    (delete("void f(string message) {", "message") + "}", .unknown),
    (delete("", "row.get(\"id\")"), .unknown),
  ]
}()

private let mentionCases: [(script: String, fields: [String], datastores: [String])] = [
  (
    #"""
    m = Map();
    m.put("subject", "printer");
    m.put("owner", user.get("id"));
    m.put("tries", 3);
    zoho.cliq.createRecord("tickets", m);
    zoho.cliq.updateRecord("tickets", id, {"open": false});
    """#,
    ["tickets.tries=number", "tickets.owner=?", "tickets.subject=printer", "tickets.open=boolean"],
    ["tickets", "tickets"]
  ),
  (
    #"""
    r = zoho.cliq.getRecords("tickets", q);
    next = r.get("next_token");
    rows = list();
    if(r.get("status") == "SUCCESS") { rows = r.get("list"); }
    for each row in rows
    {
      info ifnull(row.get("subject"), row.get("id")) + row.get("owner").get("x");
    }
    first = r.get("list").get(0);
    n = first.get("tries");
    first = other;
    n = first.get("nothing");
    """#,
    ["tickets.subject", "tickets.owner", "tickets.tries"], ["tickets"]
  ),
  (
    #"c = zoho.cliq.getRecords("shelves").get("list").get(0).get("aisle"); zoho.cliq.deleteRecord("shelves", c);"#,
    ["shelves.aisle"], ["shelves", "shelves"]
  ),
  (
    #"r = invokeurl [ url: "https://x.invalid/api/v3/datastores/shelves/records" type: GET ];"#, [],
    ["shelves"]
  ),
]
