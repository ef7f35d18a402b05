import Characters
import Cluster
import Ink
import Wire

/// One schedule: a pen, three nodes and a store, whose every step and misfortune is drawn from one seed.
///
/// Everything is asynchronous: messages between pen and node, commands and replies between node and store wait in queues, and
/// which queue moves next is drawn. Connections keep their order and may break at any moment; a command whose connection is broken
/// may still be carried out later, or never.
struct Simulation {
    /// What may go wrong in a schedule.
    struct Weather: Sendable {
        var faults = 10
        /// Whether the store may forget: lose everything, or come back with what it had earlier.
        var storeForgets = true
        /// Whether another device takes the session over in the middle.
        var handsOver = false
        /// Whether the pen can begin a session anew.
        var penCanRestart = true
        /// Bytes of ink that an owner holds.
        var limit = OwnedLog.largestBytes
        var storeBug: SimulatedStore.Bug?
        var nodeBug: SimulatedNode.Bug?
    }

    /// A command on its way to the store.
    enum Request {
        case command(LogCommand, ticket: UInt64)
        case attach(UInt64, connection: Int)
    }

    enum Reply {
        case reply(LogReply, ticket: UInt64)
        case attached(SimulatedStore.Attachment, epoch: UInt64, connection: Int)
    }

    struct Connection {
        let id: Int
        let node: Int
        var isOpen = true
        var toNode: [PenMessage] = []
        var toPen: [SimulatedMessage] = []
    }

    enum PenMessage { case start, resume(SessionResume, known: UInt64), ink(InkEvent) }

    var random: SplitMix64
    var weather: Weather
    var pen: SimulatedPen
    var nodes: [SimulatedNode]
    var store = SimulatedStore()
    var snapshot: SimulatedStore.Log?
    var isStorePaused = false
    var requests: [[Request]]
    var replies: [[Reply]]
    /// Commands of broken connections that the store may still carry out.
    var late: [(node: Int, request: Request)] = []
    var connections: [Connection] = []
    private var clock: UInt64 = 1_000
    var hasStarted = false
    private(set) var steps = 0
    /// Takes down what happens, where somebody wants to read it.
    var trace: Trace?

    final class Trace {
        var lines: [String] = []
    }

    init(seed: UInt64, weather: Weather) {
        random = SplitMix64(seed: seed)
        self.weather = weather
        let characters = 2 + Int(random.next() % 4)
        pen = SimulatedPen(script: Self.script(characters, &random), characters: characters)
        nodes = ["a", "b", "c"].map { SimulatedNode(name: $0) }
        for index in nodes.indices {
            nodes[index].skew = random.next() % 40
            nodes[index].bug = weather.nodeBug
            nodes[index].limit = weather.limit
        }
        pen.saysStart = weather.penCanRestart
        pen.expectsDurability = !weather.storeForgets
        requests = Array(repeating: [], count: nodes.count)
        replies = Array(repeating: [], count: nodes.count)
        store.bug = weather.storeBug
    }

    private static func script(_ characters: Int, _ random: inout SplitMix64) -> [InkEvent] {
        var events: [InkEvent] = []
        func add(_ kind: InkEvent.Kind, _ value: UInt64 = 0) {
            events.append(
                InkEvent(kind, sample: Sample(position: Point(Double(value), 0)), number: UInt64(events.count + 1)))
        }
        for _ in 0..<characters {
            if random.next() % 5 == 0 {
                add(.start, random.next() % 1000)
                add(.clear)
            }
            for _ in 0...random.next() % 6 { add(.start, random.next() % 1000) }
            add(.next)
        }
        return events
    }

    /// Runs until the pen has everything; answers what went wrong, nil where nothing did.
    mutating func run() -> String? {
        while !pen.isFinished, !pen.beginsAnew {
            steps += 1
            clock += random.next() % 3
            if steps > 20_000 { return "the session is stuck: \(state)" }
            if weather.faults > 0, random.next() % 24 == 0 {
                weather.faults -= 1
                misfortune()
            }
            step()
            if let fault = pen.fault { return fault }
        }
        return nil
    }

    private var state: String {
        "made \(pen.made), sent \(pen.sent.map(String.init) ?? "-"), checkpoint \(pen.checkpoint), "
            + nodes.map {
                "\($0.name): \($0.session.map { "\($0.log.phase) \($0.log.epoch) \($0.log.last)/\($0.log.stored)" } ?? "-")"
            }.joined(separator: ", ")
    }

    func note(_ text: @autoclosure () -> String) {
        trace?.lines.append("\(clock) \(text())")
    }

    // MARK: What happens

    private mutating func step() {
        // Whatever has nothing to do does nothing, and another step is drawn.
        let node = Int(random.next() % UInt64(nodes.count))
        switch random.next() % 12 {
        case 0, 1: penMoves()
        case 2, 3: penReads()
        case 4, 5: nodeReads(node)
        case 6: flush(node)
        case 7, 8: storeWorks(node)
        case 9: replyArrives(node)
        case 10: judge(node)
        default: time(node)
        }
    }

