import Glibc
import Ink
import Loop
import Transport
import Wire

/// A server that acknowledges ink, or sends back what comes, and does nothing else, each answer so many milliseconds after its event; it
/// can stop dead once.
final class StubServer: Sendable {
    /// How it answers.
    struct Manners: Sendable {
        /// From an event's arrival to its acknowledgement.
        var delayMilliseconds = 0.0
        /// How long all of it stops, once, at this event.
        var stallMilliseconds = 0
        var stallsAtEvent = Int.max
        /// Whether it knows nothing of ink and sends back whatever comes.
        var isEcho = false
    }

    private let transport: TransportServer

    init(_ manners: Manners) throws {
        var configuration = TransportConfiguration()
        configuration.port = 0
        transport = try TransportServer(configuration) { StubHandler($0, manners) }
    }

    var url: String { "ws://\(transport.address)" }

    func stop() { transport.drain(withinMilliseconds: 500) }
}

/// The answers of the stub's one loop, in the order in which they are due.
private final class StubHandler: RequestHandler {
    let manners: StubServer.Manners
    private var events = 0
    private var queue: [(due: UInt64, channel: any MessageChannel, text: [UInt8])] = []
    private var first = 0
    private var alarm: PreciseAlarm?

    init(_ loop: EventLoop, _ manners: StubServer.Manners) {
        self.manners = manners
        alarm = try? PreciseAlarm(loop) { [unowned self] in answer() }
    }

    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        exchange.acceptWebSocket(subprotocol: nil, delegate: StubConversation(self))
    }

    func drain() { alarm?.close() }

    func heard(_ number: UInt64, from channel: any MessageChannel) {
        events += 1
        if events == manners.stallsAtEvent { usleep(UInt32(manners.stallMilliseconds) * 1000) }
        var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
        encoder.acknowledgement(ink: number)
        answer(encoder.json.bytes, over: channel)
    }

    func answer(_ text: [UInt8], over channel: any MessageChannel) {
        let due = MonotonicClock.nanoseconds() + UInt64(manners.delayMilliseconds * 1e6)
        queue.append((due, channel, text))
        if manners.delayMilliseconds == 0 {
            answer()
        } else if queue.count == first + 1 {
            alarm?.set(atNanoseconds: due)
        }
    }

    private func answer() {
        while first < queue.count, queue[first].due <= MonotonicClock.nanoseconds() {
            let (_, channel, text) = queue[first]
            channel.send(text: text.span.bytes)
            first += 1
        }
        guard first < queue.count else {
            queue.removeAll(keepingCapacity: true)
            first = 0
            return
        }
        alarm?.set(atNanoseconds: queue[first].due)
    }
}

/// One connection to the stub.
private final class StubConversation: MessageChannelDelegate {
    private let handler: StubHandler
    private var scanner = EventScanner()

    init(_ handler: StubHandler) { self.handler = handler }

    func channelOpened(_ channel: any MessageChannel) {}

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
        if handler.manners.isEcho { return handler.answer(text.withUnsafeBytes { Array($0) }, over: channel) }
        switch try? scanner.scan(text) {
        case .start:
            var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
            encoder.ready(
                SessionReady(session: "s", resume: "r", watch: nil, ink: 0, output: 0, isDurable: false, characters: [])
            )
            let text = encoder.json.bytes
            channel.send(text: text.span.bytes)
        case .ink(_, let number?): handler.heard(number, from: channel)
        default: break
        }
    }

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {}

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {}
}
