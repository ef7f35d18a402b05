internal import CCurl
internal import Loop

/// One request under way. Made by ``WebClient``; confined to its loop.
public final class WebTransfer {
    /// Bytes of a streamed body that may be queued before whoever writes is asked to wait.
    static let queuedBytes = 256 * 1024

    let origin: String
    let easy: UnsafeMutableRawPointer
    private(set) var receiver: (any WebReceiver)?
    private weak var client: WebClient?
    /// Why it is to end, where somebody other than curl decided.
    private(set) var verdict: WebError?
    private(set) var status = 0

    // What curl reads while the transfer lasts.
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var fields: UnsafeMutablePointer<curl_slist>?

    private var headers: [(name: String, value: String)] = []
    private var isHeadTold = false

    private var outgoing: [UInt8] = []
    private var sent = 0
    private var isBodyWhole = true
    /// Whether whoever writes was asked to wait.
    private var isFull = false

    // Directions in which curl is held, as it was told and as it shall be.
    private var isReceivingHeld = false
    private var isSendingHeld = false
    private var isUpdateDue = false

    init?(origin: String, client: WebClient, receiver: any WebReceiver) {
        guard let easy = curl_easy_init() else { return nil }
        self.origin = origin
        self.easy = easy
        self.client = client
        self.receiver = receiver
        errorText.pointee = 0
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(fields)
        errorText.deallocate()
    }

    /// Ends it; the receiver is told ``WebError/cancelled`` at the end of the loop's turn. Idempotent.
    public func cancel() { cancel(as: .cancelled) }

    func cancel(as error: WebError) {
        guard verdict == nil, receiver != nil else { return }
        verdict = error
        client?.end(self)
    }

    /// Takes the body up again after a receiver has said that it wants no more for now.
    public func resume() {
        isReceivingHeld = false
        update()
    }

    /// Sends more of a streamed body. False: wait for ``WebReceiver/transferDrained(_:)`` before the next; these are taken.
    public func write(_ bytes: some Sequence<UInt8>) -> Bool {
        outgoing.append(contentsOf: bytes)
        isSendingHeld = false
        update()
        isFull = outgoing.count - sent > Self.queuedBytes
        return !isFull
    }

    /// The streamed body is whole.
    public func finish() {
        isBodyWhole = true
        isSendingHeld = false
        update()
    }

    /// Tells curl later: it calls what is here, and may not be called from there.
    private func update() {
        guard !isUpdateDue, let client else { return }
        isUpdateDue = true
        client.loop.atEndOfTurn { [weak self] in
            guard let self else { return }
            isUpdateDue = false
            guard receiver != nil, self.client?.isUnderWay(self) == true else { return }
            curl_easy_pause(
                easy, (isReceivingHeld ? CURLPAUSE_RECV : 0) | (isSendingHeld ? CURLPAUSE_SEND : 0))
            self.client?.look()
        }
    }

    /// It is over: says so, once.
    func conclude(_ error: WebError?) {
        guard let receiver else { return }
        self.receiver = nil
        receiver.transfer(self, ended: verdict ?? error)
    }

    /// What curl says of its error, or the name of its kind.
    func words(for code: CURLcode) -> String {
        errorText.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    }
}

@available(*, unavailable)
extension WebTransfer: Sendable {}