    var open: Int? { connections.lastIndex { $0.isOpen } }

    private mutating func penMoves() {
        guard let open else { return connect() }
        guard let event = pen.next() else { return }
        connections[open].toNode.append(.ink(event))
    }

    private mutating func connect() {
        let node = Int(random.next() % UInt64(nodes.count))
        var connection = Connection(id: connections.count, node: node)
        pen.sent = nil
        connection.toNode.append(hasStarted ? .resume(pen.resume, known: pen.epoch) : .start)
        connections.append(connection)
        note("the pen connects to \(nodes[node].name): seen \(pen.seen), checkpoint \(pen.checkpoint.ink)")
    }

    private mutating func penReads() {
        guard let open, !connections[open].toPen.isEmpty else { return }
        let message = connections[open].toPen.removeFirst()
        note("pen ← \(message)")
        if case .ready(_, let epoch) = message, !hasStarted {
            hasStarted = true
            forgetOthers(than: connections[open].node, begunIn: epoch)
        }
        pen.take(message)
        if case .comeAgain = message { connections[open].isOpen = false }
    }

    /// Sessions that were begun in vain, because the pen never heard of them, have other names: they are no longer looked at.
    private mutating func forgetOthers(than node: Int, begunIn epoch: UInt64) {
        late = []
        for index in connections.indices where !connections[index].isOpen { connections[index].toNode = [] }
        if store.log?.top.epoch != epoch { store.log = nil }
        for other in nodes.indices where other != node {
            nodes[other].session = nil
            requests[other] = []
            replies[other] = []
        }
    }

    private mutating func nodeReads(_ node: Int) {
        guard !nodes[node].isPaused,
            let index = connections.firstIndex(where: { $0.node == node && !$0.toNode.isEmpty })
        else { return }
        // A client that waits for the store is not read.
        if nodes[node].arrival?.connection == connections[index].id { return }
        let id = connections[index].id
        switch connections[index].toNode.removeFirst() {
        case .start:
            requests[node] = []
            replies[node] = []
            nodes[node].begin(id, from: .beginning, epoch: now(node), writesFrom: 0, characters: pen.characters)
            tell(id, [.ready(ink: 0, epoch: nodes[node].session?.log.epoch ?? 0)])
        case .resume(let resume, let known): arrive(resume, known, at: node, on: id)
        case .ink(let event):
            guard let session = nodes[node].session, session.connection == id else { return }
            if event.number > session.fold.ink + 1 { pen.fault = "ink \(event.number) came after \(session.fold.ink)" }
            let messages = nodes[node].take(event)
            tell(id, messages)
        }
    }

    mutating func tell(_ id: Int?, _ messages: [SimulatedMessage]) {
        guard let id, connections[id].isOpen else { return }
        connections[id].toPen += messages
    }

    private var trustsItself: Bool { weather.nodeBug == .trustsItself }

    private func now(_ node: Int) -> UInt64 { clock + nodes[node].skew }

    private mutating func arrive(_ resume: SessionResume, _ known: UInt64, at node: Int, on id: Int) {
        nodes[node].session?.connection = nil
        let epoch = max(now(node), (nodes[node].session?.log.epoch ?? 0) + 1)
        nodes[node].arrival = SimulatedNode.Arrival(connection: id, resume: resume, known: known, epoch: epoch)
        if nodes[node].isConnected, !trustsItself || nodes[node].session == nil {
            requests[node].append(.attach(epoch, connection: id))
        } else {
            settle(node, nil)
        }
    }

    /// The store has answered an arrival, or will not.
    mutating func settle(_ node: Int, _ attachment: SimulatedStore.Attachment?) {
        guard let arrival = nodes[node].arrival else { return }
        var found = nodes[node].session
        var before: LogPosition?, isCertain = false
        switch attachment {
        case .late(let top):
            return attach(again: arrival, at: node, in: top + 1)
        case .attached(let stored, let top, _):
            isCertain = true
            // Somebody else has taken it over again since the store answered.
            if found?.log.phase == .replaced {
                nodes[node].session = nil
                return attach(again: arrival, at: node, in: arrival.epoch + 1)
            }
            // What this node has goes farther, as long as nobody else has owned the session since.
            if found?.log.epoch == top.epoch {
                before = top
                found?.log.remember(stored.results)
            } else {
                found = nodes[node].restore(stored, epoch: arrival.epoch, characters: pen.characters)
            }
        case .missing, nil: isCertain = found?.log.epoch == arrival.known
        }
        nodes[node].arrival = nil
        if found?.log.phase == .replaced { found = nil }
        let choice = ResumeChoice(
            arrival.resume, log: found.map { ($0.log.base, $0.fold.ink) }, isCertain: isCertain || trustsItself)
        note(
            "\(nodes[node].name) settles: \(choice), attachment \(attachment == nil ? "none" : "\(attachment!)".prefix(40) + "")"
        )
        switch choice {
        case .unknown: return tell(arrival.connection, [attachment == nil ? .comeAgain : .unknown])
        case .restart:
            // The store may still carry out what it was asked, so without its answer that epoch is not this session's.
            let epoch = attachment == nil ? arrival.epoch + 1 : arrival.epoch
            nodes[node].begin(
                arrival.connection, from: arrival.resume.checkpoint, epoch: epoch,
                writesFrom: max(arrival.resume.ink ?? 0, arrival.resume.checkpoint.ink + 1),
                characters: pen.characters)
        case .takeUp:
            nodes[node].session = found
            if let before { nodes[node].session?.log.advance(to: arrival.epoch, after: before) }
        }
        let messages = nodes[node].welcome(arrival.resume, on: arrival.connection)
        tell(arrival.connection, messages)
    }

