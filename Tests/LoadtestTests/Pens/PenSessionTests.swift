import Characters
import Ink
import Testing
import Wire

@testable import loadtest

@Suite("A pen's side of the protocol")
struct PenSessionTests {
    private static func ready(ink: UInt64 = 0, output: UInt64 = 0, id: String = "s") -> ServerEvent {
        .ready(
            SessionReady(
                session: id, resume: "secret", watch: "w", ink: ink, output: output, isDurable: false, characters: ["가"]
            ))
    }

    private static func fit(_ number: UInt64) -> ServerEvent {
        .fit(number: number, character: 0, stroke: 0, segments: [])
    }

    /// A session that is live, with so many events written.
    private func live(writing kinds: [InkEvent.Kind] = []) -> PenSession {
        var session = PenSession()
        _ = session.opened()
        _ = session.heard(Self.ready())
        for _ in kinds { _ = session.write() }
        return session
    }

    @Test("Ink may be sent before the server has answered, but not before session:start")
    func early() {
        var session = PenSession()
        #expect(session.write() == .nothing)
        #expect(session.opened() == .start)
        #expect(session.started() == .send(1...1))
        #expect(session.write() == .send(2...2))
        let (action, news) = session.heard(Self.ready())
        #expect(action == .nothing && news == .ready(resumed: false, acknowledged: nil))
        #expect(session.write() == .send(3...3))
    }

    @Test("What was written while the connection was lost follows on resume, from what the server has on")
    func resume() {
        var session = live(writing: [.start, .move, .move])
        #expect(session.heard(.acknowledgement(ink: 2)).news == .acknowledged(1...2))
        #expect(session.heard(Self.fit(1)).news == .output)
        session.lost()
        #expect(session.write() == .nothing)
        #expect(session.opened() == .resume(SessionResume(session: "s", secret: "secret", seen: 1, ink: 4)))
        #expect(session.write() == .nothing, "nothing is sent before the server says what it has")
        let (action, news) = session.heard(Self.ready(ink: 3, output: 1))
        #expect(action == .send(4...5) && news == .ready(resumed: true, acknowledged: 3...3))
    }

    @Test("A server that has lost acknowledged ink of the open character gets it again")
    func rewrite() {
        var session = live(writing: [.start, .move, .end, .next, .start, .move])
        _ = session.heard(
            .acknowledgement(ink: 6, checkpoint: Checkpoint(ink: 4, output: 9, character: 1)))
        #expect(session.keptFrom == 5)
        session.lost()
        _ = session.opened()
        #expect(session.heard(Self.ready(ink: 4)).action == .send(5...6))
        #expect(session.acknowledged == 6 && session.lostInk == 0)
    }

    @Test("Ink of an ended and acknowledged character is not kept: a server without it is told of")
    func lostInk() {
        var session = live(writing: [.start, .end, .next, .start])
        _ = session.heard(.acknowledgement(ink: 3, checkpoint: Checkpoint(ink: 3, output: 0, character: 1)))
        session.lost()
        _ = session.opened()
        #expect(session.heard(Self.ready(ink: 1)).action == .send(4...4))
        #expect(session.lostInk == 2)
    }

    @Test("An ended character is kept until a checkpoint covers it, whatever is acknowledged")
    func keptUntilAcknowledged() {
        var session = live(writing: [.start, .end, .next, .start])
        _ = session.heard(.acknowledgement(ink: 4))
        #expect(session.keptFrom == 1)
        session.lost()
        _ = session.opened()
        #expect(session.heard(Self.ready(ink: 0)).action == .send(1...4))
        #expect(session.lostInk == 0)
    }

    @Test("Outputs that come again are duplicates, skipped numbers are gaps")
    func outputs() {
        var session = live()
        #expect(session.heard(Self.fit(1)).news == .output)
        #expect(session.heard(Self.fit(2)).news == .output)
        #expect(session.heard(Self.fit(2)).news == .duplicate)
        #expect(session.heard(Self.fit(5)).news == .gap(missing: 2))
        #expect(session.heard(Self.fit(6)).news == .output)
    }

    @Test("A connection that is lost before the first answer starts the session anew, with all its ink")
    func startAgain() {
        var session = PenSession()
        _ = session.opened()
        _ = session.started()
        _ = session.write()
        session.lost()
        #expect(session.opened() == .start)
        #expect(session.started() == .send(1...1))
    }

    @Test(
        "A session that is over, or that cannot begin, is given up",
        arguments: ["session_unknown", "secret_wrong"])
    func over(_ code: String) {
        var session = live(writing: [.start])
        session.lost()
        _ = session.opened()
        let (action, news) = session.heard(.error(code: code, message: "gone", isFatal: false))
        #expect(action == .nothing && news == .refused(code: code, message: "gone"))
        #expect(session.phase == .over(code: code, message: "gone"))
        session.lost()
        #expect(session.opened() == .nothing)
    }

    @Test("An error in the middle of a live session ends nothing")
    func harmlessError() {
        var session = live(writing: [.move])
        _ = session.heard(.error(code: "stroke_not_started", message: "…", isFatal: false))
        #expect(session.phase == .live && session.write() == .send(2...2))
    }

    @Test("A full server is tried again later")
    func full() {
        var session = PenSession()
        _ = session.opened()
        #expect(session.heard(.error(code: "server_full", message: "…", isFatal: false)).action == .comeBack)
        session.lost()
        #expect(session.opened() == .start)
    }

    @Test("Acknowledgements of what was never written, or of what was acknowledged before, are no news")
    func strayAcknowledgements() {
        var session = live(writing: [.start, .move])
        #expect(session.heard(.acknowledgement(ink: 3)).news == .nothing)
        #expect(session.heard(.acknowledgement(ink: 1)).news == .acknowledged(1...1))
        #expect(session.heard(.acknowledgement(ink: 1)).news == .nothing)
        #expect(session.acknowledged == 1)
    }

    /// A server in five lines: applies events in order, each once, and may forget all but what is durable.
    private struct Server {
        var applied: UInt64 = 0
        var log: [UInt64] = []

        mutating func take(_ action: PenSession.Action) {
            guard case .send(let numbers) = action else { return }
            for number in numbers where number > applied {
                #expect(number == applied + 1, "ink comes without gaps")
                applied = number
                log.append(number)
            }
        }
    }

    @Test("However often the connection is lost, the server gets every event once and in order", arguments: 1...40)
    func anyOrder(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var session = PenSession(), server = Server(), hasSession = false
        for _ in 0..<400 {
            switch generator.next() % 10 {
            case 0:
                session.lost()
                // What was on its way is gone, and a server may have lost the last events that it had not acknowledged.
                if hasSession, generator.next() % 2 == 0 {
                    server.applied = max(session.acknowledged, min(server.applied, server.applied &- 1))
                    server.log.removeAll { $0 > server.applied }
                }
            case 1, 2:
                switch session.opened() {
                case .start:
                    server = Server()
                    server.take(session.started())
                case .resume: break
                default: continue
                }
                if generator.next() % 4 == 0 { continue }
                server.take(session.heard(Self.ready(ink: server.applied)).action)
                hasSession = true
            case 3: _ = session.heard(.acknowledgement(ink: server.applied))
            default: server.take(session.write())
            }
        }
        session.lost()
        if case .start = session.opened() { server.take(session.started()) }
        server.take(session.heard(Self.ready(ink: server.applied)).action)
        #expect(server.log == Array(1...max(session.written, 1)).filter { $0 <= session.written })
        #expect(session.lostInk == 0)
    }
}
