import Loop
import Wire

/// What the connections of one loop share. Confined to its loop.
final class TransportContext {
    unowned let loop: EventLoop
    let handler: any RequestHandler
    let limits: TransportLimits
    /// Nil where nothing is ever compressed.
    let compression: Compression?
    /// The contexts of all loops, this one among them, by their loops' index. Set before the loops run.
    var peers: [LoopConfined<TransportContext>] = []
    /// Whether the port speaks TLS.
    let isSecure: Bool
    /// Whether the server comes to its end: no connection outlives its answer.
    var isDraining = false
    /// What limits were run into.
    let counters: LimitCounters
    /// What the connections of all loops may hold of bodies and answers.
    let memory: MemoryBudget
    private let trustedProxies: [AddressBlock]
    private let notice: @Sendable (String) -> Void
    /// When the next notice may be given: what every connection runs into is told once in a while.
    private var nextNotice: UInt64 = 0
    private static let noticeMilliseconds: UInt64 = 10_000
    /// The `Date` of this second's responses.
    private var date = (second: 0, text: "")

    init(
        _ loop: EventLoop, _ handler: any RequestHandler, _ configuration: TransportConfiguration,
        _ counters: LimitCounters, windows: MemoryBudget, memory: MemoryBudget
    ) {
        self.loop = loop
        self.handler = handler
        self.counters = counters
        limits = configuration.limits
        compression = configuration.deflate.map { Compression($0, memory: windows) }
        self.memory = memory
        isSecure = configuration.tls != nil
        trustedProxies = configuration.trustedProxies
        notice = configuration.notice
    }

    /// Tells the operator, unless something was told a moment ago.
    func tell(_ sentence: @autoclosure () -> String) {
        guard loop.nowMilliseconds >= nextNotice else { return }
        nextNotice = loop.nowMilliseconds + Self.noticeMilliseconds
        notice(sentence())
    }

    /// The bytes of the last response on a connection.
    func encode(_ response: HTTPResponse) -> [UInt8] { dated(response).encoded(keepAlive: false) }

    /// The response with the date that every response has (RFC 9110, section 6.6.1).
    func dated(_ response: HTTPResponse) -> HTTPResponse {
        let second = Int(WallClock.nanoseconds() / 1_000_000_000)
        if second != date.second { date = (second, HTTPDate.text(secondsSince1970: second)) }
        var response = response
        response.headers.append("date", date.text)
        return response
    }

    /// Where the client of a request is: at the other end of the connection, or where trusted proxies say (`X-Forwarded-For`).
    func client(of request: HTTPRequest, at peer: SocketAddress) -> SocketAddress {
        guard !trustedProxies.isEmpty else { return peer }
        let address = ForwardedFor.client(request.headers, peer: peer.ip, trusted: trustedProxies)
        return address == peer.ip ? peer : SocketAddress(high: address.high, low: address.low, port: 0)
    }
}

extension SocketAddress {
    /// The address without its port, as `Wire` reads and compares it.
    var ip: IPAddress { IPAddress(high: high, low: low) }
}
