import Loop
import Sessions
import Testing
import Wire

@testable import Access
@testable import Server
@testable import Transport

/// A server with keys, as its clients meet it.
@Suite struct AccessTests {
    private static func keys() throws -> TokenKeys {
        try TokenKeys(Array("a secret of more than thirty-two bytes".utf8))
    }

    private static func server(_ change: (inout PilsunServer.Configuration) -> Void = { _ in }) throws -> LiveServer {
        let keys = try keys()
        return try LiveServer {
            $0.tokenKeys = keys
            change(&$0)
        }
    }

    private static func token(
        _ scope: [String]? = nil, seconds: Double = 60, session: String? = nil, className: String? = nil
    ) throws -> String {
        var claims = TokenClaims()
        claims.subject = "kim"
        claims.scope = scope
        claims.expiresAt = WallClock.seconds() + seconds
        claims.session = session
        claims.className = className
        return try keys().token(claims)
    }

    private static let start = #"["session:start",{"text":"가"}]"#

    private static func start(_ token: String, _ more: String = "") -> String {
        #"["session:start",{"text":"가","token":"\#(token)"\#(more)}]"#
    }

    private static func field(_ name: String, of event: String) throws -> String {
        let start = try #require(event.firstRange(of: "\"\(name)\":\"")?.upperBound)
        return String(event[start...].prefix { $0 != "\"" })
    }

