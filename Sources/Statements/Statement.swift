package import Records

/// One statement with its values. Its text is written in this room and never made from values; parameters are `$1` and so on.
package struct Statement: Sendable {
    /// The text, in the SQL that SQLite 3.40 and PostgreSQL 15 have in common. PostgreSQL takes a parameter's
    /// type from where it stands first: `(id < $2 OR $2 IS NULL)`, not the other way round.
    package let text: String
    /// The values of `$1` and so on.
    package let values: [SQLValue]
    /// What the transaction fails with where the statement gives no row; nil where that may be.
    package let otherwise: ArchiveError?

    init(_ text: String, _ values: SQLValue..., otherwise: ArchiveError? = nil) {
        self.init(text, values, otherwise: otherwise)
    }

    /// A statement from its parts.
    package init(_ text: String, _ values: [SQLValue], otherwise: ArchiveError? = nil) {
        self.text = text
        self.values = values
        self.otherwise = otherwise
    }
}
