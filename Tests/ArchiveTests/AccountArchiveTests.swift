import Records
import Testing

@Suite("Archives keep accounts")
struct AccountArchiveTests {
    @Test("a new one is found by id, by address and by subject", arguments: Engine.allCases)
    func adding(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let account = Samples.account(), user = account.user
        let device = Device(id: Samples.id(), user: user.id, name: "책상", createdAt: Samples.now)
        try await archive.add(account, device: device, invite: nil, once: nil)
        #expect(try await archive.credentials(of: user.email!) == account)
        #expect(try await archive.credentials(user.id) == account)
        #expect(try await archive.user(user.id) == user)
        #expect(try await archive.userOrNew(user) == user)
        #expect(try await archive.devices(of: user.id) == [device])
        #expect(try await archive.user(Samples.id()) == nil)
    }

    @Test("an address belongs to one account, and nothing of a refused one is kept", arguments: Engine.allCases)
    func taken(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let first = Samples.account("a@example.org"), second = Samples.account("a@example.org")
        let device = Device(id: Samples.id(), user: second.user.id, name: "", createdAt: Samples.now)
        try await archive.add(first, device: nil, invite: nil, once: nil)
        await #expect(throws: ArchiveError.taken(.email)) {
            try await archive.add(second, device: device, invite: nil, once: nil)
        }
        #expect(try await archive.device(device.id) == nil)
        #expect(try await archive.user(second.user.id) == nil)
        let other = Samples.account()
        try await archive.add(other, device: nil, invite: nil, once: nil)
        var change = UserChange()
        change.email = EmailAddress("a@example.org")
        await #expect(throws: ArchiveError.taken(.email)) {
            try await archive.change(other.user.id, change, ifVersion: nil, at: Samples.now)
        }
    }

    @Test("a subject of another issuer is made once, however many ask", arguments: Engine.allCases)
    func subjects(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let ids = try await withThrowingTaskGroup(of: RecordID.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let new = User(
                        id: Samples.id(), issuer: "https://school.example", subject: "7", createdAt: Samples.now)
                    return try await archive.userOrNew(new).id
                }
            }
            return try await group.reduce(into: Set<RecordID>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
    }

    @Test("a change is made of the version that it means", arguments: Engine.allCases)
    func changing(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let account = Samples.account(), id = account.user.id
        try await archive.add(account, device: nil, invite: nil, once: nil)
        var change = UserChange()
        change.username = "지민"
        change.level = "strict"
        change.role = .teacher
        change.verifiedAt = Samples.now
        let later = Samples.now.adding(seconds: 5)
        let changed = try await archive.change(id, change, ifVersion: 1, at: later)
        #expect(changed.username == "지민" && changed.level == "strict" && changed.role == .teacher)
        #expect(changed.locale == "ko" && changed.version == 2 && changed.updatedAt == later)
        #expect(changed.verifiedAt == Samples.now)
        await #expect(throws: ArchiveError.changed) {
            try await archive.change(id, change, ifVersion: 1, at: later)
        }
        change = UserChange()
        change.username = ""
        change.email = EmailAddress("new@example.org")
        change.passwordHash = "other"
        let again = try await archive.change(id, change, ifVersion: nil, at: later)
        #expect(again.username == nil && again.verifiedAt == nil && again.version == 3)
        #expect(try await archive.credentials(of: EmailAddress("new@example.org")!)?.passwordHash == "other")
        await #expect(throws: ArchiveError.missing) {
            try await archive.change(Samples.id(), change, ifVersion: nil, at: later)
        }
    }

    @Test("pages of users end", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        var made: [RecordID] = []
        for second in 0..<7 {
            let account = Samples.account(seconds: Int64(second))
            made.append(account.user.id)
            try await archive.add(account, device: nil, invite: nil, once: nil)
        }
        var seen: [RecordID] = [], after: RecordID?
        repeat {
            let page = try await archive.users(after: after, limit: 3)
            seen += page.items.map(\.id)
            after = page.next
        } while after != nil
        #expect(seen == made)
    }

    @Test("settings have a version", arguments: Engine.allCases)
    func settings(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let account = Samples.account(), id = account.user.id
        await #expect(throws: ArchiveError.missing) { try await archive.settings(of: id) }
        await #expect(throws: ArchiveError.missing) {
            try await archive.set("{}", of: id, ifVersion: nil, at: Samples.now)
        }
        try await archive.add(account, device: nil, invite: nil, once: nil)
        #expect(try await archive.settings(of: id) == Settings(updatedAt: Samples.now))
        let set = try await archive.set(#"{"a":1}"#, of: id, ifVersion: 0, at: Samples.now)
        #expect(set == Settings(document: #"{"a":1}"#, updatedAt: Samples.now, version: 1))
        await #expect(throws: ArchiveError.changed) {
            try await archive.set("{}", of: id, ifVersion: 0, at: Samples.now)
        }
        #expect(try await archive.settings(of: id) == set)
        #expect(try await archive.set("{}", of: id, ifVersion: nil, at: Samples.now).version == 2)
    }

    @Test("an invite is used as often as it may be", arguments: Engine.allCases)
    func invites(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let invite = Invite(
            code: "AB12", role: .learner, uses: 1, expiresAt: Samples.now.adding(seconds: 60), createdBy: nil,
            createdAt: Samples.now)
        try await archive.add(invite)
        await #expect(throws: ArchiveError.taken(.code)) { try await archive.add(invite) }
        #expect(try await archive.invites(at: Samples.now) == [invite])
        let first = Samples.account("a@example.org")
        try await archive.add(first, device: nil, invite: nil, once: nil)
        // A refused registration uses nothing up.
        await #expect(throws: ArchiveError.taken(.email)) {
            try await archive.add(Samples.account("a@example.org"), device: nil, invite: "AB12", once: nil)
        }
        try await archive.add(Samples.account(), device: nil, invite: "AB12", once: nil)
        for code in ["AB12", "none"] {
            await #expect(throws: ArchiveError.inviteInvalid) {
                try await archive.add(Samples.account(), device: nil, invite: code, once: nil)
            }
        }
        #expect(try await archive.invites(at: Samples.now).isEmpty)
        try await archive.removeInvite("AB12")
        await #expect(throws: ArchiveError.missing) { try await archive.removeInvite("AB12") }
    }

    @Test("a letter is taken once, and only the newest", arguments: Engine.allCases)
    func letters(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let account = Samples.account(), user = account.user
        try await archive.add(account, device: nil, invite: nil, once: nil)
        func letter(_ digest: [UInt8]) -> Letter {
            Letter(
                digest: digest, user: user.id, purpose: .reset, email: user.email!,
                expiresAt: Samples.now.adding(seconds: 10))
        }
        try await archive.add(letter([1, 0]))
        try await archive.add(letter([2]))
        #expect(try await archive.redeem([1, 0], for: .reset, at: Samples.now) == nil)
        #expect(try await archive.redeem([2], for: .verify, at: Samples.now) == nil)
        #expect(try await archive.redeem([2], for: .reset, at: Samples.now.adding(seconds: 10)) == nil)
        #expect(try await archive.redeem([2], for: .reset, at: Samples.now) == letter([2]))
        #expect(try await archive.redeem([2], for: .reset, at: Samples.now) == nil)
    }

    @Test("what was asked under one key happens once, and is answered the same", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let reply = Reply(request: [1, 2], status: 201, body: Array("{}".utf8))
        let once = Once(owner: "127.0.0.1", key: "k", reply: reply, at: Samples.now)
        let account = Samples.account()
        try await archive.add(account, device: nil, invite: nil, once: once)
        var other = once
        other.reply.body = []
        await #expect(throws: ArchiveError.repeated(reply)) {
            try await archive.add(Samples.account(), device: nil, invite: nil, once: other)
        }
        // What fails keeps no answer.
        other.key = "l"
        await #expect(throws: ArchiveError.taken(.email)) {
            try await archive.add(Samples.account(account.user.email!.text), device: nil, invite: nil, once: other)
        }
        try await archive.add(Samples.account(), device: nil, invite: nil, once: other)
        try await archive.tidy(before: Samples.now.adding(seconds: 1), now: Samples.now)
        try await archive.add(Samples.account(), device: nil, invite: nil, once: once)
    }

    @Test("removing takes everything of a user's, and nothing of another's", arguments: Engine.allCases)
    func removing(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let gone = Samples.account(), stays = Samples.account()
        for account in [gone, stays] {
            let id = account.user.id
            try await archive.add(
                account, device: Device(id: Samples.id(), user: id, name: "", createdAt: Samples.now), invite: nil,
                once: nil)
            _ = try await archive.set("{}", of: id, ifVersion: nil, at: Samples.now)
            try await archive.append([Samples.attempt(of: id)], once: nil)
            try await archive.add(
                Classroom(id: Samples.id(), owner: id, name: "1-2", code: "\(id)", createdAt: Samples.now), once: nil)
        }
        _ = try await archive.join(code: "\(stays.user.id)", user: gone.user.id, at: Samples.now)
        try await archive.remove(gone.user.id)
        await #expect(throws: ArchiveError.missing) { try await archive.remove(gone.user.id) }
        let id = gone.user.id
        #expect(try await archive.user(id) == nil)
        #expect(try await archive.devices(of: id).isEmpty)
        #expect(try await archive.attempts(of: id, after: nil, limit: 10).items.isEmpty)
        #expect(try await archive.classrooms(of: id).isEmpty)
        let class0 = try #require(try await archive.classrooms(of: stays.user.id).first)
        #expect(try await archive.members(of: class0.id).isEmpty)
        #expect(try await archive.attempts(of: nil, after: nil, limit: 10).items.count == 1)
        #expect(try await archive.devices(of: stays.user.id).count == 1)
        // What a session hands over late is left out, and does not keep the others' from being kept.
        try await archive.append(
            [Samples.attempt(of: id, place: 1), Samples.attempt(of: stays.user.id, place: 1)], once: nil)
        #expect(try await archive.attempts(of: nil, after: nil, limit: 10).items.count == 2)
    }
}
