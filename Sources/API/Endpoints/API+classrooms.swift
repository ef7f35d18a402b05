internal import Accounts
internal import Records
internal import Wire

/// People who learn together: teachers make a class, learners join it by its code.
extension API {
    static let classrooms = [
        Endpoint(.get, "/api/v1/classes") { call throws(Problem) in
            let user = try call.user
            let classes = try await call.archived { try await $0.classrooms(of: user.user) }
            return HTTPResponse { json in
                json.member("items")
                json.objects(classes) { $0.members(of: $1, for: user.user) }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.post, "/api/v1/classes", for: .teachers, body: Endpoint.smallBody) { call throws(Problem) in
            let name = try call.fields { fields throws(Problem) in fields.neededText("name", 1...100) }
            let classroom = Classroom(
                id: call.newID(), owner: try call.user.user, name: name, code: newCode(), createdAt: call.now)
            let response = HTTPResponse(.created) { $0.members(of: classroom, for: classroom.owner) }
                .with("location", "/api/v1/classes/\(classroom.id)").with("etag", Call.tag(classroom.version))
            return try await call.once(response) { try await $0.add(classroom, once: $1) }
        },
        Endpoint(.post, "/api/v1/classes/join", body: Endpoint.smallBody) { call throws(Problem) in
            let user = try call.user
            let code = try call.fields { fields throws(Problem) in fields.neededText("code", 1...32) }
            let wanted = code.uppercased().filter { !$0.isWhitespace && $0 != "-" }
            let joined = try await call.archived { try await $0.join(code: wanted, user: user.user, at: call.now) }
            return HTTPResponse { $0.members(of: joined, for: user.user) }
        },
        Endpoint(.get, "/api/v1/classes/{class}") { call throws(Problem) in
            let (classroom, user) = try await seen(call)
            if let response = call.unchanged(classroom.version) { return response }
            return tagged(classroom, user)
        },
        Endpoint(.patch, "/api/v1/classes/{class}", body: Endpoint.smallBody) { call throws(Problem) in
            let (name, renews) = try call.fields { fields throws(Problem) in
                (fields.text("name", 1...100), fields.bool("new_code") ?? false)
            }
            let (classroom, user) = try await taught(call)
            try call.wantedVersion(of: classroom.version)
            let version = call.request.headers["if-match"] == nil ? nil : classroom.version
            let code = renews ? newCode() : nil
            let changed = try await call.archived {
                try await $0.changeClass(classroom.id, name: name, code: code, ifVersion: version, at: call.now)
            }
            return tagged(changed, user)
        },
        Endpoint(.delete, "/api/v1/classes/{class}") { call throws(Problem) in
            let (classroom, _) = try await taught(call)
            try await call.archived { try await $0.removeClass(classroom.id) }
            return .noContent
        },
        Endpoint(.get, "/api/v1/classes/{class}/members") { call throws(Problem) in
            let (classroom, _) = try await taught(call)
            let members = try await call.archived { try await $0.members(of: classroom.id) }
            return HTTPResponse { json in
                json.member("items")
                json.objects(members) { json, member in
                    json.member("user", member.user)
                    json.member("username", member.username)
                    json.member("joined_at", member.joinedAt)
                }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.delete, "/api/v1/classes/{class}/members/{user}") { call throws(Problem) in
            let (classroom, user) = try await seen(call), member = try call.pathID("user")
            guard classroom.owner == user || member == user else { throw .notFound }
            try await call.archived { try await $0.leave(classroom.id, user: member) }
            return .noContent
        },
        Endpoint(.get, "/api/v1/classes/{class}/progress") { call throws(Problem) in
            let since = try call.query { $0.time("since") } ?? Timestamp(milliseconds: 0)
            let (classroom, _) = try await taught(call)
            let progress = try await call.archived { try await $0.progress(ofClass: classroom.id, since: since) }
            return HTTPResponse { json in
                json.member("items")
                json.objects(progress) { json, progress in
                    json.member("user", progress.user)
                    json.member("character", progress.character)
                    json.member("attempts", Int(progress.attempts))
                    json.member("correct", Int(progress.correct))
                    json.member("score", share: progress.score)
                    json.member("last_at", progress.lastAt)
                }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.get, "/api/v1/classes/{class}/assignments") { call throws(Problem) in
            let (classroom, _) = try await seen(call)
            let assignments = try await call.archived { try await $0.assignments(of: classroom.id) }
            return HTTPResponse { json in
                json.member("items")
                json.objects(assignments) { $0.members(of: $1) }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.post, "/api/v1/classes/{class}/assignments", body: Endpoint.smallBody) { call throws(Problem) in
            try await assign(call)
        },
        Endpoint(.delete, "/api/v1/classes/{class}/assignments/{assignment}") { call throws(Problem) in
            let (classroom, _) = try await taught(call), id = try call.pathID("assignment")
            try await call.archived { try await $0.removeAssignment(id, of: classroom.id) }
            return .noContent
        },
    ]

    private static func assign(_ call: Call) async throws(Problem) -> HTTPResponse {
        let (title, texts, lessons, until) = try call.fields { fields throws(Problem) in
            (
                fields.neededText("title", 1...200), fields.texts("texts", 0...100, 1...200),
                fields.texts("lessons", 0...100, 1...100), fields.time("until")
            )
        }
        guard !texts.isEmpty || !lessons.isEmpty else {
            throw Problem(field: "/texts", "field_missing", "An assignment has a text or a lesson.")
        }
        let (classroom, _) = try await taught(call)
        let assignment = Assignment(
            id: call.newID(), classroom: classroom.id, title: title, texts: texts, lessons: lessons, until: until,
            createdAt: call.now)
        let response = HTTPResponse(.created) { $0.members(of: assignment) }
        return try await call.once(response) { try await $0.add(assignment, once: $1) }
    }

    /// The class in the path, for whoever teaches it or is in it; nobody else learns that it is there.
    private static func seen(_ call: Call) async throws(Problem) -> (Classroom, RecordID) {
        let user = try call.user, id = try call.pathID("class")
        let own = try await call.archived { try await $0.classrooms(of: user.user) }
        guard let classroom = own.first(where: { $0.id == id }) else { throw .notFound }
        return (classroom, user.user)
    }

    /// The class in the path, for whoever teaches it.
    private static func taught(_ call: Call) async throws(Problem) -> (Classroom, RecordID) {
        let (classroom, user) = try await seen(call)
        guard classroom.owner == user else { throw .notFound }
        return (classroom, user)
    }

    private static func tagged(_ classroom: Classroom, _ user: RecordID) -> HTTPResponse {
        HTTPResponse { $0.members(of: classroom, for: user) }.with("etag", Call.tag(classroom.version))
    }

    /// Eight signs that nobody mistakes for one another: 40 bits.
    private static func newCode() -> String {
        let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        return String((0..<8).map { _ in signs[Int.random(in: signs.indices)] })
    }
}

extension JSONWriter {
    /// A class as somebody sees it: its code is for whoever teaches it.
    fileprivate mutating func members(of classroom: Classroom, for user: RecordID) {
        member("id", classroom.id)
        member("name", classroom.name)
        member("teacher", classroom.owner)
        member("code", classroom.owner == user ? classroom.code : nil)
        member("created_at", classroom.createdAt)
        member("updated_at", classroom.updatedAt)
    }

    fileprivate mutating func members(of assignment: Assignment) {
        member("id", assignment.id)
        member("title", assignment.title)
        member("texts", assignment.texts)
        member("lessons", assignment.lessons)
        member("until", assignment.until)
        member("created_at", assignment.createdAt)
    }
}
