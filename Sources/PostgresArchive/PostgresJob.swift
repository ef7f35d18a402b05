internal import Records
internal import Statements

/// A transaction on its way through a pool.
struct PostgresJob: Sendable {
    /// What has become of it.
    enum End: Sendable {
        /// It has happened for good.
        case done
        /// It has not happened; or, where a connection was lost under its commit, may have.
        case failed(ArchiveError)
        /// The replica that was asked is not as far as the reader must see: the primary is to be asked.
        case behind
    }

    /// Its statements in order.
    let statements: [Statement]
    /// Whether it changes something.
    let isWrite: Bool
    /// How far a replica must be to be asked; nil at a primary.
    let mark: WALPosition?
    /// Takes the rows of each statement; says why all of it is to be undone, nil where it is to stand.
    let take: @Sendable ([[Row]]) -> ArchiveError?
    /// Is told once what has become of it, and how far the log of the primary was then.
    let end: @Sendable (End, WALPosition?) -> Void
    /// When it is given up, on the loop's clock.
    var deadline: UInt64 = 0
    /// How often it was begun.
    var tries = 0

    /// How often one is begun that others stand in the way of, or whose connection is lost before its commit.
    static let mostTries = 8

    /// Whether it needs `BEGIN` and `COMMIT` of its own: one statement is a transaction by itself.
    var isLong: Bool { statements.count > 1 }
}

/// A place in the log of a primary, in bytes since it was made.
struct WALPosition: Hashable, Comparable, Sendable {
    let bytes: UInt64

    static func < (one: WALPosition, other: WALPosition) -> Bool { one.bytes < other.bytes }
}
