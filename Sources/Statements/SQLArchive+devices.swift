package import Records

extension Device {
    static let columns = "id, user_id, name, counter, rotated_at, created_at, ended_at"

    init(_ row: inout Row) throws(ArchiveError) {
        let id = try row.id(), user = try row.id(), name = try row.text()
        let counter = try row.integer(), rotatedAt = try row.time()
        self.init(id: id, user: user, name: name, createdAt: try row.time())
        self.counter = counter
        self.rotatedAt = rotatedAt
        endedAt = try row.optionalTime()
    }

    var statement: Statement {
        Statement(
            "INSERT INTO devices (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)", .id(id), .id(user),
            .text(name),
            .integer(counter), .time(rotatedAt), .time(createdAt), .time(endedAt))
    }
}

extension SQLArchive {
    package func add(_ device: Device) async throws(ArchiveError) {
        try await run(.change(of: device.user, Self.exists(device.user), device.statement))
    }

    package func device(_ id: RecordID) async throws(ArchiveError) -> Device? {
        try await run(
            .first(
                of: nil, Statement("SELECT \(Device.columns) FROM devices WHERE id = $1", .id(id)), item: Device.init))
    }

    package func devices(of user: RecordID) async throws(ArchiveError) -> [Device] {
        try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(Device.columns) FROM devices WHERE user_id = $1 AND ended_at IS NULL ORDER BY id DESC
                    """, .id(user)), item: Device.init))
    }

    package func rotate(
        _ device: RecordID, shown counter: Int64, at: Timestamp
    ) async throws(ArchiveError) -> Rotation {
        while true {
            let known = try await self.device(device)
            let rotation = Rotation(of: known, shown: counter, at: at)
            switch rotation {
            case .again, .ended: return rotation
            case .next(let new), .reused(let new):
                // What it follows from may have changed meanwhile: then it is asked again.
                guard let known, try await replace(known, by: new) else { continue }
                return rotation
            }
        }
    }

    private func replace(_ known: Device, by new: Device) async throws(ArchiveError) -> Bool {
        try await run(
            Transaction(
                .write(of: known.user),
                [
                    Statement(
                        """
                        UPDATE devices SET counter = $2, rotated_at = $3, ended_at = $4
                        WHERE id = $1 AND counter = $5 AND ended_at IS NULL RETURNING id
                        """, .id(known.id), .integer(new.counter), .time(new.rotatedAt), .time(new.endedAt),
                        .integer(known.counter))
                ]
            ) { rows in !rows[0].isEmpty })
    }

    package func end(
        devicesOf user: RecordID, only: RecordID?, except: RecordID?, at: Timestamp
    ) async throws(ArchiveError) -> [RecordID] {
        try await run(
            Transaction(
                .write(of: user),
                [
                    Statement(
                        """
                        UPDATE devices SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL
                            AND (id = $3 OR $3 IS NULL) AND (id <> $4 OR $4 IS NULL) RETURNING id
                        """, .id(user), .time(at), .id(only), .id(except))
                ]
            ) { rows throws(ArchiveError) in
                try rows[0].items { row throws(ArchiveError) in try row.id() }
            })
    }
}
