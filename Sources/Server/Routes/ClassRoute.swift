import Access
import Checking
import Loop
import Sessions
import Wire

/// `GET /classes/<name>`: the sessions of a class, for whoever teaches it; see `protocol/classes.md`.
///
/// Where there are other nodes, the store is asked for theirs, and has only so long to answer: then those of this node are listed alone.
/// Confined to its loop.
final class ClassRoute: TimerTarget {
    private static let patienceMilliseconds = 500

    private let host: SessionHost
    private let name: String
    private let done: (HTTPResponse) -> Void
    private var timer = TimerToken.none
    private var isDone = false

    private init(_ host: SessionHost, _ name: String, _ done: @escaping (HTTPResponse) -> Void) {
        self.host = host
        self.name = name
        self.done = done
    }

    /// Answers a request for the class of this name, nil where it is not encoded rightly, now or a little later.
    static func answer(
        _ name: String?, _ request: HTTPRequest, _ host: SessionHost, _ done: @escaping (HTTPResponse) -> Void
    ) {
        guard let name, !name.isEmpty, name.utf8.count <= EventLimits.wordBytes else {
            return done(
                HTTPResponse(
                    .badRequest,
                    text: "The class's name must be 1 to \(EventLimits.wordBytes) bytes of UTF-8, percent-encoded.\n"))
        }
        do throws(TokenFailure) {
            if let refusal = try refusal(request, name, host.service.access) { return done(refusal) }
        } catch {
            return done(AccessControl.refusal(error))
        }
        ClassRoute(host, name, done).list()
    }

    /// The list gives away the secrets to watch with, so it takes a token that allows watching; nil where that is well.
    private static func refusal(
        _ request: HTTPRequest, _ name: String, _ access: AccessControl
    ) throws(TokenFailure) -> HTTPResponse? {
        guard !access.isOpen else { return nil }
        guard let grant = try access.grant(of: request, at: WallClock.seconds()) else {
            return AccessControl.refusal(nil)
        }
        if grant.allowsListing(name) { return nil }
        return HTTPResponse(.forbidden, text: "The token does not allow to watch this class.\n")
    }

    private func list() {
        guard let classes = host.classes else { return conclude([]) }
        timer = host.loop.startTimer(afterMilliseconds: Self.patienceMilliseconds, self)
        // Held by the timer and by the question until both are over.
        classes.members(of: name) { [self] in conclude($0 ?? []) }
    }

    func timerFired(_ kind: Int) { conclude([]) }

    /// Lists the sessions of this node, and those that others have told of.
    private func conclude(_ told: [ClassMember]) {
        guard !isDone else { return }
        isDone = true
        host.loop.cancelTimer(timer)
        var members = Dictionary(told.map { ($0.id, $0) }) { first, _ in first }
        for member in host.service.store.members(of: name) {
            let followers = members[member.id]?.followers ?? 0
            members[member.id] = member
            members[member.id]?.followers = followers
        }
        var json = JSONWriter()
        json.raw("{\"class\":")
        json.string(name)
        json.raw(",\"sessions\":")
        json.list(members.values.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }) { append($1, to: &$0) }
        json.raw("}")
        var response = HTTPResponse(.ok, json: json)
        response.headers.append("cache-control", "no-store")
        done(response)
    }

    private func append(_ member: ClassMember, to json: inout JSONWriter) {
        json.raw("{\"session\":")
        json.string(member.id)
        json.raw(",\"watch\":")
        json.string(host.service.secrets.secret(.watch, session: member.id))
        json.raw(",\"watchers\":")
        json.integer(member.watchers + member.followers)
        json.raw(",")
        json.bytes += member.fields
        json.raw("}")
    }
}

@available(*, unavailable)
extension ClassRoute: Sendable {}
