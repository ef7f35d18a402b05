import Characters
import Cluster
import Ink
import Wire

/// What goes wrong in a schedule.
extension Simulation {
    mutating func misfortune() {
        let node = Int(random.next() % UInt64(nodes.count))
        switch random.next() % 10 {
        case 0, 1:
            note("cut")
            if let open { cut(open) }
        case 2, 3: crash(node)
        case 4:
            note("\(nodes[node].name) is paused")
            nodes[node].isPaused = true
        case 5:
            note("the store is paused")
            isStorePaused = true
        case 6:
            note("\(nodes[node].name) loses the store")
            disconnect(node)
        case 7:
            note("the store restarts")
            for node in nodes.indices { disconnect(node) }
            if weather.storeForgets, random.next() % 2 == 0 { store.log = snapshot }
        case 8:
            guard weather.storeForgets else { return }
            note("the store is emptied")
            store.log = nil
            snapshot = nil
            if random.next() % 2 == 0 { for node in nodes.indices { disconnect(node) } }
        default: handOver()
        }
    }

    private mutating func crash(_ node: Int) {
        note("\(nodes[node].name) crashes")
        for index in connections.indices where connections[index].node == node {
            connections[index].isOpen = false
            connections[index].toNode = []
        }
        late += requests[node].map { (node, $0) }
        requests[node] = []
        replies[node] = []
        nodes[node].session = nil
        nodes[node].arrival = nil
        nodes[node].isPaused = false
        nodes[node].isConnected = true
    }

    private mutating func disconnect(_ node: Int) {
        nodes[node].isConnected = false
        late += requests[node].map { (node, $0) }
        requests[node] = []
        replies[node] = []
        if let session = nodes[node].session {
            let reply: LogReply = weather.nodeBug == .assumesStored ? .stored : .failed
            let messages = nodes[node].take(reply, ticket: session.log.ticket)
            tell(session.connection, messages)
        }
        if nodes[node].arrival != nil { settle(node, nil) }
    }

    /// Another device goes on with the session, and writes something else from there on.
    private mutating func handOver() {
        guard weather.handsOver, hasStarted, let open else { return }
        weather.handsOver = false
        note("another device takes over")
        cut(open)
        var other = SimulatedPen(script: pen.script, characters: pen.characters)
        other.isNewHere = true
        other.holdsInk = false
        other.expectsDurability = true
        other.acknowledged = pen.acknowledged
        pen = other
    }
}
