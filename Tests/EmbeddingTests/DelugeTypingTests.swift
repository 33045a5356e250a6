import Testing

@testable import Embedding

@Suite("Deluge: scripts that are being typed")
struct DelugeTypingTests {
  @Test("what is not closed ends where the next statement begins", arguments: typing)
  func isRead(_ test: DelugeCase) { check(test) }
}

private let typing = [
  DelugeCase(
    "a parenthesis that is missing",
    """
    lookup = Map();
    lookup.put("criteria", "desk==4"
    seats = zoho.cliq.getRecords("rooms", lookup);
    """, ["desk==4 -> rooms list v2"]),
  DelugeCase(
    "a quote that is missing",
    """
    lookup = Map();
    lookup.put("criteria", "desk==4);
    seats = zoho.cliq.getRecords("rooms", lookup);
    """, []),
  DelugeCase(
    "an operand that is missing: a fragment",
    """
    lookup = Map();
    lookup.put("criteria", "desk==" +
    seats = zoho.cliq.getRecords("rooms", lookup);
    zoho.cliq.deleteRecords("rooms", "floor==" + );
    """, ["~desk== -> rooms list v2", "~floor== -> rooms delete v2"]),
  DelugeCase(
    "a literal over two lines",
    """
    lookup = Map();
    lookup.put("criteria", "desk==4
      && floor==2");
    seats = zoho.cliq.getRecords("rooms", lookup);
    """, []),
  DelugeCase(
    "an argument that is missing",
    """
    zoho.cliq.deleteRecords("rooms",
    total = 0;
    zoho.cliq.deleteRecords("rooms", "floor==2"
    info total;
    zoho.cliq.deleteRecords("rooms", "floor==3"
    zoho.cliq.deleteRecords("rooms", "floor==4");
    """, (2...4).map { "floor==\($0) -> rooms delete v2" }),
  DelugeCase(
    "a condition goes on in the next line",
    """
    if(a.equals("x")
      and (b == 2)) { zoho.cliq.deleteRecords("rooms", "floor==2"); }
    zoho.cliq.deleteRecords("rooms",
      "desk==" +
      number.toString(
        2
      ));
    """, ["floor==2 -> rooms delete v2", "desk==${number.toString(\n    2\n  )} -> rooms delete v2"]),
  DelugeCase(
    "fields in brackets go line by line",
    """
    found = invokeurl
    [
      url : "https://cliq.zoho.com/api/v2/storages/rooms/records"
      type : GET
      parameters : {"criteria":
        "desk==4"}
      connection : "c"
    ];
    row = insert into Rooms [ Name = "x"
      Floor = "2" ];
    zoho.cliq.deleteRecords("rooms", "floor==2");
    """, ["desk==4 -> rooms list v2", "floor==2 -> rooms delete v2"]),
  DelugeCase(
    "entries that a map takes over from another",
    """
    lookup = {"limit": 5};
    lookup.putAll({"criteria": "desk==" + n});
    seats = zoho.cliq.getRecords("rooms", lookup);
    more = {"criteria": "floor==2"};
    lookup.putAll(more);
    seats = zoho.cliq.getRecords("desks", lookup);
    """, ["desk==${n} {limit=5} -> rooms list v2, desks list v2", "floor==2 {limit=5} -> desks list v2"]),
  DelugeCase(
    "a comment before one literal names the text that it is a part of",
    """
    zoho.cliq.x();
    wanted = who + /* cliquery: criteria */ "==" + x + /* cliquery: criteria */ " && floor==2";
    """, ["${who}==${x} && floor==2 -> ? list v2"]),
]
