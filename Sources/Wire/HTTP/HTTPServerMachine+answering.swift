extension HTTPServerMachine {
    /// Whether the request in hand waits for its handler's answer.
    public var awaitsAnswer: Bool {
        switch state {
        case .deciding, .collecting, .streaming, .handling: true
        default: false
        }
    }

    /// Whether there is a body that nobody has asked for.
    public var hasUnreadBody: Bool { state == .deciding && parser.missingBytes != 0 }

    /// The handler wants the body in memory, if it has at most so many bytes.
    public mutating func collect(upTo bytes: Int) { take(upTo: bytes, as: .collecting) }

    /// The handler wants the body as it comes, if it has at most so many bytes.
    public mutating func stream(upTo bytes: Int = .max) { take(upTo: bytes, as: .streaming) }

    private mutating func take(upTo bytes: Int, as wanted: State) {
        guard state == .deciding else { return }
        state = wanted
        do throws(HTTPFailure) {
            try parser.limitBody(to: bytes)
        } catch {
            return refuse(.broken(error))
        }
        if awaitsContinue { pending.append(.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))) }
        awaitsContinue = false
    }

    /// The handler cannot take more of a streamed body for now.
    public mutating func pauseBody() { isBodyPaused = true }

    /// The handler takes the body again.
    public mutating func resumeBody() { isBodyPaused = false }

    /// The whole answer, a handler's or one in its place. False where none is awaited.
    @discardableResult
    public mutating func respond(_ response: HTTPResponse) -> Bool {
        guard awaitsAnswer || state == .refusing else { return false }
        let keepAlive = mayGoOn(behind: response.status)
        isLeaving = true
        pending.append(.send(response.encoded(answering: method, keepAlive: keepAlive)))
        conclude(keepAlive)
        return true
    }

    /// An answer's head; its body is written. The length is nil where it is not known. False where no answer is awaited.
    public mutating func begin(_ head: HTTPResponse, length: Int?) -> Bool {
        guard awaitsAnswer else { return false }
        let isOld = request?.minorVersion == 0
        let form: HTTPAnswerForm =
            if let length { .length(length) } else if isOld { .untilEnd } else { .chunked }
        let keepAlive = mayGoOn(behind: head.status) && form != .untilEnd
        isLeaving = true
        pending.append(.send(head.encodedHead(form, keepAlive: keepAlive)))
        state = .answering(head.status.allowsBody && method != .head ? form : .none)
        isLast = !keepAlive
        return true
    }

    /// A piece of the answer's body. What goes beyond the announced length is left out.
    public mutating func write(_ bytes: [UInt8]) {
        guard case .answering(let form) = state, !bytes.isEmpty else { return }
        switch form {
        case .none: return
        case .untilEnd: pending.append(.send(bytes))
        case .chunked:
            pending.append(.send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)))
        case .length(let left):
            state = .answering(.length(max(0, left - bytes.count)))
            if left > 0 { pending.append(.send(Array(bytes.prefix(left)))) }
        }
        isLeaving = true
    }

    /// The answer's body is complete.
    public mutating func finish() {
        guard case .answering(let form) = state else { return }
        switch form {
        case .length(let left) where left > 0: return state = .cut
        case .chunked: pending.append(.send(Array("0\r\n\r\n".utf8)))
        default: break
        }
        conclude(!isLast)
    }

    /// The handler cannot go on with the answer that it has begun.
    public mutating func fail() {
        if case .answering = state { state = .cut }
    }

    /// The connection becomes another protocol's; no body is left of the request.
    public mutating func upgrade(_ response: HTTPResponse) {
        guard state == .handling || state == .deciding && !hasUnreadBody else { return }
        pending.append(.send(response.encoded(keepAlive: true)))
        state = .upgraded
    }

    /// Whether another request may follow the answer that is about to be written. Behind an upgrade that was refused a client may
    /// go on in the protocol that it asked for, so nothing it says is read.
    private func mayGoOn(behind status: HTTPStatus) -> Bool {
        guard state != .refusing, let request, request.keepsAlive, !isDraining, !awaitsContinue,
            status != .upgradeRequired, !WebSocketUpgrade.isAsked(by: request)
        else { return false }
        if state != .handling, parser.missingBytes ?? 0 > Self.skippedBytes { return false }
        return !peerHasEnded || place < inbox.count
    }

    private mutating func conclude(_ keepAlive: Bool) {
        answered += 1
        leavesAtEnd = false
        isBodyPaused = false
        guard keepAlive else { return state = .closing }
        guard parser.phase == .body else { return readNext() }
        do throws(HTTPFailure) {
            try parser.limitBody(to: Self.skippedBytes)
            state = .skipping
        } catch {
            state = .closing
        }
    }
}
