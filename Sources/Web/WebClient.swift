internal import CCurl
public import Loop

/// Requests to other servers, from one loop: libcurl's multi interface over the loop's own polls and timers.
///
/// Connections are kept and used again. Names are looked up on curl's threads. A server that fails again and again is left alone for a
/// while (``CircuitBreaker``). Nothing of curl is initialised before the first request. Confined to its loop; closed before the loop ends.
public final class WebClient {
    /// How much is done at once.
    public struct Limits: Sendable {
        /// Connections in all, those that are kept included.
        public var connections = 64
        /// Connections to one server.
        public var connectionsPerServer = 16
        /// Requests under way or waiting for a connection; more are refused.
        public var requests = 1_024
        /// When a server is left alone.
        public var breaker = CircuitBreaker.Limits()
        /// Certificates (PEM) that those of https:// servers lead to; the system's when nil.
        public var authorityFile: String?

        /// The defaults.
        public init() {}
    }

    let loop: EventLoop
    private let limits: Limits
    private var multi: UnsafeMutableRawPointer?
    private var underWay: [ObjectIdentifier: WebTransfer] = [:]
    private var watches: [Int32: DescriptorWatch] = [:]
    private var breakers: [String: CircuitBreaker] = [:]
    private var timer = TimerToken.none
    private var isClosed = false
    private var isLooking = false

    /// A client that has asked nothing yet.
    public init(_ loop: EventLoop, limits: Limits = Limits()) {
        self.loop = loop
        self.limits = limits
    }

    deinit {
        assert(isClosed || multi == nil, "a client is closed before it is let go")
    }

    /// Requests that are not over.
    public var count: Int { underWay.count }

    /// Asks, and streams the answer to the receiver. Everything is told later, on the loop, also that it could not begin.
    @discardableResult
    public func send(_ request: WebRequest, to receiver: any WebReceiver) -> WebTransfer? {
        let origin = Self.origin(of: request.url)
        return begin(origin, receiver) { $0.prepare(request, authority: limits.authorityFile) }
    }

    /// Asks, and collects an answer of at most so many bytes.
    @discardableResult
    public func send(
        _ request: WebRequest, upTo bytes: Int, completion: @escaping (Result<WebResponse, WebError>) -> Void
    ) -> WebTransfer? {
        send(request, to: CollectedAnswer(upTo: bytes, completion))
    }

    /// Hands a letter to a mail server.
    ///
    /// - Parameters:
    ///   - url: `smtp://[user:password@]host[:port]`, `smtps://…` for TLS from the beginning.
    ///   - requiresTLS: whether the letter stays here where the server does not offer TLS.
    public func send(
        _ mail: Mail, through url: String, requiresTLS: Bool,
        completion: @escaping (Result<WebResponse, WebError>) -> Void
    ) {
        let isClean = ([mail.sender] + mail.recipients).allSatisfy { address in
            !address.isEmpty
                && address.utf8.allSatisfy {
                    $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
                }
        }
        let answer = CollectedAnswer(upTo: 0, completion)
        begin(Self.origin(of: url), answer) {
            isClean && $0.prepare(mail, through: url, requiresTLS: requiresTLS, authority: limits.authorityFile)
        }
    }

    /// Ends everything; whoever waits is told ``WebError/cancelled``. Idempotent.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        for transfer in underWay.values { finish(transfer, .cancelled) }
        if let multi { curl_multi_cleanup(multi) }
        multi = nil
        for watch in watches.values { watch.close() }
        watches = [:]
        loop.cancelTimer(timer)
    }

    @discardableResult
    private func begin(
        _ origin: String, _ receiver: any WebReceiver, _ prepare: (WebTransfer) -> Bool
    ) -> WebTransfer? {
        guard let multi = started(), let transfer = WebTransfer(origin: origin, client: self, receiver: receiver) else {
            preconditionFailure("curl has no memory for a request")
        }
        var refusal: WebError?
        if isClosed {
            refusal = .cancelled
        } else if underWay.count >= limits.requests {
            refusal = .full
        } else if !prepare(transfer) {
            refusal = .unusable("Neither curl nor the server could make anything of this request.")
        } else if !breakers[origin, default: CircuitBreaker(limits.breaker)].admits(at: loop.nowMilliseconds) {
            refusal = .refused
        }
        if let refusal {
            loop.atEndOfTurn { transfer.conclude(refusal) }
            return transfer
        }
        underWay[ObjectIdentifier(transfer)] = transfer
        // Later: a callback of curl's may have led here, from where curl may not be called.
        loop.atEndOfTurn { [weak self] in
            guard let self, isUnderWay(transfer), !isClosed else { return }
            curl_multi_add_handle(multi, transfer.easy)
            look()
        }
        return transfer
    }

    func isUnderWay(_ transfer: WebTransfer) -> Bool { underWay[ObjectIdentifier(transfer)] === transfer }

    /// The transfer has its verdict: lets it end, outside of curl.
    func end(_ transfer: WebTransfer) {
        loop.atEndOfTurn { [weak self] in
            guard let self, isUnderWay(transfer) else { return }
            finish(transfer, nil)
        }
    }

    /// Takes note of the transfers that are done.
    func look() {
        guard !isLooking else { return }
        isLooking = true
        defer { isLooking = false }
        var result = CURLE_OK
        while let multi, let easy = pilsun_curl_multi_done(multi, &result) {
            var context: UnsafeMutableRawPointer?
            guard pilsun_curl_private(easy, &context) == CURLE_OK, let context else { continue }
            let transfer = Unmanaged<WebTransfer>.fromOpaque(context).takeUnretainedValue()
            finish(transfer, result == CURLE_OK ? nil : WebError(result, transfer.words(for: result)))
        }
    }

    private func finish(_ transfer: WebTransfer, _ error: WebError?) {
        if let multi { curl_multi_remove_handle(multi, transfer.easy) }
        underWay[ObjectIdentifier(transfer)] = nil
        note(transfer, transfer.verdict ?? error)
        transfer.conclude(error)
    }

    /// What the end of a transfer tells about its server.
    private func note(_ transfer: WebTransfer, _ error: WebError?) {
        var breaker = breakers[transfer.origin] ?? CircuitBreaker(limits.breaker)
        switch error {
        case nil where [502, 503, 504].contains(transfer.status): breaker.failed(at: loop.nowMilliseconds)
        case nil: breaker.succeeded()
        case .unreachable, .late, .broken: breaker.failed(at: loop.nowMilliseconds)
        default: breaker.abandoned()
        }
        breakers[transfer.origin] = breaker
    }

    /// Scheme, host and port as they are written, in small letters.
    private static func origin(of url: String) -> String {
        let scheme = url.prefix { $0 != ":" }
        let rest = url.dropFirst(scheme.count).drop { $0 == ":" || $0 == "/" }
        let authority = rest.prefix { !"/?#".contains($0) }
        return "\(scheme)://\(authority.split(separator: "@").last ?? "")".lowercased()
    }
}

