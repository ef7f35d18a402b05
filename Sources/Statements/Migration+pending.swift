package import Records

extension Migration {
    /// A step that was done, as the database tells of it.
    package struct Done: Sendable {
        /// Which one.
        package let version: Int
        /// What it was.
        package let checksum: Int64

        /// A step that was done.
        package init(version: Int, checksum: Int64) {
            self.version = version
            self.checksum = checksum
        }
    }

    /// The steps that are still to be done.
    ///
    /// - Throws: ``ArchiveError/newer(found:known:)``, or ``ArchiveError/unsuitable(_:)`` where a step was another one.
    package static func pending(after done: [Done]) throws(ArchiveError) -> ArraySlice<Migration> {
        let newest = done.map(\.version).max() ?? 0
        guard newest <= all.count else { throw .newer(found: newest, known: all.count) }
        for step in done {
            guard step.version > 0, all[step.version - 1].checksum == step.checksum else {
                throw .unsuitable(
                    "Step \(step.version) of the database's schema is not the one that this program knows: "
                        + "another program has made it.")
            }
        }
        return all[newest...]
    }

    /// Asks for the steps that were done.
    package static let question = Statement("SELECT version, checksum FROM migrations ORDER BY version")

    /// Reads an answer to ``question``.
    package static func done(_ rows: [Row]) throws(ArchiveError) -> [Done] {
        try rows.items { row throws(ArchiveError) in
            Done(version: Int(try row.integer()), checksum: try row.integer())
        }
    }

    /// Keeps that this step was done.
    package func record(at time: Timestamp) -> Statement {
        Statement(
            "INSERT INTO migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
            .integer(Int64(version)), .text(name), .integer(checksum), .time(time))
    }
}
