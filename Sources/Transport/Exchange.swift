import Loop
import Wire

/// The way back of one request on an HTTP connection.
final class Exchange: HTTPExchange {
    private weak var owner: HTTPConnection?
    private let request: HTTPRequest
    private var isAnswered = false
    let remoteAddress: SocketAddress
    var onAbort: (() -> Void)?

    init(_ owner: HTTPConnection, _ request: HTTPRequest, from client: SocketAddress) {
        self.owner = owner
        self.request = request
        remoteAddress = client
    }

    func respond(_ response: HTTPResponse) {
        guard let owner = takeOwner() else { return }
        owner.answer(response, to: request)
    }

    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool {
        let upgrade: WebSocketUpgrade
        do throws(HTTPResponseError) {
            upgrade = try WebSocketUpgrade(request)
        } catch {
            respond(error.response)
            return false
        }
        // Behind a proxy that reuses its connections, only now the connection is one client's.
        if let owner, remoteAddress != owner.connection.remoteAddress, !owner.connection.came(from: remoteAddress) {
            owner.context.counters.note(.connectionsPerAddress)
            respond(TransportServer.refusal(.addressFull))
            return false
        }
        guard let owner = takeOwner() else { return false }
        let agreement = terms.compresses ? owner.context.compression?.agree(upgrade.extensions) : nil
        let webSocket = WebSocket(owner.connection, owner.context, terms, agreement: agreement, delegate: delegate)
        owner.become(
            webSocket, response: upgrade.response(subprotocol: terms.subprotocol, extensions: agreement?.header))
        return true
    }

    func move(toLoop index: Int) -> Bool {
        guard let owner, owner.context.peers.indices.contains(index) else { return false }
        takeOwner()?.depart(with: request, toLoop: index)
        return true
    }

    /// The connection, for the first answer, if the client is still there.
    private func takeOwner() -> HTTPConnection? {
        guard !isAnswered, let owner, owner.connection.isOpen else { return nil }
        isAnswered = true
        onAbort = nil
        return owner
    }
}
