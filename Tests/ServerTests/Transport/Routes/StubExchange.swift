import Loop
import Wire

@testable import Transport

/// An exchange without a connection: keeps what it was answered.
final class StubExchange: HTTPExchange {
    let remoteAddress = SocketAddress("127.0.0.1", port: 1)!
    var answer: HTTPResponse?
    var collectedUpTo: Int?
    var body: [UInt8] = []
    var onDrained: (() -> Void)?
    var onAbort: (() -> Void)?
    private var fields = HTTPHeaders()
    private let request: HTTPRequest

    init(_ request: HTTPRequest) { self.request = request }

    func collect(upTo bytes: Int?, _ handle: @escaping (HTTPRequest) -> Void) {
        collectedUpTo = bytes
        var whole = request
        whole.body = body
        handle(whole)
    }

    func respond(_ response: HTTPResponse) {
        var response = response
        for field in fields.fields { response.headers.append(field.name, field.value) }
        answer = response
    }

    func add(_ fields: HTTPHeaders) { for field in fields.fields { self.fields.append(field.name, field.value) } }
    func stream(upTo bytes: Int, to receiver: any HTTPBodyReceiver) {}
    func pauseBody(_ isPaused: Bool) {}
    func begin(_ head: HTTPResponse, length: Int?) {}
    func write(_ bytes: [UInt8]) -> Bool { true }
    func finish() {}
    func fail() {}
    func word(refusals: @escaping (HTTPResponse) -> HTTPResponse) {}
    func wait() {}
    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool { false }
    func move(toLoop index: Int) -> Bool { false }
}
