import GRDB

enum SQLFunctions {
  static func register(in database: Database) throws {}
}