    private mutating func attach(again arrival: SimulatedNode.Arrival, at node: Int, in epoch: UInt64) {
        nodes[node].arrival?.epoch = epoch
        guard nodes[node].isConnected else { return settle(node, nil) }
        requests[node].append(.attach(epoch, connection: arrival.connection))
    }

    private mutating func flush(_ node: Int) {
        guard !nodes[node].isPaused, nodes[node].isConnected,
            let command = nodes[node].session?.log.nextCommand(), let ticket = nodes[node].session?.log.ticket
        else { return }
        requests[node].append(.command(command, ticket: ticket))
    }

    private mutating func storeWorks(_ node: Int) {
        guard !isStorePaused else { return }
        if !late.isEmpty, random.next() % 12 == 0 {
            let (node, request) = late.removeFirst()
            _ = perform(request, for: node)
        }
        guard !requests[node].isEmpty else { return }
        let request = requests[node].removeFirst()
        let reply = perform(request, for: node)
        replies[node].append(reply)
    }

    private mutating func perform(_ request: Request, for node: Int) -> Reply {
        let owner = nodes[node].name
        switch request {
        case .command(let command, let ticket):
            let reply = store.perform(command, owner: owner)
            note("store: \(owner) \("\(command)".prefix(60)) → \(reply)")
            return .reply(reply, ticket: ticket)
        case .attach(let epoch, let connection):
            let attachment = store.attach(epoch, owner: owner)
            note("store: \(owner) attaches \(epoch) → \("\(attachment)".prefix(30))")
            if case .attached(_, _, let from) = attachment, from != owner, random.next() % 4 != 0 {
                yield(from, to: epoch)
            }
            return .attached(attachment, epoch: epoch, connection: connection)
        }
    }

    /// The old owner is told, unless the message is lost.
    private mutating func yield(_ name: String, to epoch: UInt64) {
        guard let node = nodes.firstIndex(where: { $0.name == name && !$0.isPaused }) else { return }
        guard nodes[node].session?.log.yield(to: epoch) == .replaced else { return }
        tell(nodes[node].session?.connection, [.comeAgain])
        nodes[node].session?.connection = nil
    }

    private mutating func replyArrives(_ node: Int) {
        guard !nodes[node].isPaused, !replies[node].isEmpty else { return }
        switch replies[node].removeFirst() {
        case .reply(let reply, let ticket):
            let connection = nodes[node].session?.connection
            let messages = nodes[node].take(reply, ticket: ticket)
            if case .comeAgain? = messages.first { nodes[node].session?.connection = nil }
            tell(connection, messages)
        case .attached(let attachment, let epoch, let connection):
            guard let arrival = nodes[node].arrival, arrival.connection == connection, arrival.epoch == epoch else {
                return
            }
            settle(node, attachment)
        }
    }

    private mutating func judge(_ node: Int) {
        guard !nodes[node].isPaused else { return }
        let messages = nodes[node].judge()
        tell(nodes[node].session?.connection, messages)
    }

    /// What only time brings about.
    private mutating func time(_ node: Int) {
        switch random.next() % 8 {
        case 0: if isStorePaused { isStorePaused = false }
        case 1: nodes[node].isPaused = false
        case 2: if !nodes[node].isConnected { reconnect(node) }
        case 3:
            // An answer that takes too long: by then the client is served without it.
            if nodes[node].arrival != nil, isStorePaused, !nodes[node].isPaused { settle(node, nil) }
        case 4:
            // The pen loses patience with a node that does not answer.
            if let open, nodes[connections[open].node].isPaused { cut(open) }
        default: snapshot = random.next() % 6 == 0 ? store.log : snapshot
        }
    }

    mutating func cut(_ connection: Int) {
        connections[connection].isOpen = false
        connections[connection].toPen = []
        // What was on its way may still arrive.
        if random.next() % 2 == 0 {
            let keep = Int(random.next() % UInt64(connections[connection].toNode.count + 1))
            connections[connection].toNode.removeLast(connections[connection].toNode.count - keep)
        }
    }

    private mutating func reconnect(_ node: Int) {
        nodes[node].isConnected = true
        nodes[node].session?.log.doubt()
    }
}
