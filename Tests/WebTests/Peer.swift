import Glibc
import Loop
import Testing
import Web

/// A web server and a mail server in a process of their own.
final class Peer: @unchecked Sendable {
    // Sendable: nothing changes after init but in deinit.
    private let pipe: UnsafeMutablePointer<FILE>
    let web: String
    let mail: String

    static let shared = Peer()

    private init() {
        let script = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/peer.py"
        pipe = popen("exec python3 '\(script)'", "r")
        var line = [CChar](repeating: 0, count: 64)
        fgets(&line, 64, pipe)
        let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .split { $0.isWhitespace }
        web = "http://127.0.0.1:\(words[0])"
        mail = "smtp://127.0.0.1:\(words[1])"
    }
}

/// Runs a loop with a client until the work says that it is done, ten seconds at most.
func withClient(
    limits: WebClient.Limits = WebClient.Limits(), _ work: (WebClient, EventLoop, _ done: @escaping () -> Void) -> Void
) throws {
    final class Watchdog: TimerTarget {
        let loop: EventLoop
        var barked = false
        init(_ loop: EventLoop) { self.loop = loop }
        func timerFired(_ kind: Int) {
            barked = true
            loop.stop()
        }
    }
    let loop = try EventLoop(receiveBytes: 64 * 1024)
    let client = WebClient(loop, limits: limits)
    let watchdog = Watchdog(loop)
    let timer = loop.startTimer(afterMilliseconds: 10_000, watchdog)
    work(client, loop) { loop.stop() }
    loop.run()
    loop.cancelTimer(timer)
    client.close()
    #expect(!watchdog.barked, "nobody was done within ten seconds")
}

/// The answer to one request.
func answer(
    to request: WebRequest, upTo bytes: Int = 1 << 20, limits: WebClient.Limits = WebClient.Limits()
) throws -> Result<WebResponse, WebError> {
    var found: Result<WebResponse, WebError>?
    try withClient(limits: limits) { client, _, done in
        client.send(request, upTo: bytes) {
            found = $0
            done()
        }
    }
    return try #require(found)
}

extension Result {
    var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
