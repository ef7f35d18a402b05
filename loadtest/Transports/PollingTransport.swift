import Loop
import Wire

/// Socket.IO over HTTP long-polling: one connection holds a GET that the server answers when it has something, the other one posts.
/// What is written while a POST is under way goes with the next one.
final class PollingTransport: PenTransport {
    private let loop: EventLoop
    private let endpoint: Endpoint
    private let path: String
    /// Released when the transport ends.
    private var delegate: (any PenTransportDelegate)?
    private var polls: HTTPClient?
    private var posts: HTTPClient?
    private var conversation = SocketIOConversation()
    /// Packets that are to be posted, each behind a separator.
    private var outbox: [UInt8] = []
    private var isPosting = false
    private var timer = TimerToken.none

    init(
        _ loop: EventLoop, to endpoint: Endpoint, path: String, from source: SocketAddress?, options: TransportOptions,
        delegate: any PenTransportDelegate
    ) {
        self.loop = loop
        self.endpoint = endpoint
        self.path = path
        self.delegate = delegate
        timer = loop.startTimer(afterMilliseconds: options.openMilliseconds, self)
        polls = HTTPClient(
            loop, to: endpoint, from: source, options: options, answered: { [weak self] in self?.polled($0) },
            ended: { [weak self] in self?.end($0) })
        posts = HTTPClient(
            loop, to: endpoint, from: source, options: options, answered: { [weak self] in self?.posted($0) },
            ended: { [weak self] in self?.end($0) })
        poll()
    }

    func send(_ bytes: UnsafeRawBufferPointer) {
        guard delegate != nil else { return }
        outbox.append(contentsOf: bytes)
        post()
    }

    func close() { forget(cutting: false) }

    func cut() { forget(cutting: true) }

    private func forget(cutting: Bool) {
        loop.cancelTimer(timer)
        delegate = nil
        polls?.close(cutting: cutting)
        posts?.close(cutting: cutting)
        polls = nil
        posts = nil
    }

    private func end(_ reason: TransportEnd) {
        guard let owner = delegate else { return }
        forget(cutting: true)
        owner.transportClosed(reason)
    }

    private var target: String { conversation.session.isEmpty ? path : "\(path)&sid=\(conversation.session)" }

    private func poll() { polls?.send(Array("GET \(target) HTTP/1.1\r\nHost: \(endpoint.host)\r\n\r\n".utf8)) }

    private func post() {
        guard !isPosting, !outbox.isEmpty else { return }
        isPosting = true
        let head =
            "POST \(target) HTTP/1.1\r\nHost: \(endpoint.host)\r\nContent-Type: text/plain;charset=UTF-8\r\n"
            + "Content-Length: \(outbox.count - 1)\r\n\r\n"
        posts?.send(Array(head.utf8) + outbox.dropFirst())
        outbox.removeAll(keepingCapacity: true)
    }

    private func posted(_ response: HTTPResponse) {
        isPosting = false
        guard response.status.code == 200 else { return refuse(response) }
        post()
    }

    private func polled(_ response: HTTPResponse) {
        guard response.status.code == 200 else { return refuse(response) }
        for packet in response.body.split(separator: WireForm.separator) where delegate != nil {
            take(packet)
        }
        if delegate != nil { poll() }
    }

    private func take(_ packet: ArraySlice<UInt8>) {
        let bytes = packet.span.bytes
        switch conversation.heard(bytes) {
        case .nothing: break
        case .send(let packet): ([WireForm.separator] + packet).withUnsafeBytes { send($0) }
        case .joined:
            loop.cancelTimer(timer)
            delegate?.transportOpened()
        case .event(let start): delegate?.transport(received: bytes.extracting(start..<bytes.byteCount))
        case .ended(let why): end(.violated(why))
        }
    }

    private func refuse(_ response: HTTPResponse) {
        let why = String(decoding: response.body.prefix(200), as: UTF8.self).split(separator: "\n").first
        end(.rejected("\(response.status.code) \(response.status.reason)" + (why.map { ": \($0)" } ?? "")))
    }
}

extension PollingTransport: TimerTarget {
    func timerFired(_ kind: Int) { end(.timedOut) }
}
