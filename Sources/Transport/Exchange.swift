import Loop
import Wire

/// The way back of one request on an HTTP connection.
final class Exchange: HTTPExchange {
    private enum State {
        /// Nothing has been said about the body.
        case deciding
        case collecting((HTTPRequest) -> Void)
        case streaming(any HTTPBodyReceiver)
        case handling
        /// The answer has begun.
        case answering
        case answered
    }

    private weak var owner: HTTPConnection?
    private var request: HTTPRequest
    private var state = State.deciding
    private var fields = HTTPHeaders()
    let remoteAddress: SocketAddress
    var onAbort: (() -> Void)?
    var onDrained: (() -> Void)?

    init(_ owner: HTTPConnection, _ head: HTTPRequest, from client: SocketAddress) {
        self.owner = owner
        request = head
        remoteAddress = client
    }

    func collect(upTo bytes: Int?, _ handle: @escaping (HTTPRequest) -> Void) {
        guard case .deciding = state else { return }
        state = .collecting(handle)
        owner?.collect(upTo: bytes)
    }

    /// The whole request is there.
    func collected(_ request: HTTPRequest) {
        guard case .collecting(let handle) = state else { return }
        self.request = request
        state = .handling
        handle(request)
    }

    /// Nobody waits for the answer any more.
    func letGo() {
        let abort = onAbort
        state = .answered
        onAbort = nil
        onDrained = nil
        abort?()
    }

    func stream(upTo bytes: Int, to receiver: any HTTPBodyReceiver) {
        guard case .deciding = state else { return }
        state = .streaming(receiver)
        owner?.stream(upTo: bytes)
    }

    func pauseBody(_ isPaused: Bool) { owner?.pauseBody(isPaused) }

    /// Who takes the body as it comes.
    var body: (any HTTPBodyReceiver)? { if case .streaming(let receiver) = state { receiver } else { nil } }

    func wait() { owner?.wait() }

    func add(_ fields: HTTPHeaders) {
        for field in fields.fields { self.fields.append(field.name, field.value) }
    }

    func respond(_ response: HTTPResponse) {
        guard let owner = takeOwner(.answered) else { return }
        owner.answer(completed(response))
    }

    func begin(_ head: HTTPResponse, length: Int?) {
        guard let owner = takeOwner(.answering) else { return }
        owner.begin(completed(head), length: length)
    }

    func write(_ bytes: [UInt8]) -> Bool {
        guard case .answering = state, let owner else { return false }
        return owner.write(bytes)
    }

    func finish() { if end() { owner?.finish() } }

    func fail() { if end() { owner?.fail() } }

    /// False where no answer has begun.
    private func end() -> Bool {
        guard case .answering = state else { return false }
        state = .answered
        onAbort = nil
        onDrained = nil
        return true
    }

    private func completed(_ response: HTTPResponse) -> HTTPResponse {
        var response = response
        for field in fields.fields { response.headers.append(field.name, field.value) }
        return response
    }

    func word(refusals: @escaping (HTTPResponse) -> HTTPResponse) { owner?.wording = refusals }

    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool {
        let upgrade: WebSocketUpgrade
        do throws(HTTPResponseError) {
            upgrade = try WebSocketUpgrade(request)
        } catch {
            respond(error.response)
            return false
        }
        if owner?.hasUnreadBody == true {
            respond(HTTPResponse(.badRequest, text: "The request has a body.\n"))
            return false
        }
        // Behind a proxy that reuses its connections, only now the connection is one client's.
        if let owner, remoteAddress != owner.connection.remoteAddress, !owner.connection.came(from: remoteAddress) {
            owner.context.counters.note(.connectionsPerAddress)
            respond(TransportServer.refusal(.addressFull))
            return false
        }
        guard let owner = takeOwner(.answered) else { return false }
        let agreement = terms.compresses ? owner.context.compression?.agree(upgrade.extensions) : nil
        let webSocket = WebSocket(owner.connection, owner.context, terms, agreement: agreement, delegate: delegate)
        owner.become(
            webSocket, response: upgrade.response(subprotocol: terms.subprotocol, extensions: agreement?.header))
        return true
    }

    func move(toLoop index: Int) -> Bool {
        guard case .deciding = state, let owner, owner.context.peers.indices.contains(index) else { return false }
        takeOwner(.answered)?.depart(index)
        return true
    }

    /// The connection, for the first answer, if the client is still there.
    private func takeOwner(_ next: State) -> HTTPConnection? {
        switch state {
        case .answering, .answered: return nil
        case .deciding, .collecting, .streaming, .handling: break
        }
        guard let owner, owner.connection.isOpen else { return nil }
        state = next
        if case .answered = next { onAbort = nil }
        return owner
    }
}