extension WebTransfer {
    /// What every transfer is set to. Proxies of the environment are not used: what a server asks is what its operator has set.
    func prepare(url: String, schemes: String, deadlines: WebRequest.Deadlines, authority: String?) -> Bool {
        let me = Unmanaged.passUnretained(self).toOpaque()
        // Unretained: the client holds the transfer for as long as curl has its handle.
        let codes = [
            pilsun_curl_set_text(easy, CURLOPT_URL, url),
            pilsun_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, schemes),
            pilsun_curl_set_text(easy, CURLOPT_PROXY, ""),
            pilsun_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
            pilsun_curl_set_pointer(easy, CURLOPT_PRIVATE, me),
            pilsun_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText),
            pilsun_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, deadlines.connectMilliseconds),
            pilsun_curl_set_long(easy, CURLOPT_TIMEOUT_MS, deadlines.wholeMilliseconds),
            pilsun_curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1),
            pilsun_curl_set_long(easy, CURLOPT_LOW_SPEED_TIME, (deadlines.silenceMilliseconds + 999) / 1_000),
            authority.map { pilsun_curl_set_text(easy, CURLOPT_CAINFO, $0) } ?? CURLE_OK,
            pilsun_curl_set_bytes(easy, CURLOPT_HEADERFUNCTION, Self.takeHeader),
            pilsun_curl_set_pointer(easy, CURLOPT_HEADERDATA, me),
            pilsun_curl_set_bytes(easy, CURLOPT_WRITEFUNCTION, Self.takeBytes),
            pilsun_curl_set_pointer(easy, CURLOPT_WRITEDATA, me),
            pilsun_curl_set_bytes(easy, CURLOPT_READFUNCTION, Self.giveBytes),
            pilsun_curl_set_pointer(easy, CURLOPT_READDATA, me),
        ]
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    /// Sets method, head and body of a request over HTTP; says whether curl takes them.
    func prepare(_ request: WebRequest, authority: String?) -> Bool {
        guard
            prepare(url: request.url, schemes: "http,https", deadlines: request.deadlines, authority: authority),
            pilsun_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)) == CURLE_OK
        else { return false }
        var codes: [CURLcode] = []
        switch request.body {
        case .none:
            if request.method == "HEAD" { codes.append(pilsun_curl_set_long(easy, CURLOPT_NOBODY, 1)) }
        case .bytes(let bytes):
            outgoing = bytes
            codes.append(pilsun_curl_set_long(easy, CURLOPT_UPLOAD, 1))
            codes.append(pilsun_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count)))
        case .stream(let length):
            isBodyWhole = false
            codes.append(pilsun_curl_set_long(easy, CURLOPT_UPLOAD, 1))
            codes.append(pilsun_curl_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1)))
        }
        codes.append(pilsun_curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method))
        // An Expect that nobody answers costs a second.
        add("Expect:")
        for (name, value) in request.headers { add(value.isEmpty ? "\(name);" : "\(name): \(value)") }
        codes.append(pilsun_curl_set_list(easy, CURLOPT_HTTPHEADER, fields))
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    /// Sets a letter and whom it goes to; says whether curl takes them.
    func prepare(_ mail: Mail, through url: String, requiresTLS: Bool, authority: String?) -> Bool {
        outgoing = mail.text
        for recipient in mail.recipients { add("<\(recipient)>") }
        return prepare(url: url, schemes: "smtp,smtps", deadlines: WebRequest.Deadlines(), authority: authority)
            && pilsun_curl_set_long(easy, CURLOPT_UPLOAD, 1) == CURLE_OK
            && pilsun_curl_set_text(easy, CURLOPT_MAIL_FROM, "<\(mail.sender)>") == CURLE_OK
            && pilsun_curl_set_list(easy, CURLOPT_MAIL_RCPT, fields) == CURLE_OK
            && pilsun_curl_set_long(
                easy, CURLOPT_USE_SSL, Int((requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue)) == CURLE_OK
    }

    private func add(_ line: String) { fields = curl_slist_append(fields, line) ?? fields }
}

extension WebTransfer {
    private static func transfer(_ context: UnsafeMutableRawPointer?) -> WebTransfer {
        Unmanaged<WebTransfer>.fromOpaque(context!).takeUnretainedValue()
    }

    private static let takeHeader: pilsun_curl_bytes = { bytes, size, count, context in
        transfer(context).took(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
    }

    private static let takeBytes: pilsun_curl_bytes = { bytes, size, count, context in
        transfer(context).took(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    private static let giveBytes: pilsun_curl_bytes = { room, size, count, context in
        transfer(context).give(into: UnsafeMutableRawBufferPointer(start: room, count: size * count))
    }

    /// A line of a head, with its end. Heads of interim answers are passed over, trailers too.
    private func took(header bytes: UnsafeRawBufferPointer) {
        guard !isHeadTold else { return }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = []
            var code = 0
            if pilsun_curl_response_code(easy, &code) == CURLE_OK { status = code }
            return
        }
        guard let colon = line.firstIndex(of: ":") else {
            if line == "\r\n" || line == "\n" { tellHead() }
            return
        }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        let isSpace = { (character: Character) in character.isWhitespace || character == "\r\n" }
        var end = value.endIndex
        while end > value.startIndex, isSpace(value[value.index(before: end)]) { end = value.index(before: end) }
        headers.append((line[..<colon].lowercased(), String(value[..<end])))
    }

    private func tellHead() {
        guard status >= 200 else { return }
        isHeadTold = true
        receiver?.transfer(self, receivedHead: status, headers: headers)
        headers = []
    }

    /// Takes bytes of the body, or says that curl is to stop: by taking none of them.
    private func took(body bytes: UnsafeRawBufferPointer) -> Int {
        guard verdict == nil, let receiver else { return 0 }
        if !receiver.transfer(self, received: bytes) {
            isReceivingHeld = true
            update()
        }
        return verdict == nil ? bytes.count : 0
    }

    private func give(into room: UnsafeMutableRawBufferPointer) -> Int {
        guard verdict == nil else { return Int(CURL_READFUNC_ABORT) }
        let count = min(room.count, outgoing.count - sent)
        guard count > 0 else {
            if isBodyWhole { return 0 }
            isSendingHeld = true
            return Int(CURL_READFUNC_PAUSE)
        }
        outgoing.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<sent + count])) }
        sent += count
        if sent == outgoing.count {
            outgoing.removeAll(keepingCapacity: true)
            sent = 0
        }
        if isFull, outgoing.count - sent <= Self.queuedBytes / 2 {
            isFull = false
            client?.loop.atEndOfTurn { [weak self] in self.map { $0.receiver?.transferDrained($0) } }
        }
        return count
    }
}
