internal import Accounts
internal import Records
internal import Wire

/// All that is kept of somebody, to take along.
extension API {
    static let moving = [
        Endpoint(.get, "/api/v1/users/export") { call throws(Problem) in
            let user = try await user(call)
            var file = ZIPWriter()
            file.add("profile.json", object { $0.members(of: user) })
            let settings = try await call.archived { try await $0.settings(of: user.id) }
            file.add("settings.json", Array(settings.document.utf8))
            file.add("attempts.ndjson", try await attempts(of: user.id, call))
            file.add("reviews.ndjson", try await reviews(of: user.id, call))
            let lessons = try await call.archived { try await $0.progress(of: user.id) }
            file.add(
                "lessons.ndjson",
                lines(lessons) { json, progress in
                    json.member("id", progress.lesson)
                    json.member("completed_at", progress.completedAt)
                    json.member("best_score", share: progress.score)
                })
            let classes = try await call.archived { try await $0.classrooms(of: user.id) }
            file.add(
                "classes.ndjson",
                lines(classes) { json, classroom in
                    json.member("id", classroom.id)
                    json.member("name", classroom.name)
                    json.member("teacher", classroom.owner)
                    json.member("created_at", classroom.createdAt)
                })
            let fields = HTTPHeaders([
                ("content-type", "application/zip"), ("content-disposition", #"attachment; filename="pilsun.zip""#),
            ])
            return HTTPResponse(.ok, headers: fields, body: file.finished())
        }
    ]

    private static func attempts(of user: RecordID, _ call: Call) async throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = [], after: RecordID?
        repeat {
            let page = try await call.archived { try await $0.attempts(of: user, after: after, limit: 500) }
            bytes += try await call.judged {
                lines(page.items) { json, attempt in
                    json.members(of: attempt.summary)
                    json.members(of: attempt.ink)
                    json.member("ink", Base64.encode(attempt.ink.bytes))
                }
            }
            after = page.next
        } while after != nil
        return bytes
    }

    private static func reviews(of user: RecordID, _ call: Call) async throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = [], after: RecordID?
        repeat {
            let page = try await call.archived { try await $0.reviews(of: user, after: after, limit: 2_000) }
            bytes += lines(page.items) { json, event in
                json.member("id", event.id)
                json.member("item", event.item)
                json.member("at", event.at)
                json.member("event")
                json.bytes += event.document.utf8
            }
            after = page.next
        } while after != nil
        return bytes
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object(members)
        return json.bytes
    }

    private static func lines<Item>(_ items: [Item], _ members: (inout JSONWriter, Item) -> Void) -> [UInt8] {
        items.reduce(into: []) { bytes, item in bytes += object { members(&$0, item) } + [UInt8(ascii: "\n")] }
    }
}
