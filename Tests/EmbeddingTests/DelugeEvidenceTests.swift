import Testing

@testable import Embedding

@Suite("Deluge: what makes a literal a criteria")
struct DelugeEvidenceTests {
  @Test("evidence", arguments: evidence + following + branches)
  func isFound(_ test: DelugeCase) { check(test) }

  @Test("strings, comments, bytes", arguments: forms)
  func isRead(_ test: DelugeCase) { check(test) }
}

private let evidence = [
  DelugeCase(
    "E1: the second argument of deleteRecords",
    #"zoho.cliq.deleteRecords("shelves","aisle==7");"#, ["aisle==7 -> shelves delete v2"]),
  DelugeCase(
    "E1: with a connection, and with blanks about",
    #"r = zoho.cliq.deleteRecords( "shelves" , "aisle==7 && free==true" , "stock_link" );"#,
    ["aisle==7 && free==true -> shelves delete v2"]),
  DelugeCase("E1: digits only is an id", #"zoho.cliq.deleteRecords("shelves"," 4410000000012 ");"#, []),
  DelugeCase("E1: an id made a text", #"zoho.cliq.deleteRecords("shelves","" + row.get("id"));"#, []),
  DelugeCase("E1: deleteRecord takes an id", #"zoho.cliq.deleteRecord("shelves","aisle==7");"#, []),
  DelugeCase("E1: nothing selected", #"zoho.cliq.deleteRecords("shelves");"#, ["- -> shelves delete v2"]),
  DelugeCase(
    "E1: an empty text selects everything", #"zoho.cliq.deleteRecords("shelves","");"#,
    [" -> shelves delete v2"]),
  DelugeCase(
    "E1: a map that reaches getRecords",
    #"""
    q = Map();
    q.put("criteria","owner==" + user.get("id") + " && state==open");
    rows = zoho.cliq.getRecords("tickets",q);
    """#,
    [#"owner==${user.get("id")} && state==open -> tickets list v2"#]),
  DelugeCase(
    "E1: a map literal in the call",
    #"rows = zoho.cliq.getRecords("tickets", {"limit": 20, "criteria": "state==open"});"#,
    ["state==open {limit=20} -> tickets list v2"]),
  DelugeCase(
    "E1: a map literal in a variable",
    "q = {'criteria' : 'state==open'};\nrows = zoho.cliq.getRecords('tickets', q, 'desk');",
    ["state==open -> tickets list v2"]),
  DelugeCase(
    "E1: another map", #"q = Map(); q.put("criteria","a==1"); zoho.cliq.getRecords("t", p); info q;"#, []),
  DelugeCase(
    "E1: another key", #"q = Map(); q.put("«Criteria »","a==1"); zoho.cliq.getRecords("t", q);"#, [],
    observations: ["key Criteria  zoho.cliq.getRecords"]),
  DelugeCase(
    "E1: no map at all", #"rows = zoho.cliq.getRecords("t"); rows = zoho.cliq.getRecords("t", Map());"#, []),
  DelugeCase(
    "E1: the name of the datastore is computed",
    #"zoho.cliq.getRecords(store + "s", {"criteria":"a==1"});"#, ["a==1 -> ? list v2"]),
  DelugeCase(
    "E1: the name of the datastore is a constant",
    #"STORE = "tickets"; zoho.cliq.getRecords(STORE, {"criteria":"a==1"});"#, ["a==1 -> tickets list v2"]),
  DelugeCase(
    "E1: parameters stand beside the criteria",
    #"""
    size = 50;
    q = Map();
    q.put("criteria", "a==1");
    q.put("order_by", "+" + column);
    q.put("limit", size);
    q.put("from_index", -1);
    q.put("start_token", token);
    rows = zoho.cliq.getRecords("t", q);
    """#,
    ["a==1 {order_by=+${column}} {limit=50} {from_index=-1} {start_token=${token}} -> t list v2"]),
  DelugeCase(
    "E1: parameters without a criteria",
    #"q = {"limit": 5000}; rows = zoho.cliq.getRecords("t", q);"#, ["- {limit=5000} -> t list v2"]),
  DelugeCase(
    "a name has no case in Deluge",
    #"q = map(); q.PUT("criteria","a==1"); Zoho.Cliq.GetRecords("t", q);"#, ["a==1 -> t list v2"]),
  DelugeCase(
    "other products are no evidence",
    #"""
    q = Map(); q.put("criteria", "(Stage:equals:Won)");
    a = zoho.crm.getRecords("Deals", q);
    b = zoho.creator.getRecords("owner","app","report","ID == 3");
    c = zoho.crm.searchRecords("Deals", "(Stage:equals:Won)");
    d = thisapp.zoho.cliq.getRecords("t", q);
    rows = zoho.cliq.getRecords("t", Map());
    """#, []),
  DelugeCase(
    "E4: a comment before a statement",
    "// zoho.cliq.\n// cliquery: criteria\nfilter = \"state==open\" + more;",
    ["state==open${more} -> ? list v2"]),
  DelugeCase(
    "E4: a comment before the literal",
    #"zoho.cliq.postToBot("b", wrap("x", /* cliquery: criteria */ "state==open"));"#,
    ["state==open -> ? list v2"]),
  DelugeCase(
    "E4: a comment at the end of the line",
    "zoho.cliq.x();\nq.put(\"criteria\", \"state==open\"); // cliquery: criteria\nz = \"b==2\";",
    ["state==open -> ? list v2"]),
  DelugeCase(
    "E4: exactly this comment",
    "zoho.cliq.x();\n// cliquery: criteria please\na = \"x==1\";\n// cliquery:criteria\nb = \"x==1\";", []),
  DelugeCase(
    "E4: evidence of its own kind comes first",
    "q = Map();\n// cliquery: criteria\nq.put(\"criteria\",\"x==1\");\nzoho.cliq.getRecords(\"t\",q);",
    ["x==1 -> t list v2"]),
]

private let following = [
  DelugeCase(
    "an operand is a hole, never its value",
    #"id = ""; zoho.cliq.deleteRecords("t", "owner==" + id);"#, ["owner==${id} -> t delete v2"]),
  DelugeCase(
    "operands are split outside brackets only",
    #"zoho.cliq.deleteRecords("t", "a==" + pick("x" + y, {"k": "v" + w}) + " && b==" + z.get("b" + "c"));"#,
    [#"a==${pick("x" + y, {"k": "v" + w})} && b==${z.get("b" + "c")} -> t delete v2"#]),
  DelugeCase(
    "the expression may go over lines, with comments between",
    "zoho.cliq.deleteRecords(\"t\",\n  \"a==1\" + // first\n  \" && b==\" + /* who */ b\n);",
    ["a==1 && b==${b} -> t delete v2"]),
  DelugeCase(
    "parentheses around all of it", #"zoho.cliq.deleteRecords("t", ("a==" + (b + 1)));"#,
    ["a==${(b + 1)} -> t delete v2"]),
  DelugeCase(
    "numbers are operands too", #"zoho.cliq.deleteRecords("t", "a==" + 5 * 2 + " && b==" + -1);"#,
    ["a==${5 * 2} && b==${-1} -> t delete v2"]),
  DelugeCase(
    "no literal, no text", #"zoho.cliq.deleteRecords("t", a + b); zoho.cliq.deleteRecords("t", f("a==1"));"#,
    []),
  DelugeCase("a comparison is no text", #"zoho.cliq.deleteRecords("t", "a==1" == b);"#, []),
  DelugeCase(
    "a variable that is the whole argument",
    #"c = "a==" + x; zoho.cliq.deleteRecords("t", c);"#, ["a==${x} -> t delete v2"]),
  DelugeCase(
    "a variable that is the whole value",
    #"c = "a==" + x; q = Map(); q.put("criteria", c); zoho.cliq.getRecords("t", q);"#,
    ["a==${x} -> t list v2"]),
  DelugeCase(
    "one variable for another", #"c = "a==1"; d = c; zoho.cliq.deleteRecords("t", d);"#,
    ["a==1 -> t delete v2"]),
  DelugeCase(
    "a variable beside a literal is a hole", #"c = "a==1"; zoho.cliq.deleteRecords("t", c + " && b==2");"#,
    ["${c} && b==2 -> t delete v2"]),
  DelugeCase(
    "the nearest assignment", #"c = "a==1"; c = "a==2"; zoho.cliq.deleteRecords("t", c); c = "a==3";"#,
    ["a==2 -> t delete v2"]),
  DelugeCase(
    "a put replaces",
    #"q = Map(); q.put("criteria","a==1"); q.put("criteria","a==2"); zoho.cliq.getRecords("t", q);"#,
    ["a==2 -> t list v2"]),
  DelugeCase(
    "Map() starts anew",
    #"""
    q = Map(); q.put("criteria","a==1"); zoho.cliq.getRecords("t", q);
    q = Map(); zoho.cliq.getRecords("u", q);
    q = {"limit":1}; zoho.cliq.getRecords("v", q);
    """#, ["a==1 -> t list v2", "- {limit=1} -> v list v2"]),
  DelugeCase(
    "remove and clear",
    #"q = {"criteria":"a==1"}; info q; q.remove("criteria"); zoho.cliq.getRecords("t", q);"#, []),
  DelugeCase(
    "a map under a second name",
    #"q = Map(); q.put("criteria","a==1"); p = q; zoho.cliq.getRecords("t", p);"#, ["a==1 -> t list v2"]),
  DelugeCase(
    "a text belongs to every call it reaches",
    #"""
    c = "state==\"open\"";
    q = Map();
    q.put("criteria", c);
    a = zoho.cliq.getRecords("tickets", q);
    b = zoho.cliq.getRecords("orders", q);
    d = zoho.cliq.getRecords("orders", q);
    zoho.cliq.deleteRecords("tickets", c);
    """#, [#"state=="open" -> tickets list v2, orders list v2, tickets delete v2"#]),
  DelugeCase(
    "a function sees its own names only",
    #"""
    c = "a==1";
    void first(string d)
    {
      c = "a==2";
      zoho.cliq.deleteRecords("t", c);
      zoho.cliq.deleteRecords("t", d);
    }
    map tools.second()
    {
      zoho.cliq.deleteRecords("t", c);
    }
    zoho.cliq.deleteRecords("u", c);
    """#, ["a==1 -> u delete v2", "a==2 -> t delete v2"]),
  DelugeCase(
    "a missing semicolon",
    "q = Map()\nq.put(\"criteria\", \"a==1\")\nrows = zoho.cliq.getRecords(\"t\", q)\nif(x) { c = \"b==1\" }",
    ["a==1 -> t list v2"]),
]

private let branches = [
  DelugeCase(
    "assignments in branches and loops after the nearest",
    #"""
    c = "a==1";
    if(x) { c = "a==2"; }
    else if(y) { c = "a==3"; }
    for each z in zs { c = "a==4"; }
    try { c = "a==5"; } catch(e) { info e; }
    zoho.cliq.deleteRecords("t", c);
    """#, (1...5).map { "a==\($0) -> t delete v2" }),
  DelugeCase(
    "branches without braces",
    #"""
    c = "a==1";
    if(x) c = "a==2";
    else if (y)
      c = "a==3";
    else c = "a==4";
    zoho.cliq.deleteRecords("t", c);
    if(z) { if(x) c = "a==5" }
    zoho.cliq.deleteRecords("u", c);
    """#,
    (1...4).map { "a==\($0) -> t delete v2, u delete v2" } + ["a==5 -> u delete v2"]),
  DelugeCase(
    "another branch without braces does not reach",
    #"""
    if(x) c = "a==1"; else zoho.cliq.deleteRecords("t", c);
    if(y) c = "a==2"; else { zoho.cliq.deleteRecords("t", c); }
    if(z) for each w in ws { c = "a==3"; } else zoho.cliq.deleteRecords("t", c);
    """#, ["a==1 -> t delete v2", "a==2 -> t delete v2"]),
  DelugeCase(
    "what follows a branch without braces stands outside",
    #"if(x) info x; c = "a==1"; if(y) info y; c = "a==2"; zoho.cliq.deleteRecords("t", c);"#,
    ["a==2 -> t delete v2"]),
  DelugeCase(
    "literals in both quotes",
    #"zoho.cliq.deleteRecords("t", "a==1" + ' && b==2 && ' + x + '==3' + " && c==4");"#,
    ["a==1 && b==2 && ${x}==3 && c==4 -> t delete v2"]),
  DelugeCase(
    "of two in one branch the later one",
    #"if(x) { c = "a==1"; c = "a==2"; } zoho.cliq.deleteRecords("t", c);"#, ["a==2 -> t delete v2"]),
  DelugeCase(
    "another branch does not reach",
    #"""
    if(x) { c = "a==1"; }
    else { zoho.cliq.deleteRecords("t", c); }
    if(y) { c = "a==2"; zoho.cliq.deleteRecords("u", c); }
    """#, ["a==2 -> u delete v2"]),
  DelugeCase(
    "a branch that returns does not reach",
    #"""
    c = "a==1";
    if(x) { c = "(Email:equals:y)"; found = zoho.crm.searchRecords("Leads", c); return found; }
    if(y) { if(z) { c = "b==2"; } else { c = c + "!"; } return c; }
    for each w in ws { if(w) { return w; } c = "a==3"; }
    zoho.cliq.deleteRecords("t", c);
    if(v) { c = "a==4"; zoho.cliq.deleteRecords("u", c); return 0; }
    """#, ["a==1 -> t delete v2", "a==3 -> t delete v2", "a==4 -> u delete v2"]),
  DelugeCase(
    "the next round of a loop",
    #"""
    q = Map();
    q.put("criteria", "a==1");
    for each page in pages
    {
      rows = zoho.cliq.getRecords("t", q);
      q.put("start_token", rows.get("next_token"));
    }
    """#, [#"a==1 {start_token=${rows.get("next_token")}} -> t list v2"#]),
  DelugeCase(
    "puts in branches",
    #"""
    q = Map();
    if(mine) { q.put("criteria", "owner==" + me); } else { q.put("criteria", "open==true"); }
    rows = zoho.cliq.getRecords("t", q);
    """#, ["owner==${me} -> t list v2", "open==true -> t list v2"]),
  DelugeCase(
    "one that is no text leaves the others",
    #"c = load(); if(x) { c = "a==1"; } zoho.cliq.deleteRecords("t", c);"#, ["a==1 -> t delete v2"]),
  DelugeCase(
    "one that mentions the variable makes all fragments",
    #"c = "a==1"; if(x) { c = c + " && b==2"; } zoho.cliq.deleteRecords("t", c);"#,
    ["~a==1 -> t delete v2", "~${c} && b==2 -> t delete v2"]),
  DelugeCase(
    "and so does the next round of a loop",
    #"c = "id==0"; for each i in ids { c = c + " || id==" + i; } zoho.cliq.deleteRecords("t", c);"#,
    ["~id==0 -> t delete v2", "~${c} || id==${i} -> t delete v2"]),
  DelugeCase(
    "an empty literal that is replaced later",
    #"c = ""; if(x) { c = "a==1"; } zoho.cliq.deleteRecords("t", c);"#,
    ["~ -> t delete v2", "~a==1 -> t delete v2"]),
  DelugeCase(
    "an unbalanced literal that is replaced later",
    #"c = "(a==1"; if(x) { c = "a==2"; } zoho.cliq.deleteRecords("t", c);"#,
    ["~(a==1 -> t delete v2", "~a==2 -> t delete v2"]),
  DelugeCase(
    "an unbalanced literal alone is a mistake", #"c = "(a==1"; zoho.cliq.deleteRecords("t", c);"#,
    ["(a==1 -> t delete v2"]),
  DelugeCase(
    "a criteria that grows in its map",
    #"q = {"criteria":"a==1"}; q.put("criteria", q.get("criteria") + " && b==2"); zoho.cliq.getRecords("t", q);"#,
    ["~a==1 -> t list v2", #"~${q.get("criteria")} && b==2 -> t list v2"#]),
  DelugeCase(
    "whole for one call and a fragment for the next",
    #"c = "a==1"; zoho.cliq.deleteRecords("t", c); c = c + " && b==2"; zoho.cliq.deleteRecords("u", c);"#,
    ["a==1 -> t delete v2", "~${c} && b==2 -> u delete v2"]),
]

private let forms = [
  DelugeCase(
    "strings come before comments",
    "url = \"https://desk.invalid/*\"; zoho.cliq.deleteRecords(\"t\", \"a==//x\"); // \"",
    ["a==//x -> t delete v2"]),
  DelugeCase(
    "text in comments is no query",
    "// zoho.cliq.deleteRecords(\"t\",\"a==1\");\n/* zoho.cliq.deleteRecords(\"t\",\"a==2\"); */ info 1;", []),
  DelugeCase(
    "comments do not nest",
    "/* a /* b */ zoho.cliq.deleteRecords(\"t\",\"a==1\"); /* c */ */ info \"*/\";", ["a==1 -> t delete v2"]),
  DelugeCase(
    "an unterminated quote ends at its line",
    "c = \"a==1;\nzoho.cliq.deleteRecords(\"t\", \"b==2\");\nzoho.cliq.deleteRecords(\"t\", \"c==3);\nzoho.cliq.deleteRecords(\"t\", \"d==4\");",
    ["b==2 -> t delete v2", "d==4 -> t delete v2"]),
  DelugeCase(
    "an apostrophe opens a string only where it closes on its line",
    "note = it's; zoho.cliq.deleteRecords(\"t\", \"a==1\"); x = ' ;\nzoho.cliq.deleteRecords('t', 'b==\\'x\\'');",
    ["a==1 -> t delete v2", "b=='x' -> t delete v2"]),
  DelugeCase(
    "escapes",
    #"zoho.cliq.deleteRecords("t", "a==\"x\" && b like \"50\\%\" && c==\d");"#,
    [#"a=="x" && b like "50\%" && c==\d -> t delete v2"#]),
  DelugeCase(
    "carriage returns, byte-order mark, emoji",
    "\u{FEFF}q = Map();\r\nnote = \"🙂\";\r\nq.put(\"criteria\",\"mood==🙂 && a==\" + 山);\r\nzoho.cliq.getRecords(\"t\",q);\r\n",
    ["mood==🙂 && a==${山} -> t list v2"]),
  DelugeCase(
    "lone carriage returns end lines too",
    "// note\rzoho.cliq.deleteRecords(\"t\", \"a==1\");\rx = \"open\rzoho.cliq.deleteRecords(\"t\", \"a==2\");",
    ["a==1 -> t delete v2", "a==2 -> t delete v2"]),
  DelugeCase(
    "a script that does not parse",
    "} ) ] if( { q = Map(; q.put(\"criteria\",\"a==1\"); ((( zoho.cliq.getRecords(\"t\", q);\nelse }}} zoho.cliq.deleteRecords(\"t\",\"b==2\"",
    ["a==1 -> t list v2", "b==2 -> t delete v2"]),
  DelugeCase(
    "a documentation placeholder is text", #"zoho.cliq.deleteRecords("t", "<field_name>==<field_value>");"#,
    ["<field_name>==<field_value> -> t delete v2"]),
]
