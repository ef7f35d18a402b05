extension HTTPServerMachine {
    /// Bytes have arrived.
    public mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        guard state != .over, state != .closing, state != .cut else { return }
        if place > 0 {
            inbox.removeFirst(place)
            place = 0
        }
        inbox.append(contentsOf: bytes)
    }

    /// The client sends nothing more, but may still read.
    public mutating func peerEnded() {
        peerHasEnded = true
        if leavesAtEnd { leave() }
    }

    /// What is behind an upgrade: the other protocol's first bytes.
    public mutating func takeRest() -> [UInt8] {
        defer {
            inbox = []
            place = 0
        }
        return Array(inbox[place...])
    }

    mutating func readHead() -> Action? {
        switch read() {
        case .needsMore:
            if peerHasEnded { state = .closing }
            return nil
        case .head(let head):
            request = head
            awaitsContinue = head.expectsContinue && parser.missingBytes != 0
            state = .deciding
            return .decide(head)
        case .failure(let failure):
            refuse(.broken(failure))
            return nil
        case .body, .end: preconditionFailure("a body has a head before it")
        }
    }

    mutating func readBody() -> Action? {
        while true {
            switch read() {
            case .needsMore:
                if peerHasEnded { leave() }
                return nil
            case .body(let bytes):
                if let action = take(bytes) { return action }
            case .end: return endBody()
            case .failure(let failure):
                // Behind an answer nobody is told.
                if state == .skipping { state = .closing } else { refuse(.broken(failure)) }
                return nil
            case .head: preconditionFailure("a body ends before the next head")
            }
        }
    }

    private mutating func take(_ bytes: Range<Int>) -> Action? {
        switch state {
        case .collecting: request?.body.append(contentsOf: inbox[bytes])
        case .streaming: return .body(Array(inbox[bytes]))
        default: break
        }
        return nil
    }

    private mutating func endBody() -> Action? {
        switch state {
        case .collecting:
            state = .handling
            return request.map { .handle($0) }
        case .streaming:
            state = .handling
            return .bodyEnd
        default:
            readNext()
            return nil
        }
    }

    /// The request is done with.
    mutating func readNext() {
        request = nil
        state = .reading
    }

    private mutating func read() -> HTTPRequestParser.Event {
        // Held apart: the compiler takes a span of one property for an access to all of them.
        let bytes = inbox
        let event = parser.next(bytes.span.bytes, &place)
        if case .needsMore = event {
            inbox = []
            place = 0
        }
        return event
    }

    /// Nobody waits for an answer any more.
    mutating func leave() {
        switch state {
        case .deciding, .streaming, .handling, .answering:
            state = .cut
            pending.append(.giveUp)
        case .collecting:
            // The handler was told of the head.
            state = .closing
            pending.append(.giveUp)
        case .reading, .skipping, .refusing: state = .closing
        case .closing, .cut, .upgraded, .over: break
        }
    }

    /// Nobody handles the request any more.
    mutating func refuse(_ refusal: Refusal) {
        if state != .reading { pending.append(.giveUp) }
        state = .refusing
        request?.body = []
        pending.append(.refuse(refusal))
    }

    /// The running clock is over.
    public mutating func timeIsUp() {
        let told = toldClock?.0 ?? .none
        toldClock = nil
        switch (told, state) {
        case (.leaving, _): state = .cut
        case (.head, .reading) where parser.phase == .head: refuse(.lateHead)
        case (_, .reading), (_, .skipping): state = .closing
        case (.body, .collecting), (.body, .streaming): refuse(.lateBody)
        case (.handling, .deciding), (.handling, .handling), (.handling, .streaming):
            refuse(.lateAnswer)
        default: break
        }
    }

    /// There is no memory for what it holds.
    public mutating func exhausted() {
        guard state == .collecting else { return }
        refuse(.exhausted)
    }

    /// More is queued than a client that reads leaves: no further request is looked at until it has left.
    public mutating func congested() { isCongested = true }

    /// All that was queued has left.
    public mutating func left() {
        isCongested = false
        isLeaving = false
    }

    /// Its connection has moved elsewhere, where the head that it told of last is to be told again.
    public mutating func moved() {
        guard state == .deciding, let request else { return }
        toldClock = nil
        toldRead = true
        pending.append(.decide(request))
    }

    /// The server comes to its end: the next answer is the last one.
    public mutating func drain() { isDraining = true }

    /// Ends a connection that waits for nothing.
    public mutating func endIfIdle() { if isIdle { state = .closing } }
}
