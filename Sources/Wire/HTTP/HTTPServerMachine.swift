/// The server's side of one HTTP/1.1 connection: what is to be done next, whatever the client and the handlers do; no I/O and no clock.
///
/// **What goes in** are the bytes that arrive (``receive(_:)``), what the handler of a request says (``collect(upTo:)``,
/// ``stream()``, ``respond(_:)``, ``begin(_:length:)``, ``write(_:)``, ``finish()``, ``upgrade(_:)``), and what happens to the
/// connection (``peerEnded()``, ``congested()``, ``left()``, ``timeIsUp()``, ``drain()``). **What comes out** are actions, taken with
/// ``next()`` after every input until it answers nil; the caller does them in order and does nothing else. While an action is
/// done, inputs may be given: a handler may answer while it is told of its request.
///
/// **A request's way.** The head is complete: ``Action/decide(_:)``. The handler says what it wants of the body. It collects it, and
/// is called again with the whole request (``Action/handle(_:)``); or has it streamed, piece by piece; or answers at once, which
/// rejects the body. A client that waits for `100 Continue` gets it with the first two and never with the third, so that
/// it does not send what nobody wants. Nothing is parsed beyond the head before the handler has decided.
///
/// **An answer's way.** Whole, with ``respond(_:)``; or begun, written and finished, with a length where that is known, else in
/// chunks, else (HTTP/1.0) up to the connection's end. The answer to HEAD has no body, whatever is written. An answer that is
/// finished before its announced length cuts the connection, since a client could not tell otherwise that it is not whole. After the
/// first answer to a request, nothing more is an answer to it.
///
/// **Keeping alive.** Another request follows unless the client said `close`, a rule was broken, the server drains, or the body
/// of the answered request is not worth reading: up to ``skippedBytes`` of it are read and thrown away, and none where the client waits
/// for a `100 Continue` that it did not get, because such a client may send the body or not (RFC 9110, section 10.1.1).
///
/// **Pipelining.** What comes behind a request that is not answered waits here, up to ``waitingBytes``; then reading stops. The next
/// request is looked at when the answer is finished, and when no more than the caller's bound is queued to a client that does not
/// read (``congested()`` until ``left()``). So the memory of a connection is bounded, however many requests it sends.
///
/// **Half-closing.** A client that ends its side is not gone: it gets the answers to what it sent. It is gone where it ends in the middle of
/// a request, and where an answer is held back for something that may never come (``leavesAtEnd``, long-polling): nothing would
/// ever be written then that shows whether anybody is there.
///
/// **Deadlines** are told as ``Action/clock(_:)``: which one runs from now on, in place of the one before. The first byte of a request and
/// its head, its body, the handling, an answer that does not leave, and the silence between two requests have one each; silence counts
/// from when the answer has left, not from when it was written. ``timeIsUp()`` says that the running one is over.
///
/// **The end.** ``Action/close`` sends what is queued and closes; ``Action/abort`` cuts. After an upgrade the bytes are somebody else's
/// (``takeRest()``).
public struct HTTPServerMachine: Sendable {
    /// What is to be done.
    public enum Action: Equatable, Sendable {
        /// A head is complete: ask its handler what it wants of the body.
        case decide(HTTPRequest)
        /// The request is whole, with the body that was to be collected: hand it over.
        case handle(HTTPRequest)
        /// A piece of the body that is streamed.
        case body([UInt8])
        /// The body that is streamed is complete.
        case bodyEnd
        /// The request has no handler any more: tell the one that it had, if it had one, that its client has left.
        case giveUp
        /// Answer what no handler answers, with ``respond(_:)``; the connection ends with it.
        case refuse(Refusal)
        /// Queue these bytes.
        case send([UInt8])
        /// From now on this clock runs, and no other one.
        case clock(Clock)
        /// Whether to read from the socket.
        case read(Bool)
        /// Send what is queued, then close. The last action.
        case close
        /// Cut the connection. The last action.
        case abort
    }

    /// Why a request is not handled.
    public enum Refusal: Equatable, Sendable {
        /// It breaks a rule or exceeds a limit.
        case broken(HTTPFailure)
        /// Its head did not come in time (408).
        case lateHead
        /// Its body did not come in time (408).
        case lateBody
        /// Its handler did not answer in time (503).
        case lateAnswer
        /// There is no memory for its body (503).
        case exhausted
    }

    /// What is waited for.
    public enum Clock: Sendable {
        /// Nothing that has a deadline.
        case none
        /// The first byte of the next request.
        case keepAlive
        /// The first request's first byte, or the end of a head.
        case head
        /// The end of a body.
        case body
        /// An answer.
        case handling
        /// That the client reads what is queued to it.
        case leaving
    }

