import Cluster
import Ink
import Testing
import Wire

/// A client as the protocol asks for: it numbers its ink, keeps what no checkpoint covers, and checks every single answer.
struct SimulatedPen {
    /// What was written, from the first event on, whoever wrote it.
    var script: [InkEvent]
    /// Number of its last event.
    var made: UInt64 = 0
    /// Number of the last event that was sent over this connection; nil before the server has said what it has.
    var sent: UInt64?
    var checkpoint = Checkpoint.beginning
    var seen: UInt64 = 0
    var results: [Int: UInt64] = [:]
    /// The epoch in which it was last welcomed.
    var epoch: UInt64 = 0
    /// Whether it holds all ink after its checkpoint: not so on a device that took a session over.
    var holdsInk = true
    /// Whether it says on resume what the session was started with, so that it can be begun anew.
    var saysStart = true
    /// Whether the store never forgets, so that whatever was acknowledged must be there.
    var expectsDurability = false
    var acknowledged: UInt64 = 0
    /// Set where it is a device that has just taken a session over.
    var isNewHere = false
    let characters: Int
    /// Says what was wrong, once.
    var fault: String?

    /// Set where it has to start another session, which it may as long as nothing was acknowledged.
    var beginsAnew = false

    var isFinished: Bool { made == script.count && checkpoint.ink == made && hasResults(upTo: characters) }

    var resume: SessionResume {
        SessionResume(
            session: "s", secret: "r", seen: seen, ink: made, checkpoint: checkpoint,
            start: holdsInk && saysStart ? SessionStart() : nil)
    }

    /// The next event to send, nil where there is none.
    mutating func next() -> InkEvent? {
        guard let sent, sent < script.count else { return nil }
        // Whoever cannot begin anew does not end a character before it has all of the one before.
        if resume.start == nil, endsCharacter(sent),
            !script[Int(checkpoint.ink)..<Int(sent)].allSatisfy({ $0.kind == .start })
        {
            return nil
        }
        self.sent = sent + 1
        made = max(made, sent + 1)
        return script[Int(sent)]
    }

    private func endsCharacter(_ sent: UInt64) -> Bool { script[Int(sent)].kind != .start }

    mutating func take(_ message: SimulatedMessage) {
        switch message {
        case .ready(let ink, let epoch):
            self.epoch = epoch
            if isNewHere { goOn(after: ink) }
            if expectsDurability, resume.start == nil, ink < acknowledged {
                fail("the server has ink up to \(ink), but \(acknowledged) was acknowledged")
            }
            if ink < checkpoint.ink {
                fail("the server has ink up to \(ink), but the checkpoint is at \(checkpoint.ink)")
            }
            if ink > made { fail("the server has ink up to \(ink), but only \(made) was made") }
            sent = ink
        case .output(let output):
            // A device that comes new sees what its server still has.
            if !holdsInk, seen == 0 { seen = output.number - 1 }
            guard output.number == seen + 1 else {
                return fail("output \(output.number) came after \(seen)")
            }
            seen += 1
            if expected.outputs[Int(output.number - 1)] != output {
                fail("output \(output.number) differs from what the ink gives")
            }
        case .result(let character, let value):
            results[character] = value
            if expected.results[character] != value { fail("the result of character \(character) differs") }
        case .acknowledgement(let notice):
            if notice.ink > made { fail("ink \(notice.ink) was acknowledged, but only \(made) was made") }
            acknowledged = max(acknowledged, notice.ink)
            guard let checkpoint = notice.checkpoint else { return }
            if checkpoint.ink > notice.ink { fail("a checkpoint lies beyond the ink that was acknowledged") }
            if checkpoint.ink <= self.checkpoint.ink { return }
            self.checkpoint = checkpoint
            holdsInk = true
            // A device that came new may have been sent no outputs of before its time.
            if seen == 0, firstCharacter > 0 { seen = checkpoint.output }
            if seen < checkpoint.output { fail("a checkpoint covers outputs that never came") }
            if !hasResults(upTo: checkpoint.character) { fail("a checkpoint covers a result that never came") }
        case .comeAgain: break
        case .unknown:
            if acknowledged > 0 { fail("the session was lost") } else { beginsAnew = true }
        }
    }

    private func hasResults(upTo character: Int) -> Bool {
        (0..<character).allSatisfy { $0 < firstCharacter || results[$0] != nil }
    }

    /// The first character that it has written itself.
    var firstCharacter = 0

    /// A device that has taken the session over writes something else from there on.
    private mutating func goOn(after ink: UInt64) {
        isNewHere = false
        made = ink
        firstCharacter = script[..<Int(ink)].count { $0.kind == .next }
        for index in Int(ink)..<script.count where script[index].kind == .start {
            script[index].sample.position.x += 1_000
        }
        expected = Expectation(script)
    }

    private mutating func fail(_ text: String) { if fault == nil { fault = text } }

    /// What the ink gives when nothing is in the way.
    struct Expectation {
        var outputs: [SimulatedFold.Output] = []
        var results: [Int: UInt64] = [:]

        init(_ script: [InkEvent]) {
            var fold = SimulatedFold()
            for event in script { fold.step(event) }
            outputs = fold.outputs
            for result in fold.results { results[result.character] = result.value }
        }
    }

    lazy var expected = Expectation(script)
}

/// What a node tells a client.
enum SimulatedMessage {
    case ready(ink: UInt64, epoch: UInt64)
    case output(SimulatedFold.Output)
    case result(Int, UInt64)
    case acknowledgement(Acknowledgements.Notice)
    /// The connection is of no use any more: the session has moved, or cannot be found just now.
    case comeAgain
    case unknown
}
