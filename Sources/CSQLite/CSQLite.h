#include <sqlite3.h>

/// A name in double quotes that nobody knows is a mistake then, and no text. The call takes any number of arguments,
/// which Swift does not have.
static inline void cliquery_take_quoted_names_as_names(sqlite3 *connection) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
}