    enum State: Equatable {
        /// Between two requests, or in a head.
        case reading
        /// The handler has the head. What is behind it waits.
        case deciding
        /// The body is on its way into memory, or to the handler.
        case collecting, streaming
        /// The handler has the whole request.
        case handling
        /// An answer has begun.
        case answering(HTTPAnswerForm)
        /// The request is answered, and what is left of its body thrown away.
        case skipping
        /// The caller answers in the handler's place.
        case refusing
        /// Nothing more is read or answered.
        case closing, cut
        /// The bytes are another protocol's.
        case upgraded
        /// The last action has been told.
        case over
    }

    /// Unread bytes beyond which reading stops.
    public static let waitingBytes = 64 * 1024
    /// How much of a body that nobody wants is read to keep the connection.
    public static let skippedBytes = 64 * 1024

    var parser: HTTPRequestParser
    var state = State.reading
    /// What arrived and, from `place` on, has not been read.
    var inbox: [UInt8] = []
    var place = 0
    /// The request that is being read or answered; its body is what has been collected.
    var request: HTTPRequest?
    /// Actions that inputs have led to, before all others.
    var pending: [Action] = []
    var answered = 0
    /// Whether the client waits for `100 Continue`.
    var awaitsContinue = false
    var peerHasEnded = false
    var isDraining = false
    var isCongested = false
    /// Whether something is queued that has not left.
    var isLeaving = false
    var isBodyPaused = false
    /// Whether the answer that has begun is the last one.
    var isLast = false
    var toldClock: (Clock, request: Int)?
    var toldRead = true

    /// Whether the handler waits for something that may never come: the request has no deadline, and a client that ends its side has left.
    public var leavesAtEnd = false {
        didSet { if peerHasEnded && leavesAtEnd { leave() } }
    }

    /// The machine of a new connection.
    public init(limits: HTTPLimits = HTTPLimits()) { parser = HTTPRequestParser(limits: limits) }

    /// Bytes that it holds: unread ones, and those of a body.
    public var heldBytes: Int { inbox.count - place + (request?.body.count ?? 0) }

    /// Whether nothing of a request has arrived, and nothing is being answered.
    public var isIdle: Bool { state == .reading && parser.phase == .idle && place == inbox.count }

    /// The method of the request in hand; GET where none has come so far.
    public var method: HTTPMethod { request?.method ?? parser.method }

    /// What is to be done next; nil until the next input.
    public mutating func next() -> Action? {
        while true {
            if !pending.isEmpty { return pending.removeFirst() }
            let before = state
            if let action = step() { return action }
            if pending.isEmpty && state == before { return settle() }
        }
    }

    /// Reads on, as far as the state lets it.
    private mutating func step() -> Action? {
        switch state {
        case .reading: isCongested ? nil : readHead()
        case .collecting, .streaming, .skipping: isBodyPaused ? nil : readBody()
        // What is queued has its own time to leave.
        case .closing: isLeaving ? nil : end(.close)
        case .cut: end(.abort)
        case .deciding, .handling, .answering, .refusing, .upgraded, .over: nil
        }
    }

    private mutating func end(_ last: Action) -> Action? {
        state = .over
        inbox = []
        place = 0
        return last
    }

    /// Tells what has changed about clock and reading, once there is nothing else to do.
    private mutating func settle() -> Action? {
        guard state != .over, state != .upgraded else { return nil }
        let clock = clock
        if toldClock.map({ $0.0 != clock || $0.request != answered }) ?? true {
            toldClock = (clock, answered)
            return .clock(clock)
        }
        guard toldRead != wantsBytes else { return nil }
        toldRead = wantsBytes
        return .read(toldRead)
    }

    private var clock: Clock {
        switch state {
        case .reading:
            if parser.phase == .head { return .head }
            if isLeaving { return .leaving }
            return answered == 0 ? .head : .keepAlive
        case .deciding, .handling: return leavesAtEnd ? .none : .handling
        case .collecting, .skipping: return .body
        case .streaming: return isBodyPaused ? .handling : .body
        case .answering, .closing: return isLeaving ? .leaving : .none
        case .refusing, .cut, .upgraded, .over: return .none
        }
    }

    private var wantsBytes: Bool {
        switch state {
        case .collecting, .skipping, .closing, .cut, .upgraded, .over: true
        case .streaming: !isBodyPaused
        case .reading: !isCongested || inbox.count - place <= Self.waitingBytes
        case .deciding, .handling, .answering, .refusing: inbox.count - place <= Self.waitingBytes
        }
    }
}