    @Test(arguments: [start, #"["stroke:start",{"x":1,"y":2}]"#, #"["session:resume",{"session":"a","resume":"b"}]"#])
    func `without a token nothing is taken`(event: String) throws {
        let server = try Self.server()
        defer { server.stop() }
        let client = LiveClient(server.address)
        client.send(event)
        let error = client.wait(for: "error") ?? ""
        // A secret that is wrong is found out first or last: neither tells anything.
        #expect(error.contains(#""code":"token_missing""#) && error.contains(#""fatal":true"#))
        #expect(client.waitForClose() == 4401)
    }

    @Test func `a token is taken from the request's field, from the subprotocols and from the first event`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let token = try Self.token()
        let bearer = LiveClient(server.address, headers: "Authorization: Bearer \(token)\r\n")
        let offers = LiveClient(
            server.address, headers: "Sec-WebSocket-Protocol: pilsun.bearer.\(token), pilsun.ink.v1\r\n")
        #expect(offers.head.contains("sec-websocket-protocol: pilsun.ink.v1\r\n"))
        let alone = LiveClient(server.address, headers: "Sec-WebSocket-Protocol: pilsun.bearer.\(token)\r\n")
        #expect(alone.head.contains("sec-websocket-protocol: pilsun.bearer."), "browsers want one of their offers back")
        for client in [bearer, offers, alone] {
            client.send(Self.start)
            #expect(client.wait(for: "session:ready") != nil)
        }
        let bare = LiveClient(server.address, headers: "authorization: bearer \(token)\r\n")
        bare.send([Array(#"["stroke:start",{"x":1,"y":2,"seq":1}]"#.utf8), Array(#"["stroke:end",{"seq":2}]"#.utf8)])
        #expect(bare.wait(for: "ink:ack") { $0.contains(#""ink":2"#) } != nil)
        let first = LiveClient(server.address)
        first.send(Self.start(token))
        #expect(first.wait(for: "session:ready") != nil)
    }

    @Test func `a token that is not valid gets 401, in an event 4401`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let old = try Self.token(seconds: -1)
        let upgrade =
            "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for (token, reason) in [(old, "expired"), ("nonsense", "no JSON Web Token"), (old + "A", "No key")] {
            let answer = try #require(server.answer(to: upgrade + "Authorization: Bearer \(token)\r\n\r\n"))
            #expect(answer.hasPrefix("HTTP/1.1 401 "))
            #expect(answer.contains(#"www-authenticate: Bearer realm="pilsun", error="invalid_token""#))
            #expect(answer.contains(reason))
            #expect(!answer.contains(token), "a token is never told back")
        }
        for (token, code) in [(old, "token_expired"), ("nonsense", "token_invalid")] {
            let client = LiveClient(server.address)
            client.send(Self.start(token))
            #expect(client.wait(for: "error")?.contains(code) == true)
            #expect(client.waitForClose() == 4401)
        }
    }

    @Test func `a token ends on a live connection, and its session goes on with the next one`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let client = LiveClient(server.address, headers: "Authorization: Bearer \(try Self.token(seconds: 0.6))\r\n")
        client.send(Self.start)
        let ready = try #require(client.wait(for: "session:ready"))
        client.send(#"["stroke:start",{"x":1,"y":2,"seq":1}]"#)
        #expect(client.wait(for: "ink:ack") != nil)
        #expect(client.wait(for: "error")?.contains("token_expired") == true)
        #expect(client.waitForClose() == 4401)
        let session = try Self.field("session", of: ready), secret = try Self.field("resume", of: ready)
        let again = LiveClient(server.address)
        again.send(
            #"["session:resume",{"session":"\#(session)","resume":"\#(secret)","token":"\#(try Self.token())"}]"#)
        #expect(again.wait(for: "session:ready")?.contains(#""ink":1"#) == true)
    }

    @Test func `a token is renewed in place`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let client = LiveClient(server.address, headers: "Authorization: Bearer \(try Self.token(seconds: 0.8))\r\n")
        client.send(Self.start)
        #expect(client.wait(for: "session:ready") != nil)
        client.send(#"["session:token",{"token":"\#(try Self.token(["watch"]))"}]"#)
        #expect(client.wait(for: "error")?.contains("token_forbids") == true, "the session could not go on with it")
        client.send(#"["session:token",{"token":"\#(try Self.token(seconds: 2))"}]"#)
        #expect(client.wait(for: "token:taken") != nil)
        let start = ContinuousClock.now
        client.send(#"["stroke:start",{"x":1,"y":2,"seq":1}]"#)
        #expect(client.wait(for: "error") { $0.contains("token_expired") } != nil)
        #expect(ContinuousClock.now - start > .milliseconds(1200), "the first token's end has passed")
        #expect(client.wait(for: "ink:ack") != nil)
    }

    @Test func `who shows no token in time is closed, but for a watcher with a secret`() throws {
        let server = try Self.server { $0.sessions.tokenMilliseconds = 300 }
        defer { server.stop() }
        let silent = LiveClient(server.address)
        let writer = LiveClient(server.address, headers: "Authorization: Bearer \(try Self.token())\r\n")
        writer.send(Self.start)
        let ready = try #require(writer.wait(for: "session:ready"))
        let watcher = LiveClient(server.address)
        watcher.send(
            #"["session:watch",{"session":"\#(try Self.field("session", of: ready))","watch":"\#(try Self.field("watch", of: ready))"}]"#
        )
        #expect(watcher.wait(for: "session:ready") != nil)
        #expect(silent.wait(for: "error")?.contains("token_missing") == true)
        #expect(silent.waitForClose() == 4401)
        watcher.send(#"["stroke:start",{"x":1,"y":2}]"#)
        #expect(watcher.wait(for: "error")?.contains("read_only") == true, "still there")
        writer.send(#"["stroke:start",{"x":1,"y":2,"seq":1}]"#)
        #expect(writer.wait(for: "ink:ack") != nil)
    }

    @Test func `a class's token begins sessions of the class, and its teacher's token finds and watches them`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let pupil = LiveClient(server.address, headers: "Authorization: Bearer \(try Self.token(className: "3-2"))\r\n")
        pupil.send(#"["session:start",{"text":"가","class":"9-9"}]"#)
        #expect(pupil.wait(for: "error")?.contains("token_forbids") == true)
        pupil.send(Self.start)
        let session = try Self.field("session", of: try #require(pupil.wait(for: "session:ready")))
        func list(_ name: String, _ token: String?) -> String {
            let field = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
            return server.answer(to: "GET /classes/\(name) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\(field)\r\n")
                ?? ""
        }
        let teacher = try Self.token(["watch"], className: "3-2")
        #expect(list("3-2", nil).hasPrefix("HTTP/1.1 401 "))
        #expect(list("3-2", try Self.token()).hasPrefix("HTTP/1.1 403 "))
        #expect(list("3-1", teacher).hasPrefix("HTTP/1.1 403 "))
        #expect(list("3-2", teacher).contains(session))
        let watcher = LiveClient(server.address)
        watcher.send(#"["session:watch",{"session":"\#(session)","token":"\#(teacher)"}]"#)
        #expect(watcher.wait(for: "session:ready") != nil)
        let stranger = LiveClient(server.address)
        stranger.send(
            #"["session:watch",{"session":"\#(session)","token":"\#(try Self.token(["watch"], className: "3-1"))"}]"#)
        #expect(stranger.wait(for: "error")?.contains("token_forbids") == true)
    }

    @Test func `without keys everybody may write, and tokens are neither wanted nor looked at`() throws {
        let server = try LiveServer()
        defer { server.stop() }
        let client = LiveClient(server.address, headers: "Authorization: Bearer nonsense\r\n")
        client.send(Self.start("nonsense"))
        #expect(client.wait(for: "session:ready") != nil)
        client.send(#"["session:token",{"token":"nonsense"}]"#)
        #expect(client.wait(for: "token:taken")?.contains("null") == true)
    }

    @Test func `new keys are for new tokens, what was granted stays`() throws {
        let server = try Self.server()
        defer { server.stop() }
        let client = LiveClient(server.address)
        client.send(Self.start(try Self.token()))
        #expect(client.wait(for: "session:ready") != nil)
        server.server.reload(tokenKeys: try TokenKeys(Array(repeating: 7, count: 32)))
        let late = LiveClient(server.address)
        late.send(Self.start(try Self.token()))
        #expect(late.wait(for: "error")?.contains("token_invalid") == true)
        client.send(#"["stroke:start",{"x":1,"y":2,"seq":1}]"#)
        #expect(client.wait(for: "ink:ack") != nil)
    }

    @Test(arguments: [
        ("", nil, 101), ("Origin: http://h\r\n", nil, 101), ("Origin: https://evil.example\r\n", nil, 403),
        ("Origin: null\r\n", nil, 403), ("Origin: https://good.example\r\n", "https://good.example", 101),
        ("Origin: https://good.example:444\r\n", "https://good.example", 403),
    ])
    func `pages of other origins are let in only where they are named`(
        origin: String, allowed: String?, status: Int
    ) throws {
        let server = try LiveServer { $0.origins = OriginPolicy(origins: Set([allowed].compactMap(\.self))) }
        defer { server.stop() }
        let client = RawClient(server.address)
        client.send(
            "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(origin)\r\n")
        let answer = try #require(client.readText { $0.contains("\r\n\r\n") })
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }
}
