import Loop
import Wire

/// Events as messages of a WebSocket, bare or as Socket.IO's: the handshake, the frames, pongs, and the end.
final class WebSocketTransport: PenTransport {
    private enum State { case connecting, upgrading, open, closed }

    private let loop: EventLoop
    private var connection: TCPConnection?
    /// Released when the transport ends.
    private var delegate: (any PenTransportDelegate)?
    private let handshake: WebSocketHandshake
    private let wire: WireForm
    private var response = HTTPResponseReader()
    private let reader: WebSocketReader
    /// Socket.IO's part of the conversation, nil where events travel bare.
    private var conversation: SocketIOConversation?
    private var state = State.connecting
    private var timer = TimerToken.none

    /// Begins to connect. What goes wrong at once is told in a later turn like everything else.
    init(
        _ loop: EventLoop, to endpoint: Endpoint, path: String, from source: SocketAddress?, wire: WireForm,
        nonce: (UInt64, UInt64), options: TransportOptions, delegate: any PenTransportDelegate
    ) {
        self.loop = loop
        self.delegate = delegate
        self.wire = wire
        conversation = wire == .socketIO ? SocketIOConversation() : nil
        handshake = WebSocketHandshake(
            host: endpoint.host, path: path, subprotocols: wire.subprotocols, nonce: nonce)
        var limits = WebSocketLimits()
        limits.messageBytes = 16 << 20
        reader = WebSocketReader(role: .client, limits: limits)
        timer = loop.startTimer(afterMilliseconds: options.openMilliseconds, self)
        do throws(SystemError) {
            connection = try TCPConnection.connect(
                loop, to: endpoint.address, from: source, tls: options.peer(endpoint), delegate: self)
        } catch {
            loop.atEndOfTurn { self.end(.refused(error.code)) }
        }
    }

    func send(_ bytes: UnsafeRawBufferPointer) {
        guard state == .open else { return }
        connection?.writeNow(bytes)
    }

    func close() {
        guard state != .closed else { return }
        if state == .open { write(.close, FrameEncoder.closePayload(.normal, reason: "")) }
        forget()?.close(withinMilliseconds: 1_000)
    }

    func cut() { forget()?.abort() }

    /// Nothing is told any more; the connection is the caller's to end.
    private func forget() -> TCPConnection? {
        state = .closed
        loop.cancelTimer(timer)
        delegate = nil
        let left = connection
        connection = nil
        return left
    }

    private func end(_ reason: TransportEnd) {
        guard state != .closed else { return }
        let owner = delegate
        forget()?.abort()
        owner?.transportClosed(reason)
    }

    private func write(_ opcode: Opcode, _ payload: [UInt8]) {
        WireForm.frame(opcode, payload).withUnsafeBytes { connection?.write($0) }
    }

    /// The answer to the upgrade; false while it is not complete.
    private func readAnswer(_ bytes: inout UnsafeMutableRawBufferPointer) -> Bool {
        var cursor = 0
        switch response.next(UnsafeRawBufferPointer(bytes).bytes, &cursor) {
        case .needsMore: return false
        case .failure(let why): end(.rejected(why))
        case .response(let answer):
            bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[cursor...])
            do throws(WebSocketHandshake.Refusal) {
                let chosen = try handshake.accept(answer)
                guard wire.subprotocols.isEmpty || chosen != nil else {
                    end(.rejected("it does not know the subprotocol \(wire.subprotocols[0])"))
                    return false
                }
                state = .open
                if conversation == nil { begin() }
                return state == .open
            } catch {
                end(.rejected(error.message))
            }
        }
        return false
    }

    /// Events can be sent.
    private func begin() {
        loop.cancelTimer(timer)
        delegate?.transportOpened()
    }

    private func takePacket(_ packet: RawSpan) {
        switch conversation?.heard(packet) {
        case .nothing, nil: break
        case .send(let packet): write(.text, packet)
        case .joined: begin()
        case .event(let start): delegate?.transport(received: packet.extracting(start..<packet.byteCount))
        case .ended(let why): end(.violated(why))
        }
    }

    private func readFrames(_ bytes: UnsafeMutableRawBufferPointer) {
        var rest = bytes
        while state == .open {
            switch reader.next(&rest) {
            case .needsMore: return
            case .text(let text) where conversation != nil: takePacket(text.bytes)
            case .text(let text), .binary(let text): delegate?.transport(received: text.bytes)
            case .ping(let payload): write(.pong, Array(payload))
            case .pong: break
            case .close(let code): end(.closed(code))
            case .failure(_, let why): end(.violated(why))
            }
        }
    }
}

extension WebSocketTransport: TCPConnectingDelegate {
    func connectionOpened(_ connection: TCPConnection) {
        state = .upgrading
        handshake.request.withUnsafeBytes { connection.writeNow($0) }
    }

    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        var rest = bytes
        if state == .upgrading, !readAnswer(&rest) { return }
        readFrames(rest)
    }

    func connectionReachedEnd(_ connection: TCPConnection) {
        // A finished transport has closed its side and waits for exactly this.
        guard state != .closed else { return }
        if state == .upgrading, let answer = response.end() {
            do throws(WebSocketHandshake.Refusal) {
                _ = try handshake.accept(answer)
            } catch {
                return end(.rejected(error.message))
            }
        }
        end(.broken(0))
    }

    func connectionCongested(_ connection: TCPConnection) { end(.congested) }

    func connectionDrained(_ connection: TCPConnection) {}

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        if let reason = TransportEnd(reason) { end(reason) }
    }
}

extension WebSocketTransport: TimerTarget {
    func timerFired(_ kind: Int) { end(.timedOut) }
}
