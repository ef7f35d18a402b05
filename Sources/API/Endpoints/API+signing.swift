internal import Accounts
internal import Records
internal import Wire

/// Registering, signing in, and staying signed in.
extension API {
    static let signing = [
        Endpoint(.post, "/api/v1/auth/register", for: .everybody, body: Endpoint.smallBody) { call throws(Problem) in
            try await register(call)
        },
        Endpoint(.post, "/api/v1/auth/login", for: .everybody, body: Endpoint.smallBody) { call throws(Problem) in
            let asked = try call.isForm ? form(call) : json(call)
            return try await limited(call, by: asked.email) { () throws(Problem) in
                let signedIn = try await call.accounted {
                    try await $0.signIn(
                        email: asked.email, password: asked.password, device: call.deviceName(asked.device))
                }
                return response(to: signedIn, call)
            }
        },
        Endpoint(.post, "/api/v1/auth/refresh", for: .everybody, body: Endpoint.smallBody) { call throws(Problem) in
            try await refresh(call)
        },
        Endpoint(.post, "/api/v1/auth/logout", for: .everybody, body: Endpoint.smallBody) { call throws(Problem) in
            try await logout(call)
        },
        Endpoint(.post, "/api/v1/auth/verify", for: .everybody, body: Endpoint.smallBody) { call throws(Problem) in
            let token = try call.fields { fields throws(Problem) in fields.neededText("token", 1...200) }
            return try await limited(call, by: "verify") { () throws(Problem) in
                try await call.accounted { try await $0.verify(token) }
                return .noContent
            }
        },
        Endpoint(.post, "/api/v1/auth/password", body: Endpoint.smallBody) { call throws(Problem) in
            let user = try call.user
            let (old, new) = try call.fields { fields throws(Problem) in
                (fields.neededText("password", 1...1_024), fields.neededText("new_password", 8...1_024))
            }
            return try await limited(call, by: "\(user.user)") { () throws(Problem) in
                do throws(Problem) {
                    try await call.accounted {
                        try await $0.changePassword(of: user.user, from: old, to: new, keeping: user.device)
                    }
                } catch  where error.faults.first?.pointer == "/password" {
                    throw Problem(field: "/new_password", error.code, error.detail)
                }
                return .noContent
            }
        },
        Endpoint(.post, "/api/v1/auth/password/forgot", for: .everybody, body: Endpoint.smallBody) {
            call throws(Problem) in
            let email = try call.fields { fields throws(Problem) in fields.neededText("email", 1...320) }
            guard try call.records.hasPost else {
                throw Problem(
                    .forbidden, "mail_unavailable", "This server sends no letters: ask whoever looks after it.")
            }
            try await call.accounted { try await $0.forgot(email) }
            return HTTPResponse(.accepted) { $0.member("status", "letter_sent") }
        },
        Endpoint(.post, "/api/v1/auth/password/reset", for: .everybody, body: Endpoint.smallBody) {
            call throws(Problem) in
            let (token, password) = try call.fields { fields throws(Problem) in
                (fields.neededText("token", 1...200), fields.neededText("password", 8...1_024))
            }
            return try await limited(call, by: "reset") { () throws(Problem) in
                try await call.accounted { try await $0.reset(token, password: password) }
                return .noContent
            }
        },
    ]

    private static func register(_ call: Call) async throws(Problem) -> HTTPResponse {
        var registration = try call.fields { fields throws(Problem) in
            Registration(
                email: fields.neededText("email", 1...320), password: fields.neededText("password", 8...1_024),
                username: fields.text("username", 1...64), locale: fields.word("locale", of: locales),
                invite: fields.text("invite", 1...64), device: fields.text("device", 1...100) ?? "")
        }
        registration.device = call.deviceName(registration.device)
        _ = try call.promise(.noContent)
        let asked = registration
        do {
            let registered = try await call.records.register(asked) { signedIn in
                (try? call.promise(response(to: signedIn, call, .created))) ?? nil
            }
            switch registered {
            case .signedIn(let signedIn): return response(to: signedIn, call, .created)
            case .letterSent: return HTTPResponse(.accepted) { $0.member("status", "letter_sent") }
            }
        } catch AccountFailure.archive(.repeated(let reply)) {
            return try call.again(reply, try call.promise(.noContent))
        } catch let error as Problem {
            throw error
        } catch {
            return try await call.accounted { _ in throw error }
        }
    }

    /// Counts failures of an address on one account, and refuses more than ten a minute.
    private static func limited(
        _ call: Call, by account: String, _ work: () async throws(Problem) -> HTTPResponse
    ) async throws(Problem) -> HTTPResponse {
        let name = EmailAddress(account)?.text ?? String(account.prefix(100))
        let key = "\(call.addressKey) \(name)"
        if let allowance = call.api.failures.look(key, at: call.now), !allowance.isGranted {
            throw tooMany(allowance.seconds)
        }
        do throws(Problem) {
            return try await work()
        } catch {
            if error.status == .unauthorized { _ = call.api.failures.take(key, at: call.now) }
            throw error
        }
    }

