import Loop
import Wire

/// A WebSocket on its loop: frames in, frames out, the closing handshake, pings and silence.
///
/// Closing has three ways. The peer closes: its code is echoed and the connection ends. We close: a close frame is
/// sent, messages are no longer delivered, and the connection ends with the peer's close frame or after a time. The
/// peer breaks a rule: it is told which by the code, and the connection ends at once.
final class WebSocket {
    private enum State: UInt8 {
        case open, closing, closed
    }

    private enum Timer: Int {
        case silence, closing
    }

    let connection: TCPConnection
    let subprotocol: String?
    private let pingMilliseconds: Int
    private let context: TransportContext
    private var delegate: (any MessageChannelDelegate)?
    private let reader: WebSocketReader
    private let deflater: Deflater?
    private let agreement: DeflateAgreement?
    private var state = State.open
    private var isPaused = false
    /// Bytes that arrived with a message that led to a pause. Looked at for every read and never changed while it is read: the
    /// runtime need not check that.
    @exclusivity(unchecked)
    private var held: [UInt8] = []
    private var closeCode: CloseCode?
    private var lastHeard: UInt64
    private var timer = TimerToken.none

    init(
        _ connection: TCPConnection, _ context: TransportContext, _ terms: WebSocketTerms,
        agreement: DeflateAgreement?, delegate: any MessageChannelDelegate
    ) {
        self.connection = connection
        self.context = context
        subprotocol = terms.subprotocol
        pingMilliseconds = terms.pings ? context.limits.pingMilliseconds : 0
        self.delegate = delegate
        self.agreement = agreement
        reader = WebSocketReader(
            role: .server, limits: context.limits.webSocket,
            inflater: agreement.flatMap { context.compression?.inflater($0) })
        deflater = agreement.flatMap { context.compression?.deflater($0) }
        lastHeard = context.loop.nowMilliseconds
    }

    /// Begins, behind the upgrade's response.
    func open() {
        startSilenceTimer()
        delegate?.channelOpened(self)
    }

    private func read(_ bytes: UnsafeMutableRawBufferPointer) {
        var rest = bytes
        while true {
            guard !isPaused else { return held.append(contentsOf: UnsafeRawBufferPointer(rest)) }
            switch reader.next(&rest) {
            case .needsMore: return
            case .text(let text): if state == .open { delegate?.channel(self, receivedText: text.bytes) }
            case .binary(let data): if state == .open { delegate?.channel(self, receivedBinary: data.bytes) }
            case .ping(let payload): if state == .open { write(.pong, payload) }
            case .pong: break
            case .close(let code): return peerCloses(code)
            case .failure(let code, let reason): return fail(code, reason)
            }
        }
    }

    private func peerCloses(_ code: CloseCode) {
        if state == .open { sendClose(code, reason: "") }
        finish()
    }

    private func fail(_ code: CloseCode, _ reason: String) {
        if code == .messageTooBig { context.counters.note(.message) }
        if code == .policyViolation { context.counters.note(.fragments) }
        if state == .open { delegate?.channel(self, refused: code, reason: reason) }
        if state == .open { sendClose(code, reason: reason) }
        finish()
    }

    private func sendClose(_ code: CloseCode, reason: String) {
        state = .closing
        closeCode = closeCode ?? code
        FrameEncoder.closePayload(code, reason: reason).withUnsafeBytes { write(.close, $0) }
    }

    /// Nothing more is read or written; what is queued goes out.
    private func finish() {
        state = .closed
        context.loop.cancelTimer(timer)
        held = []
        connection.close(withinMilliseconds: context.limits.closeMilliseconds)
        tellClosed()
    }

    /// For the delegate the channel ends with the handshake, however long the socket lingers.
    private func tellClosed() {
        let delegate = delegate
        self.delegate = nil
        delegate?.channelClosed(self, code: closeCode ?? .abnormal)
    }

