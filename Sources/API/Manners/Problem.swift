internal import Accounts
internal import Records
internal import Wire

/// Why a request was not done, as RFC 9457 tells it: a code for programs, a sentence for people, and where the fault is.
struct Problem: Error, Equatable {
    /// A fault of one field.
    struct Fault: Equatable {
        /// Where: a JSON pointer into the body (RFC 6901), or `?name` for a parameter.
        let pointer: String
        let code: String
        let detail: String
    }

    let status: HTTPStatus
    /// A stable word for programs.
    let code: String
    /// A sentence that tells a person what to do.
    let detail: String
    var faults: [Fault] = []
    var headers: [(String, String)] = []

    init(_ status: HTTPStatus, _ code: String, _ detail: String, headers: [(String, String)] = []) {
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers
    }

    /// What was sent cannot be used: the fields, each by its place.
    init(_ faults: [Fault]) {
        self.init(.unprocessableContent, faults[0].code, faults[0].detail)
        self.faults = faults
    }

    /// One field cannot be used.
    init(field pointer: String, _ code: String, _ detail: String) {
        self.init([Fault(pointer: pointer, code: code, detail: detail)])
    }

    static func == (one: Problem, other: Problem) -> Bool {
        one.status == other.status && one.code == other.code && one.faults == other.faults
    }

    /// What a code is looked up by.
    static func type(_ code: String) -> String { "urn:pilsun:problem:\(code)" }

    /// The answer; `request` is its id in the log.
    func response(request: String) -> HTTPResponse {
        var json = JSONWriter()
        json.object { json in
            json.member("type", Self.type(code))
            json.member("title", status.reason)
            json.member("status", status.code)
            json.member("code", code)
            json.member("detail", detail)
            json.member("request", request)
            guard !faults.isEmpty else { return }
            json.member("errors")
            json.objects(faults) { json, fault in
                json.member("pointer", fault.pointer)
                json.member("code", fault.code)
                json.member("detail", fault.detail)
            }
        }
        var response = HTTPResponse(status, json: json)
        response.headers = HTTPHeaders([("content-type", "application/problem+json")] + headers)
        return response
    }
}

extension Problem {
    static let notFound = Problem(.notFound, "not_found", "There is nothing here, or it is somebody else's.")

    /// The request shows no token, or one that is not taken.
    static func unauthorized(_ code: String, _ detail: String) -> Problem {
        let words =
            code == "token_missing" ? #"Bearer realm="pilsun""# : #"Bearer realm="pilsun", error="invalid_token""#
        return Problem(.unauthorized, code, detail, headers: [("www-authenticate", words)])
    }

    static func busy(_ code: String, _ detail: String) -> Problem {
        Problem(.serviceUnavailable, code, detail, headers: [("retry-after", "2")])
    }

    init(_ error: ArchiveError) {
        switch error {
        case .missing: self = .notFound
        case .changed:
            self.init(.preconditionFailed, error.code, "It was changed since: get it again, and change that.")
        case .taken: self.init(.conflict, error.code, error.description)
        case .inviteInvalid: self.init(field: "/invite", error.code, error.description)
        case .refused, .repeated:
            self.init(.internalServerError, error.code, "The server made a mistake; its log says which.")
        default:
            // What it is exactly is for those who look after the server: it is in the log.
            self = .busy(error.code, "The records cannot be used at the moment: try again.")
        }
    }

    init(_ failure: AccountFailure) {
        let (code, words) = (failure.code, failure.description)
        switch failure {
        case .emailInvalid: self.init(field: "/email", code, words)
        case .passwordShort, .passwordLong, .passwordWeak: self.init(field: "/password", code, words)
        case .inviteNeeded, .inviteInvalid: self.init(field: "/invite", code, words)
        case .emailTaken: self.init(.conflict, code, words)
        case .registrationClosed: self.init(.forbidden, code, words)
        case .credentialsWrong, .tokenInvalid, .tokenExpired, .deviceEnded: self = .unauthorized(code, words)
        case .busy: self = .busy(code, words)
        case .archive(let error): self.init(error)
        }
    }
}
