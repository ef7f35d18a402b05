import Loop
import Testing
import Web

/// Requests to a server of Python's own.
@Suite struct WebClientTests {
    private let peer = Peer.shared

    @Test(arguments: ["GET", "POST", "PUT", "DELETE"])
    func `method, fields and body arrive, and status, fields and body come back`(method: String) throws {
        var request = WebRequest(method, peer.web + "/echo")
        request.headers = [("X-Said", "hello there")]
        if method != "GET" { request.body = .bytes(Array("한글".utf8)) }
        let response = try answer(to: request).get()
        #expect(response.status == 200)
        #expect(response.header("x-method") == method)
        #expect(response.header("x-said") == "hello there")
        #expect(String(decoding: response.body, as: UTF8.self) == (method == "GET" ? "" : "한글"))
    }

    @Test func `an answer without a body to HEAD`() throws {
        let response = try answer(to: WebRequest("HEAD", peer.web + "/status/204")).get()
        #expect(response.status == 204)
    }

    @Test func `a connection is used again`() throws {
        var peers: [String?] = []
        try withClient { client, _, done in
            func ask(_ left: Int) {
                guard left > 0 else { return done() }
                client.send(WebRequest("GET", peer.web + "/echo"), upTo: 100) {
                    peers.append((try? $0.get())?.header("x-peer"))
                    ask(left - 1)
                }
            }
            ask(5)
        }
        #expect(peers.count == 5 && peers[0] != nil && Set(peers).count == 1)
    }

    @Test func `a hundred at once are all answered, over as many connections as may be`() throws {
        var peers: Set<String> = [], left = 100
        var limits = WebClient.Limits()
        limits.connectionsPerServer = 4
        try withClient(limits: limits) { client, _, done in
            for _ in 0..<100 {
                client.send(WebRequest("GET", peer.web + "/echo"), upTo: 100) {
                    if let peer = (try? $0.get())?.header("x-peer") { peers.insert(peer) }
                    left -= 1
                    if left == 0 { done() }
                }
            }
        }
        #expect(left == 0 && (1...4).contains(peers.count))
    }

    @Test func `more requests than may wait are refused, and the others answered`() throws {
        var results: [Result<WebResponse, WebError>] = []
        var limits = WebClient.Limits()
        limits.requests = 3
        try withClient(limits: limits) { client, _, done in
            for _ in 0..<5 {
                client.send(WebRequest("GET", peer.web + "/echo"), upTo: 100) {
                    results.append($0)
                    if results.count == 5 { done() }
                }
            }
        }
        #expect(results.filter { $0.failure == .full }.count == 2)
        #expect(results.filter { (try? $0.get())?.status == 200 }.count == 3)
    }

    @Test func `an answer longer than allowed is cut off`() throws {
        #expect(try answer(to: WebRequest("GET", peer.web + "/bytes/70000"), upTo: 69_999).failure == .tooLong)
        #expect(try answer(to: WebRequest("GET", peer.web + "/bytes/70000"), upTo: 70_000).get().body.count == 70_000)
    }

    @Test func `a deadline ends what is silent`() throws {
        var request = WebRequest("GET", peer.web + "/silent")
        request.deadlines.wholeMilliseconds = 100
        guard case .late = try answer(to: request).failure else {
            Issue.record("it is not late")
            return
        }
    }

    @Test func `half an answer is none`() throws {
        guard case .broken = try answer(to: WebRequest("GET", peer.web + "/broken")).failure else {
            Issue.record("it is not broken")
            return
        }
    }

    @Test(arguments: ["http://127.0.0.1:1/", "https://127.0.0.1:1/"])
    func `nobody listens`(url: String) throws {
        guard case .unreachable = try answer(to: WebRequest("GET", url)).failure else {
            Issue.record("somebody does")
            return
        }
    }

    @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "http://", "", "smtp://127.0.0.1/"])
    func `only http and https are asked`(url: String) throws {
        guard case .unusable = try answer(to: WebRequest("GET", url)).failure else {
            Issue.record("\(url) was asked")
            return
        }
    }

    @Test func `a server that fails is left alone, without being asked`() throws {
        var failures: [WebError?] = []
        var limits = WebClient.Limits()
        limits.breaker.failures = 2
        limits.breaker.firstMilliseconds = 60_000
        try withClient(limits: limits) { client, _, done in
            func ask(_ left: Int) {
                guard left > 0 else {
                    // Another server is asked all the same.
                    client.send(WebRequest("GET", peer.web + "/status/503"), upTo: 10) {
                        failures.append($0.failure)
                        done()
                    }
                    return
                }
                client.send(WebRequest("GET", "http://127.0.0.1:1/"), upTo: 10) {
                    failures.append($0.failure)
                    ask(left - 1)
                }
            }
            ask(3)
        }
        #expect(failures.count == 4 && failures[2] == .refused && failures[3] == nil)
        #expect(failures[0] != .refused && failures[1] != .refused)
    }

    @Test func `what is under way at the client's end is told so, once`() throws {
        var ends = 0
        try withClient { client, loop, done in
            client.send(WebRequest("GET", peer.web + "/silent"), upTo: 10) {
                #expect($0.failure == .cancelled)
                ends += 1
            }
            let transfer = client.send(WebRequest("GET", peer.web + "/silent"), upTo: 10) {
                #expect($0.failure == .cancelled)
                ends += 1
                done()
            }
            loop.atEndOfTurn {
                transfer?.cancel()
                transfer?.cancel()
            }
        }
        #expect(ends == 2)
    }
}
