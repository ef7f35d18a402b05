import Loop
import Wire

/// One connection to an HTTP server that answers one request after the other. The answers are told in order.
final class HTTPClient {
    private let loop: EventLoop
    private var connection: TCPConnection?
    private var reader: HTTPResponseReader
    private var isConnected = false
    /// What is sent once the connection is there.
    private var waiting: [UInt8] = []
    private let answered: (HTTPResponse) -> Void
    private let ended: (TransportEnd) -> Void

    /// Begins to connect.
    ///
    /// - Parameters:
    ///   - answered: gets every answer.
    ///   - ended: gets the reason when the connection has ended, once and last. Not called after ``close()``.
    init(
        _ loop: EventLoop, to endpoint: Endpoint, from source: SocketAddress?, options: TransportOptions,
        answered: @escaping (HTTPResponse) -> Void, ended: @escaping (TransportEnd) -> Void
    ) {
        self.loop = loop
        self.answered = answered
        self.ended = ended
        var limits = HTTPLimits()
        limits.bodyBytes = 16 << 20
        reader = HTTPResponseReader(limits: limits)
        do throws(SystemError) {
            connection = try TCPConnection.connect(
                loop, to: endpoint.address, from: source, tls: options.peer(endpoint), delegate: self)
        } catch {
            loop.atEndOfTurn { ended(.refused(error.code)) }
        }
    }

    /// Sends a request.
    func send(_ request: [UInt8]) {
        if isConnected { request.withUnsafeBytes { connection?.writeNow($0) } } else { waiting += request }
    }

    /// Ends the connection; nothing is told any more.
    func close(cutting: Bool) {
        let left = connection
        connection = nil
        if cutting { left?.abort() } else { left?.close(withinMilliseconds: 1_000) }
    }

    private func end(_ reason: TransportEnd) {
        guard connection != nil else { return }
        close(cutting: true)
        ended(reason)
    }
}

extension HTTPClient: TCPConnectingDelegate {
    func connectionOpened(_ connection: TCPConnection) {
        isConnected = true
        waiting.withUnsafeBytes { connection.writeNow($0) }
        waiting = []
    }

    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        var cursor = 0
        while self.connection != nil {
            switch reader.next(UnsafeRawBufferPointer(bytes).bytes, &cursor) {
            case .needsMore: return
            case .response(let response): answered(response)
            case .failure(let why): end(.violated(why))
            }
        }
    }

    func connectionReachedEnd(_ connection: TCPConnection) {
        if self.connection != nil, let last = reader.end() { answered(last) }
        end(.broken(0))
    }

    func connectionCongested(_ connection: TCPConnection) { end(.congested) }

    func connectionDrained(_ connection: TCPConnection) {}

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        guard let end = TransportEnd(reason) else { return }
        self.end(end)
    }
}
