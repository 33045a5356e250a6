/// A small workspace with one mistake of each severity.
enum Sample {
  static let schema = """
    {"unique_name": "team", "name": "Team", "description": "People", "fields": [
      {"unique_name": "status", "name": "Status", "type": "limited-text"},
      {"unique_name": "level", "name": "Level", "type": "number"},
      {"unique_name": "active", "name": "Active", "type": "boolean"}]}
    """

  /// An error, a warning and a hint, one a line.
  static let document = """
    @datastore team
    statsu==open

    @datastore team
    active==yes

    @datastore team
    id==7

    """

  static let clean = "@datastore team\nstatus==open\n"

  static var files: [String: String] {
    ["datastores/team.json": schema, "queries/team.criteria": document, "queries/clean.criteria": clean]
  }
}