@available(*, unavailable)
extension WebClient: Sendable {}

extension WebClient: TimerTarget {
    private static let initialised: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    private func started() -> UnsafeMutableRawPointer? {
        if let multi { return multi }
        _ = Self.initialised
        guard let multi = curl_multi_init() else { return nil }
        self.multi = multi
        let me = Unmanaged.passUnretained(self).toOpaque()
        // Unretained: close() ends the multi handle before the client is let go.
        pilsun_curl_multi_set_socket(
            multi,
            { _, descriptor, what, context, _ in
                Unmanaged<WebClient>.fromOpaque(context!).takeUnretainedValue().watch(descriptor, what)
                return 0
            }, me)
        pilsun_curl_multi_set_timer(
            multi,
            { _, milliseconds, context in
                Unmanaged<WebClient>.fromOpaque(context!).takeUnretainedValue().setTimer(milliseconds)
                return 0
            }, me)
        pilsun_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.connections)
        pilsun_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerServer)
        pilsun_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.connections)
        return multi
    }

    /// What curl wants to know of a socket from now on.
    private func watch(_ descriptor: Int32, _ what: Int32) {
        guard what != CURL_POLL_REMOVE else {
            watches.removeValue(forKey: descriptor)?.close()
            return
        }
        var wanted: DescriptorWatch.Readiness = []
        if what & CURL_POLL_IN != 0 { wanted.insert(.readable) }
        if what & CURL_POLL_OUT != 0 { wanted.insert(.writable) }
        if watches[descriptor] == nil {
            watches[descriptor] = try? DescriptorWatch(loop, descriptor: descriptor) { [weak self] readiness in
                self?.act(descriptor, readiness)
            }
        }
        guard let watch = watches[descriptor] else {
            // What cannot be watched has failed.
            return loop.atEndOfTurn { [weak self] in self?.act(descriptor, .failed) }
        }
        watch.want(wanted)
    }

    private func act(_ descriptor: Int32, _ readiness: DescriptorWatch.Readiness) {
        guard let multi else { return }
        var flags: Int32 = 0, running: Int32 = 0
        if readiness.contains(.readable) { flags |= CURL_CSELECT_IN }
        if readiness.contains(.writable) { flags |= CURL_CSELECT_OUT }
        if readiness.contains(.failed) { flags |= CURL_CSELECT_ERR }
        curl_multi_socket_action(multi, descriptor, flags, &running)
        look()
    }

    private func setTimer(_ milliseconds: Int) {
        loop.cancelTimer(timer)
        timer = .none
        if milliseconds == 0 {
            loop.atEndOfTurn { [weak self] in self?.timerFired(0) }
        } else if milliseconds > 0 {
            timer = loop.startTimer(afterMilliseconds: milliseconds, self)
        }
    }

    /// Curl's own time has come.
    public func timerFired(_ kind: Int) { act(CURL_SOCKET_TIMEOUT, []) }
}

extension WebError {
    /// What curl says, as one of our kinds.
    fileprivate init(_ code: CURLcode, _ words: String) {
        self =
            switch code {
            case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: .unusable(words)
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR,
                CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_LOGIN_DENIED:
                .unreachable(words)
            case CURLE_OPERATION_TIMEDOUT: .late(words)
            default: .broken(words)
            }
    }
}
