package import Records

/// Statements that happen together or not at all, and what is told of them.
///
/// No statement depends on what another one answers: so a database across the network is asked everything at once. A statement that must give a row
/// and gives none ends the transaction; what has to be decided in between is decided by the statements' own conditions.
package struct Transaction<Answer: Sendable>: Sendable {
    /// What is done to the database.
    package enum Access: Sendable {
        /// It is only read: what this user's own changes led to must be seen, or, for nil, everybody's.
        case read(of: RecordID?)
        /// It is changed, on behalf of this user where it is one's.
        case write(of: RecordID?)
    }

    /// What is done.
    package let access: Access
    /// The statements in order.
    package let statements: [Statement]
    /// What the rows of each statement mean. Where it throws, nothing was done.
    package let answer: @Sendable ([[Row]]) throws(ArchiveError) -> Answer

    init(
        _ access: Access, _ statements: [Statement],
        answer: @escaping @Sendable ([[Row]]) throws(ArchiveError) -> Answer
    ) {
        self.access = access
        self.statements = statements
        self.answer = answer
    }

    /// A question of one statement, each of whose rows means one item.
    static func list<Item>(
        of user: RecordID?, _ statement: Statement, item: @escaping @Sendable (inout Row) throws(ArchiveError) -> Item
    ) -> Transaction where Answer == [Item] {
        Transaction(.read(of: user), [statement]) { rows throws(ArchiveError) in try rows[0].items(item) }
    }

    /// A question of one statement that gives one row or none.
    static func first<Item>(
        of user: RecordID?, _ statement: Statement, item: @escaping @Sendable (inout Row) throws(ArchiveError) -> Item
    ) -> Transaction where Answer == Item? {
        Transaction(.read(of: user), [statement]) { rows throws(ArchiveError) in try rows[0].first(item) }
    }
}

extension Transaction where Answer == Void {
    /// A change of which nothing is told but that it has happened.
    static func change(of user: RecordID?, _ statements: Statement...) -> Transaction {
        Transaction(.write(of: user), statements) { _ in }
    }
}

extension [Row] {
    func items<Item>(_ item: (inout Row) throws(ArchiveError) -> Item) throws(ArchiveError) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(count)
        for row in self {
            var row = row
            items.append(try item(&row))
        }
        return items
    }

    func first<Item>(_ item: (inout Row) throws(ArchiveError) -> Item) throws(ArchiveError) -> Item? {
        guard var row = first else { return nil }
        return try item(&row)
    }
}