    private static func json(_ call: Call) throws(Problem) -> (email: String, password: String, device: String?) {
        try call.fields { fields throws(Problem) in
            (
                fields.neededText("email", 1...320), fields.neededText("password", 1...1_024),
                fields.text("device", 1...100)
            )
        }
    }

    /// OAuth 2's password form (RFC 6749, section 4.3.2): for first-party clients.
    private static func form(_ call: Call) throws(Problem) -> (email: String, password: String, device: String?) {
        let form = try Form(call)
        guard ["password", nil].contains(form["grant_type"]) else {
            throw Problem(field: "/grant_type", "field_invalid", "The grant here is password.")
        }
        return (try form.needed("username"), try form.needed("password"), nil)
    }

    private static func refresh(_ call: Call) async throws(Problem) -> HTTPResponse {
        let (token, isCookie) = try shownToken(call)
        guard let token else {
            throw .unauthorized("token_missing", "This needs a refresh token: in the body, or as the cookie.")
        }
        do throws(Problem) {
            let signedIn = try await call.accounted { try await $0.refresh(token) }
            return response(to: signedIn, call, hidesToken: isCookie)
        } catch  where isCookie && error.status == .unauthorized {
            var problem = error
            problem.headers.append(("set-cookie", cookie("", call, seconds: 0)))
            throw problem
        }
    }

    private static func logout(_ call: Call) async throws(Problem) -> HTTPResponse {
        let (token, _) = try shownToken(call)
        if let token {
            try await call.accounted { try await $0.signOut(refreshToken: token) }
        } else if let caller = call.caller, let device = caller.device {
            _ = try await call.accounted { try await $0.signOut(caller.user, only: device) }
        } else {
            throw .unauthorized("token_missing", "This needs a token: that of the device to sign out.")
        }
        return .noContent.with("set-cookie", cookie("", call, seconds: 0))
    }

    /// The refresh token of a body, of OAuth 2's form (RFC 6749, section 6), or of the cookie.
    private static func shownToken(_ call: Call) throws(Problem) -> (token: String?, isCookie: Bool) {
        if call.isForm {
            let form = try Form(call)
            guard ["refresh_token", nil].contains(form["grant_type"]) else {
                throw Problem(field: "/grant_type", "field_invalid", "The grant here is refresh_token.")
            }
            return (try form.needed("refresh_token"), false)
        }
        if !call.request.body.isEmpty {
            let token = try call.fields { fields throws(Problem) in fields.text("refresh_token", 1...200) }
            if let token { return (token, false) }
        }
        let cookies = call.request.headers.values("cookie").flatMap { $0.split(separator: ";") }
        let own = cookies.map { $0.drop { $0 == " " } }.first { $0.hasPrefix("\(cookieName)=") }
        return (own.map { String($0.dropFirst(cookieName.count + 1)) }, own != nil)
    }

    private static let cookieName = "pilsun_refresh"

    private static func cookie(_ token: String, _ call: Call, seconds: Int) -> String {
        let secure = call.api.configuration.hasSecureCookies ? "; Secure" : ""
        return "\(cookieName)=\(token); Path=/api/v1/auth; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)"
    }

    /// What somebody gets who is signed in. A page that has the token as its cookie is not shown it.
    private static func response(
        to signedIn: SignedIn, _ call: Call, _ status: HTTPStatus = .ok, hidesToken: Bool = false
    ) -> HTTPResponse {
        HTTPResponse(status) { json in
            json.member("access_token", signedIn.accessToken)
            json.member("token_type", "Bearer")
            json.member("expires_in", Int(AccountKeys.accessSeconds))
            if !hidesToken { json.member("refresh_token", signedIn.refreshToken) }
            json.member("user")
            json.object { $0.members(of: signedIn.user) }
        }.with("set-cookie", cookie(signedIn.refreshToken, call, seconds: 400 * 86_400))
    }
}

/// The fields of a form.
private struct Form {
    private let pairs: [(name: String, value: String)]

    init(_ call: Call) throws(Problem) {
        guard let text = String(validating: call.request.body, as: UTF8.self) else {
            throw Problem(.badRequest, "form_invalid", "The form is not UTF-8.")
        }
        pairs = try Query.pairs(text)
        let names = pairs.map(\.name)
        guard Set(names).count == names.count else {
            throw Problem(.badRequest, "form_invalid", "A field of the form comes twice.")
        }
        // RFC 6749 has a client step over what it does not know; these it may send.
        let known: Set = ["grant_type", "username", "password", "refresh_token", "scope", "client_id", "client_secret"]
        if let unknown = names.first(where: { !known.contains($0) }) {
            throw Problem(field: "/\(unknown.prefix(200))", "field_unknown", "There is no such field.")
        }
    }

    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    func needed(_ name: String) throws(Problem) -> String {
        guard let value = self[name], !value.isEmpty else {
            throw Problem(field: "/\(name)", "field_missing", "This field is needed.")
        }
        return value
    }
}

extension Call {
    /// What a device is called: as its client says, or by what the client calls itself.
    func deviceName(_ said: String?) -> String {
        if let said, !said.isEmpty { return said }
        let agent = request.headers["user-agent"] ?? ""
        return String(
            agent.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init).prefix(100))
    }
}
