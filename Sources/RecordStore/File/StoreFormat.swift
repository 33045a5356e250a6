/// How a store's file is marked and laid out.
///
/// One SQLite file with a rollback journal. A write-ahead log would let readers go on while somebody writes, but it
/// needs two more files beside the store that must travel with it, does not work on network folders, and cannot be
/// read in a folder that is read-only. A store is small, is copied, committed and mailed, and writers are short.
enum StoreFormat {
  /// `Cliq` in the file's header says whose it is.
  static let applicationID: Int32 = 0x436C_6971
  /// Stores of a higher version are left alone.
  static let version: Int32 = 1
  /// The first bytes of every SQLite file.
  static let magic = Array("SQLite format 3\0".utf8)

  /// Ids have 18 digits, as the API's.
  static let firstID: Int64 = 100_000_000_000_000_001
  static let lastID: Int64 = 999_999_999_999_999_999

  /// The tables that describe the rest.
  static let tables = """
    CREATE TABLE datastores (
      number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, unique_name TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL, description TEXT NOT NULL, api TEXT NOT NULL, table_name TEXT NOT NULL UNIQUE,
      definition INTEGER NOT NULL, revision INTEGER NOT NULL,
      added_time INTEGER NOT NULL, modified_time INTEGER NOT NULL);
    CREATE TABLE fields (
      id INTEGER PRIMARY KEY, datastore INTEGER NOT NULL REFERENCES datastores (number) ON DELETE CASCADE,
      position INTEGER NOT NULL, unique_name TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
      mandatory INTEGER NOT NULL, masked INTEGER NOT NULL, default_value TEXT, column_name TEXT NOT NULL,
      is_wide INTEGER NOT NULL DEFAULT 0, UNIQUE (datastore, unique_name));
    CREATE TABLE unique_keys (
      datastore INTEGER NOT NULL REFERENCES datastores (number) ON DELETE CASCADE,
      key INTEGER NOT NULL, position INTEGER NOT NULL,
      field INTEGER NOT NULL REFERENCES fields (id) ON DELETE CASCADE,
      PRIMARY KEY (datastore, key, position));
    CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
    INSERT INTO counters VALUES ('id', \(firstID - 1)), ('number', 0);
    CREATE TABLE make_stores (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, max_size INTEGER, added_time INTEGER NOT NULL);
    CREATE TABLE make_records (
      position INTEGER PRIMARY KEY, store INTEGER NOT NULL REFERENCES make_stores (id) ON DELETE CASCADE,
      key TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (store, key));
    \(makeMembers)
    """

  /// What else a Make data store was told to be. Made where it is missing: files of before do not have it.
  static let makeMembers = """
    CREATE TABLE IF NOT EXISTS make_members (
      store INTEGER NOT NULL REFERENCES make_stores (id) ON DELETE CASCADE,
      name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (store, name));
    """
}
