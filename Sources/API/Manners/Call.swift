internal import Accounts
internal import Crypto
internal import FoundationEssentials
internal import Loop
internal import Records
internal import Transport
internal import Wire

/// One request to an endpoint, with what was found out about it.
struct Call: Sendable {
    let api: API
    let accounts: Accounts?
    let caller: Caller?
    let routed: RoutedRequest
    let endpoint: Endpoint
    /// The request's id, in its answer and in the log.
    let id: String
    let now: Timestamp

    var request: HTTPRequest { routed.request }

    /// The records.
    var records: Accounts {
        get throws(Problem) {
            guard let accounts else {
                throw .busy("records_unavailable", "This server keeps no records at the moment.")
            }
            return accounts
        }
    }

    /// Who asks, where somebody must.
    var user: Caller {
        get throws(Problem) {
            guard let caller else { throw .unauthorized("token_missing", "This needs a token.") }
            return caller
        }
    }

    /// An id in the path; what is none is nothing's.
    func pathID(_ name: String) throws(Problem) -> RecordID {
        guard let id = routed[name].flatMap({ RecordID($0) }) else { throw .notFound }
        return id
    }

    func newID() -> RecordID {
        var random = SystemRandomNumberGenerator()
        return RecordID(now, random: &random)
    }

    /// Whom failures are counted by who are not signed in: an IPv4 address, or the /64 of an IPv6 one.
    static func addressKey(_ client: SocketAddress) -> String { "address \(client.network.host)" }

    var addressKey: String { Self.addressKey(routed.client) }
}

// What was sent.
extension Call {
    private var mediaType: String {
        (request.headers["content-type"]?.split(separator: ";").first).map {
            $0.filter { !$0.isWhitespace }.lowercased()
        } ?? ""
    }

    var isForm: Bool { mediaType == "application/x-www-form-urlencoded" }

    /// The body as a tree.
    func json() throws(Problem) -> JSONTree {
        guard mediaType == "application/json" else {
            throw Problem(
                .unsupportedMediaType, "media_type_unsupported", "The body is JSON: Content-Type: application/json.")
        }
        do throws(EventError) {
            return try JSONTree(request.body)
        } catch {
            throw Problem(.badRequest, "json_invalid", error.message)
        }
    }

    /// Reads the body's fields, all of them.
    func fields<Value>(_ read: (inout Fields) throws(Problem) -> Value) throws(Problem) -> Value {
        var fields = try Fields(try json())
        let value = try read(&fields)
        try fields.finish()
        return value
    }

    /// Reads the parameters, all of them.
    func query<Value>(_ read: (inout Query) -> Value) throws(Problem) -> Value {
        var query = try Query(request.query)
        let value = read(&query)
        try query.finish()
        return value
    }

    /// The version that `If-Match` names; nil where any will do.
    ///
    /// - Parameter now: the version as it is, where a list of several is to be held against it.
    func wantedVersion(of now: Int64) throws(Problem) {
        let tags = request.headers.elements("if-match")
        guard !tags.isEmpty, !tags.contains("*"), !tags.contains(Self.tag(now)) else { return }
        throw Problem(ArchiveError.changed)
    }

    static func tag(_ version: Int64) -> String { "\"v\(version)\"" }
}

// Asking the records.
extension Call {
    /// Asks the archive.
    func archived<Value>(_ body: (any Archive) async throws -> Value) async throws(Problem) -> Value {
        let archive = try records.archive
        do {
            return try await body(archive)
        } catch {
            throw problem(error)
        }
    }

    /// Asks the accounts.
    func accounted<Value>(_ body: (Accounts) async throws -> Value) async throws(Problem) -> Value {
        let accounts = try records
        do {
            return try await body(accounts)
        } catch {
            throw problem(error)
        }
    }

    private func problem(_ error: any Error) -> Problem {
        switch error {
        case let error as Problem: return error
        case let error as ArchiveError:
            if error.isOfTheArchive { api.notice(id, request.path, "\(error)") }
            return Problem(error)
        case let failure as AccountFailure:
            if case .archive(let error) = failure, error.isOfTheArchive { api.notice(id, request.path, "\(error)") }
            return Problem(failure)
        default:
            api.notice(id, request.path, "\(error)")
            return Problem(.internalServerError, "internal", "The server made a mistake; its log says which.")
        }
    }

    /// Makes something once for its `Idempotency-Key`: the answer is kept with it, and given again to whoever asks again.
    func once(
        _ response: HTTPResponse, _ make: (any Archive, Once?) async throws -> Void
    ) async throws(Problem) -> HTTPResponse {
        let once = try promise(response)
        let archive = try records.archive
        do {
            try await make(archive, once)
            return response
        } catch ArchiveError.repeated(let reply) {
            return try again(reply, once)
        } catch {
            throw problem(error)
        }
    }

    /// What is kept of an answer under the request's key; nil where it has none.
    func promise(_ response: HTTPResponse) throws(Problem) -> Once? {
        guard let key = request.headers["idempotency-key"] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(
                .badRequest, "idempotency_key_invalid", "An Idempotency-Key has 1 to 255 visible characters of ASCII.")
        }
        return Once(
            owner: caller.map { "user \($0.user)" } ?? addressKey, key: key,
            reply: Reply(request: requestDigest, status: response.status.code, body: response.body), at: now)
    }

    private var requestDigest: [UInt8] {
        var hash = SHA256()
        hash.update(data: Data("\(request.method.rawValue) \(request.path)?\(request.query ?? "")\n".utf8))
        hash.update(data: Data(request.body))
        return Array(hash.finalize())
    }

    func again(_ reply: Reply, _ once: Once?) throws(Problem) -> HTTPResponse {
        guard reply.request == once?.reply.request else {
            throw Problem(
                .unprocessableContent, "idempotency_key_reused",
                "This Idempotency-Key was used for another request: take a new one.")
        }
        var response = HTTPResponse(HTTPStatus.kept(reply.status), body: reply.body)
        if !reply.body.isEmpty { response.headers.append("content-type", "application/json") }
        response.headers.append("idempotency-replayed", "true")
        return response
    }
}

extension HTTPStatus {
    /// The status of an answer that was kept.
    fileprivate static func kept(_ code: Int) -> HTTPStatus {
        [.ok, .created, .accepted, .noContent].first { $0.code == code } ?? HTTPStatus(code, "Again")
    }
}

extension HTTPResponse {
    /// An object as the answer.
    init(_ status: HTTPStatus = .ok, object members: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(members)
        self.init(status, json: json)
    }

    static var noContent: HTTPResponse { HTTPResponse(.noContent) }

    func with(_ name: String, _ value: String) -> HTTPResponse {
        var response = self
        response.headers.append(name, value)
        return response
    }
}

extension Page {
    /// A list as every list is told: `{"items": […], "next": …}`.
    func response(_ members: (inout JSONWriter, Item) -> Void) -> HTTPResponse {
        HTTPResponse { json in
            json.member("items")
            json.objects(items, members)
            json.member("next", next.map(Cursor.text))
        }
    }
}
