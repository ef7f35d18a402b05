internal import Accounts
internal import Records
internal import Wire

/// Who somebody is, what they have set, and the end of it.
extension API {
    /// Languages that learners are spoken to in.
    static let locales = ["en", "ko", "ja", "zh"]
    static let levels = ["beginner", "standard", "strict"]

    static let profile = [
        Endpoint(.get, "/api/v1/users/profile") { call throws(Problem) in
            try tagged(call, try await user(call))
        },
        Endpoint(.patch, "/api/v1/users/profile", body: Endpoint.smallBody) { call throws(Problem) in
            let change = try call.fields { fields throws(Problem) in
                var change = UserChange()
                change.username = fields.change("username", 1...64)
                change.level = fields.word("level", of: levels, isChange: true)
                change.locale = fields.word("locale", of: locales, isChange: true)
                return change
            }
            let before = try await user(call)
            try call.wantedVersion(of: before.version)
            let version = call.request.headers["if-match"] == nil ? nil : before.version
            let changed = try await call.archived {
                try await $0.change(before.id, change, ifVersion: version, at: call.now)
            }
            return try tagged(call, changed)
        },
        Endpoint(.delete, "/api/v1/users/profile") { call throws(Problem) in
            let user = try call.user
            let ended = try await call.accounted { try await $0.remove(user.user) }
            call.api.callers.forget(user.user)
            call.api.end(ended)
            return .noContent
        },
        Endpoint(.get, "/api/v1/users/settings") { call throws(Problem) in
            let user = try call.user
            return answer(try await call.archived { try await $0.settings(of: user.user) }, call)
        },
        Endpoint(.patch, "/api/v1/users/settings", body: Endpoint.smallBody) { call throws(Problem) in
            try await change(call)
        },
    ]

    static func user(_ call: Call) async throws(Problem) -> User {
        let caller = try call.user
        guard let user = try await call.archived({ try await $0.user(caller.user) }) else {
            call.api.callers.forget(caller.user)
            throw .unauthorized("token_invalid", "This account is gone.")
        }
        return user
    }

    private static func tagged(_ call: Call, _ user: User) throws(Problem) -> HTTPResponse {
        if let response = call.unchanged(user.version) { return response }
        return HTTPResponse { $0.members(of: user) }.with("etag", Call.tag(user.version))
            .with("cache-control", "private, no-cache")
    }

    private static func answer(_ settings: Settings, _ call: Call) -> HTTPResponse {
        if let response = call.unchanged(settings.version) { return response }
        var json = JSONWriter()
        json.bytes = Array(settings.document.utf8)
        return HTTPResponse(.ok, json: json).with("etag", Call.tag(settings.version))
            .with("cache-control", "private, no-cache")
    }

    /// Merges what is sent into what is there (RFC 7396). Two who do it at once both get what they wanted: who comes second merges again.
    private static func change(_ call: Call) async throws(Problem) -> HTTPResponse {
        let patch = try call.fields { fields throws(Problem) in
            fields.takesNull = true
            return settings(&fields)
        }
        let user = try call.user, isBound = !["", "*"].contains(call.request.headers["if-match"] ?? "")
        for _ in 0..<mostRounds {
            let before = try await call.archived { try await $0.settings(of: user.user) }
            try call.wantedVersion(of: before.version)
            let document = try merged(before.document, patch)
            do {
                let now = try await call.records.archive.set(
                    document, of: user.user, ifVersion: before.version, at: call.now)
                return answer(now, call)
            } catch ArchiveError.changed where !isBound {
                continue
            } catch {
                return try await call.archived { _ in throw error }
            }
        }
        throw .busy("settings_busy", "Too many change these settings at once: try again.")
    }

    /// How often a change is merged anew because somebody else's came between: in each round one of all who try is done.
    private static let mostRounds = 200

    /// What may be set, as it is sent; `null` takes it away.
    private static func settings(_ fields: inout Fields) -> [JSONTree.Member] {
        var members: [JSONTree.Member] = []
        func keep(_ name: String, _ value: JSONTree?, isNull: Bool) {
            if let value { members.append(JSONTree.Member(name: name, value: value)) }
            if isNull { members.append(JSONTree.Member(name: name, value: .null)) }
        }
        for (name, words) in words {
            let isNull = fields.value(name) == .null
            keep(name, fields.word(name, of: words).map { .string($0) }, isNull: isNull)
        }
        for name in switches {
            let isNull = fields.value(name) == .null
            keep(name, fields.bool(name).map { .bool($0) }, isNull: isNull)
        }
        let noCap = fields.value("daily_reviews") == .null, noRetention = fields.value("retention") == .null
        keep("daily_reviews", fields.integer("daily_reviews", in: 1...1_000).map { .number(Double($0)) }, isNull: noCap)
        keep("retention", fields.number("retention", in: 0.7...0.97).map { .number($0) }, isNull: noRetention)
        return members
    }

    private static let words: [(String, [String])] = [
        ("theme", ["light", "dark", "system"]), ("help", ["none", "ghost", "fading"]),
        ("grid", ["none", "cross", "rice"]),
    ]
    private static let switches = ["sound", "vibration", "left_handed", "numbers"]

    private static func merged(_ document: String, _ patch: [JSONTree.Member]) throws(Problem) -> String {
        var members: [JSONTree.Member] = []
        if case .object(let kept)? = try? JSONTree(Array(document.utf8)) { members = kept }
        for change in patch {
            members.removeAll { $0.name == change.name }
            if change.value != .null { members.append(change) }
        }
        var json = JSONWriter()
        JSONTree.object(members.sorted { $0.name < $1.name }).write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension Call {
    /// 304 where the client has this version already.
    func unchanged(_ version: Int64) -> HTTPResponse? {
        let known = request.headers.elements("if-none-match")
        guard request.method == .get || request.method == .head,
            known.contains(Call.tag(version)) || known.contains("*")
        else { return nil }
        return HTTPResponse(.notModified).with("etag", Call.tag(version)).with("cache-control", "private, no-cache")
    }
}

extension JSONWriter {
    mutating func members(of user: User) {
        member("id", user.id)
        member("email", user.email?.text)
        member("username", user.username)
        member("level", user.level)
        member("locale", user.locale)
        member("role", user.role.rawValue)
        member("verified", user.verifiedAt != nil)
        member("created_at", user.createdAt)
        member("updated_at", user.updatedAt)
    }
}