    private func write(_ opcode: Opcode, _ payload: UnsafeRawBufferPointer, isCompressed: Bool = false) {
        FrameEncoder.Header(opcode, length: payload.count, isCompressed: isCompressed).withBytes {
            connection.write(head: $0, body: payload)
        }
    }

    private func send(_ opcode: Opcode, _ message: RawSpan) {
        guard state == .open else { return }
        message.withUnsafeBytes { bytes in
            if let deflater, bytes.count >= context.compression?.rules.minimumBytes ?? .max {
                deflater.deflate(bytes) { write(opcode, $0, isCompressed: true) }
            } else {
                write(opcode, bytes)
            }
        }
    }
}

extension WebSocket: MessageChannel {
    func send(text: RawSpan) { send(.text, text) }

    func send(binary: RawSpan) { send(.binary, binary) }

    func close(_ code: CloseCode, reason: String) {
        guard state == .open else { return }
        sendClose(code, reason: reason)
        context.loop.cancelTimer(timer)
        timer = context.loop.startTimer(
            afterMilliseconds: context.limits.closeMilliseconds, self, kind: Timer.closing.rawValue)
        // The peer's close frame has to be read, whatever lies before it.
        resumeReading()
    }

    func pauseReading() {
        guard !isPaused, state == .open else { return }
        isPaused = true
        connection.pauseReading()
    }

    func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        context.loop.atEndOfTurn { self.readHeld() }
    }

    private func readHeld() {
        guard !isPaused, state != .closed, connection.isOpen else { return }
        var bytes = held
        held = []
        bytes.withUnsafeMutableBytes { read($0) }
        if !isPaused && connection.isOpen { connection.resumeReading() }
    }

    var queuedBytes: Int { connection.queuedBytes }

    var remoteAddress: SocketAddress { connection.remoteAddress }
}

extension WebSocket: TCPConnectionDelegate {
    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        lastHeard = connection.nowMilliseconds
        // Held bytes that are not yet read again come first.
        if held.isEmpty { read(bytes) } else { held.append(contentsOf: UnsafeRawBufferPointer(bytes)) }
    }

    func connectionReachedEnd(_ connection: TCPConnection) {
        finish()
    }

    func connectionCongested(_ connection: TCPConnection) {
        delegate?.channelCongested(self)
    }

    func connectionDrained(_ connection: TCPConnection) {
        delegate?.channelDrained(self)
    }

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        state = .closed
        context.loop.cancelTimer(timer)
        held = []
        if let agreement { context.compression?.end(agreement) }
        tellClosed()
    }
}

extension WebSocket: TimerTarget {
    /// A client that is heard of by itself is not pinged, so the timer is not pushed ahead by messages: it looks at
    /// what has happened since, and starts again.
    private func startSilenceTimer() {
        let ping = pingMilliseconds
        let delay = ping > 0 ? ping - Int.random(in: 0...ping / 4) : context.limits.idleMilliseconds
        guard delay > 0 else { return }
        timer = context.loop.startTimer(afterMilliseconds: delay, self, kind: Timer.silence.rawValue)
    }

    func timerFired(_ kind: Int) {
        guard kind == Timer.silence.rawValue else { return finish() }
        let silence = Int(context.loop.nowMilliseconds - lastHeard)
        let limits = context.limits
        if limits.idleMilliseconds > 0 && silence >= limits.idleMilliseconds {
            context.counters.note(.idle)
            return close(
                .goingAway, reason: "nothing was heard of you for \(limits.idleMilliseconds / 1000) s (idle-seconds)")
        }
        // A paused socket's silence is ours.
        if isPaused { lastHeard = context.loop.nowMilliseconds }
        if pingMilliseconds > 0 && silence >= pingMilliseconds / 2 {
            write(.ping, UnsafeRawBufferPointer(start: nil, count: 0))
        }
        startSilenceTimer()
    }
}
