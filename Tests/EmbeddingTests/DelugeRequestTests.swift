import Testing

@testable import Embedding

@Suite("Deluge: requests to the API")
struct DelugeRequestTests {
  @Test("E2", arguments: requests)
  func isFound(_ test: DelugeCase) { check(test) }
}

private let requests = [
  DelugeCase(
    "a URL with a criteria, as it is",
    #"""
    r = invokeurl
    [
      url :"https://cliq.invalid/api/v2/storages/tickets/records?limit=10&criteria=(owner==" + user.get("id") + ")"
      type :GET
      connection:"desk"
    ];
    """#, [#"(owner==${user.get("id")}) {limit=10} -> tickets list v2"#]),
  DelugeCase(
    "percent-encoded, on any host, with holes before the path",
    #"""
    r = invokeUrl[ url: base + "/api/v3/datastores/tickets/records?criteria=a%3D%3D1%20%26%26%20b%3D%3D" + b type: GET ];
    """#, ["a==1 && b==${b} -> tickets list v3"]),
  DelugeCase(
    "no type is a GET; the datastore is computed",
    #"r = invokeurl [ url: "https://x.invalid/api/v3/datastores/" + name + "/records?criteria=a==1" ];"#,
    ["a==1 -> ? list v3"]),
  DelugeCase(
    "DELETE, with a text that is encoded by a function",
    #"r = invokeurl [ url: HOST + "/api/v3/datastores/t/records?criteria=" + encodeUrl("a==" + b) type: DELETE ];"#,
    ["a==${b} -> t delete v3"]),
  DelugeCase(
    "DELETE without a selection",
    #"r = invokeurl [ url: "https://x.invalid/api/v3/datastores/t/records" type: DELETE ];"#,
    ["- -> t delete v3"]),
  DelugeCase(
    "a URL in a variable",
    #"u = "https://x.invalid/api/v3/datastores/t/records?criteria=a==1"; r = invokeurl [ url: u type: DELETE ];"#,
    ["a==1 -> t delete v3"]),
  DelugeCase(
    "a URL for another function",
    #"zoho.cliq.x(); r = getUrl("https://x.invalid/api/v2/storages/t/records?criteria=a==1&from_index=3");"#,
    ["a==1 {from_index=3} -> t list v2"]),
  DelugeCase(
    "parameters",
    #"""
    p = Map();
    p.put("criteria", "a==1");
    p.put("limit", "20");
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/t/records" type: GET parameters: p connection: "c" ];
    """#, ["a==1 {limit=20} -> t list v3"]),
  DelugeCase(
    "the body of an update",
    #"""
    body = {"criteria": "a==" + b, "values": {"c": 1}};
    r = invokeurl [ url: "https://x.invalid/api/v3/extensions/77/datastores/t/records" type: PATCH body: body.toString() ];
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/u/records" type: PATCH parameters: {"values": {"c": 1}}.toString() ];
    """#, ["a==${b} -> t update v3", "- -> u update v3"]),
  DelugeCase(
    "a body that is a text",
    #"""
    r = invokeurl [
      url: "https://x.invalid/api/v3/datastores/t/records" type: PATCH
      body: "{\"criteria\": \"a==" + who.get("b}c") + " && d==\\\"e\\\"\", \"values\": {\"f\": " + g + "}}"
    ];
    payload = '{"values": {"f": 1}, "criteria": "h==' + i + '"}';
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/u/records" type: PATCH parameters: payload ];
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/u/records" type: PATCH parameters: "criteria" + j ];
    r = invokeurl [ url: "https://x.invalid/crm/v3/datastores/u/records" type: PATCH parameters: '{"criteria": "k"}' ];
    """#, [#"a==${who.get("b}c")} && d=="e" -> t update v3"#, "h==${i} -> u update v3"]),
  DelugeCase(
    "other paths, methods and products",
    #"""
    p = {"criteria": "a==1"};
    r = invokeurl [ url: "https://x.invalid/crm/v2/Leads/records?criteria=a==1" type: GET parameters: p ];
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/t/records/9?criteria=a==1" type: GET parameters: p ];
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/t/records" type: POST parameters: p ];
    r = invokeurl [ url: "https://creator.invalid/api/v2/o/app/report/All" type: GET parameters: p ];
    """#, []),
  DelugeCase(
    "HQ210: braces that the host leaves alone, anywhere in the URL",
    #"""
    r = invokeurl [ url: "https://x.invalid/api/v3/datastores/t/records?criteria=a==«${b}»&limit=«${n}»" type: GET ];
    """#, ["a==${b} {limit=${n}} -> t list v3"], observations: ["interpolation b", "interpolation n"]),
]
