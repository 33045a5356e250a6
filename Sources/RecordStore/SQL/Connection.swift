import GRDB

/// GRDB has a `Record` of its own, so files that speak of ours do not import it.
typealias Connection = GRDB.Database
typealias DatabaseError = GRDB.DatabaseError
