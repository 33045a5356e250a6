/// A small workspace with records: `team` has a schema, `plain` has none.
enum RecordSample {
  static let files = [
    "datastores/team.json": """
    {"unique_name": "team", "name": "Team", "description": "People", "fields": [
      {"unique_name": "status", "name": "Status", "type": "limited-text"},
      {"unique_name": "level", "name": "Level", "type": "number"},
      {"unique_name": "active", "name": "Active", "type": "boolean"},
      {"unique_name": "phone", "name": "Phone", "type": "limited-text", "masked": true}]}
    """,
    "fixtures/team.ndjson": """
    {"id":"11","status":"open","level":"3","active":true,"phone":"*****"}
    {"id":"12","status":"new","level":"10","active":false,"phone":null}
    {"id":"13","status":"Open","level":null,"active":true,"phone":"*****"}
    {"id":"14","status":"open","level":"2.5","active":true,"phone":"*****"}

    """,
    "fixtures/plain.csv": "name,size\nalpha,10\n\"beta, the second\",9\n山田　太郎,\n",
  ]

  /// With so many records of one field.
  static func numbers(_ count: Int) -> String {
    (1...count).map { "{\"id\":\"\($0)\",\"n\":\"\($0)\"}\n" }.joined()
  }
}
