internal import Access
internal import Accounts
package import Loop
internal import Records
package import Transport
package import Wire

extension API {
    /// The entries of a loop's table.
    package func routes(on executor: LoopExecutor) -> [Route] {
        endpoints.map { endpoint in
            Route(
                [endpoint.method], endpoint.path, origins: .named,
                body: endpoint.bodyBytes > 0 ? .collected(upTo: endpoint.bodyBytes) : .none, on: executor
            ) { await self.answer(endpoint, $0) }
        }
    }

    /// Whether a path is the API's, so that its refusals are told in the API's form.
    package static func owns(_ path: String) -> Bool { path.hasPrefix("\(Endpoint.root)/") || path == Endpoint.root }

    /// A refusal that the server itself makes, in the API's form: no such path, no such method, too long a body.
    package static func problem(for refusal: HTTPResponse, to request: HTTPRequest) -> HTTPResponse {
        let code =
            switch refusal.status.code {
            case 403: "origin_refused"
            case 404: "not_found"
            case 405: "method_not_allowed"
            case 408: "request_late"
            case 413: "body_too_large"
            case 503: "server_busy"
            default: "request_invalid"
            }
        let sentence = String(decoding: refusal.body, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        let kept = refusal.headers.fields.filter { ["allow", "retry-after"].contains($0.name) }
        let problem = Problem(refusal.status, code, sentence, headers: kept.map { ($0.name, $0.value) })
        let id = requestID(of: request)
        return completed(problem.response(request: id), id, nil)
    }

    func answer(_ endpoint: Endpoint, _ routed: RoutedRequest) async -> HTTPResponse {
        let id = Self.requestID(of: routed.request), now = Timestamp.now
        var allowance: RateLimit.Allowance?
        do throws(Problem) {
            var refusal: Problem?, caller: Caller?
            do throws(Problem) {
                caller = try await self.caller(of: routed.request, at: now)
            } catch {
                refusal = error
            }
            // Who guesses tokens is counted as well.
            allowance = limit.take(caller.map { "user \($0.user)" } ?? Call.addressKey(routed.client), at: now)
            if let allowance, !allowance.isGranted { throw Self.tooMany(allowance.seconds) }
            if let refusal, endpoint.who != .everybody { throw refusal }
            try Self.admit(caller, to: endpoint)
            let call = Call(
                api: self, accounts: accounts, caller: caller, routed: routed, endpoint: endpoint, id: id, now: now)
            if endpoint.needsRecords { _ = try call.records }
            return Self.completed(try await endpoint.answer(call), id, allowance)
        } catch {
            if error.status.code >= 500 { notice(id, routed.request.path, "\(error.code)") }
            return Self.completed(error.response(request: id), id, allowance)
        }
    }

    private static func admit(_ caller: Caller?, to endpoint: Endpoint) throws(Problem) {
        guard endpoint.who != .everybody else { return }
        guard let caller else { throw .unauthorized("token_missing", "This needs a token: Authorization: Bearer.") }
        if endpoint.who == .teachers, caller.role == .learner {
            throw Problem(.forbidden, "teacher_needed", "This is for teachers.")
        }
    }

    static func tooMany(_ seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "rate_limited", "That was too often: try again in \(seconds) seconds.",
            headers: [("retry-after", "\(seconds)")])
    }

    /// Who shows a token; nil where none is shown.
    private func caller(of request: HTTPRequest, at now: Timestamp) async throws(Problem) -> Caller? {
        guard let field = request.headers["authorization"] else { return nil }
        let words = field.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw .unauthorized("token_invalid", "A token is shown as Authorization: Bearer <token>.")
        }
        guard let accounts else { return nil }
        let token = String(words[1]), digest = CallerBook.digest(token)
        if let known = callers.caller(digest, at: now) { return known }
        let caller = try await verified(token, accounts, at: now)
        callers.remember(caller, digest, at: now)
        return caller
    }

    private func verified(_ token: String, _ accounts: Accounts, at now: Timestamp) async throws(Problem) -> Caller {
        do throws(AccountFailure) {
            let identity = try accounts.keys.identity(token, at: now)
            guard !callers.hasEnded(identity.device) else { throw .deviceEnded }
            return Caller(
                user: identity.user, device: identity.device, role: identity.role, expiresAt: identity.expiresAt)
        } catch .tokenInvalid {
            return try await vouched(token, accounts, at: now)
        } catch {
            throw Problem(error)
        }
    }

    /// Whom a token of the operator's own issuer names.
    private func vouched(_ token: String, _ accounts: Accounts, at now: Timestamp) async throws(Problem) -> Caller {
        let grant: Grant?
        do throws(TokenFailure) {
            grant = try foreign.foreignGrant(for: token, at: Double(now.milliseconds) / 1_000)
        } catch {
            throw .unauthorized(error.event.code.rawValue, error.event.message)
        }
        guard let grant, let subject = grant.subject, !subject.isEmpty else {
            throw .unauthorized("token_invalid", "This token names nobody whom this server knows.")
        }
        var random = SystemRandomNumberGenerator()
        let new = User(
            id: RecordID(now, random: &random), issuer: grant.issuer ?? "", subject: subject, createdAt: now)
        do throws(ArchiveError) {
            let user = try await accounts.archive.userOrNew(new)
            return Caller(
                user: user.id, device: nil, role: user.role,
                expiresAt: Timestamp(milliseconds: Int64(min(grant.expiresAt, 1e11) * 1_000)))
        } catch {
            throw Problem(error)
        }
    }

    /// The client's own id of a request, or one that is made here.
    private static func requestID(of request: HTTPRequest) -> String {
        if let own = request.headers["x-request-id"], (1...64).contains(own.utf8.count),
            own.utf8.allSatisfy({ isWord($0) })
        {
            return own
        }
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// The fields that every answer has.
    private static func completed(
        _ response: HTTPResponse, _ id: String, _ allowance: RateLimit.Allowance?
    ) -> HTTPResponse {
        var response = response
        response.headers.append("x-request-id", id)
        response.headers.append("x-content-type-options", "nosniff")
        if response.headers["cache-control"] == nil { response.headers.append("cache-control", "no-store") }
        if let allowance {
            response.headers.append("ratelimit-policy", #""default";q=\#(allowance.limit);w=60"#)
            response.headers.append("ratelimit", #""default";r=\#(allowance.remaining);t=\#(allowance.seconds)"#)
        }
        return response
    }
}
