import Characters
import Checking
import Foundation
import Ink
import Logging
import Loop
import Sessions
import Testing
import Transport
import Wire

@testable import Server

@Suite("Live answers", .serialized)
struct LiveAnswersTests {
    private static let boxes = [
        Frame(x: 10, y: 20, width: 300, height: 300)!, Frame(x: 310, y: 20, width: 300, height: 300)!,
    ]

    private static func server(lanes: Int) throws -> PilsunServer {
        var configuration = PilsunServer.Configuration()
        configuration.transport.port = 0
        configuration.transport.loops = 2
        configuration.sessions.lanes = lanes
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try PilsunServer(configuration, source: SourceChain([HangulSource()]), log: log)
    }

    private static func ink(
        _ character: Character, in box: Frame, seed: UInt64, mistakes: [WritingMistake]
    ) throws -> [[Sample]] {
        let reference = try #require(HangulSource().reference(for: character))
        var random = SplitMix64(seed: seed)
        return SyntheticWriter(frame: box).write(reference, mistakes: mistakes, using: &random).map(\.samples)
    }

    /// 한글 with two strokes in the wrong order, and 글 written once more after it was cleared.
    private static func session(group: Int, seed: UInt64) throws -> WrittenSession {
        var session = WrittenSession("한글", boxes: boxes)
        for stroke in try ink("한", in: boxes[0], seed: seed, mistakes: [.swap(3, 4)]) {
            session.add(stroke, group: group)
        }
        session.add(.next)
        for stroke in try ink("글", in: boxes[1], seed: seed + 1, mistakes: []) { session.add(stroke, group: group) }
        session.add(.clear)
        let again = try ink("글", in: boxes[1], seed: seed + 2, mistakes: [.reverse(1)])
        for stroke in again { session.add(stroke, group: group) }
        session.add(.undo)
        session.add(again[again.count - 1], group: group)
        session.add(.next)
        return session
    }

    private static func withoutNumber(_ event: String) -> String {
        event.replacing(#/"seq":\d+,/#, with: "", maxReplacements: 1)
    }

    /// The fold's outputs of a live session, without numbers.
    private static func outputs(_ events: [String], character: Int) -> [String] {
        events.filter {
            !$0.hasPrefix("[\"session:ready\"") && !$0.hasPrefix("[\"ink:ack\"")
                && !$0.hasPrefix("[\"analysis:result\"")
                && $0.contains("\"character\":\(character),")
        }.map(withoutNumber)
    }

    private static func result(_ character: Int) -> (String) -> Bool {
        { $0.contains("{\"character\":\(character),") }
    }

    @Test(
        "a live session says what pilsun check says, byte for byte, on loops and on lanes, point by point and all at once",
        arguments: [0, 2], [1, 4, 10_000])
    func sameAsCheck(lanes: Int, group: Int) throws {
        let session = try Self.session(group: group, seed: 11)
        let expected = session.checked
        #expect(expected.count == 2)
        #expect(expected.allSatisfy { $0.outputs.count > 10 && $0.results[0].contains("\"similarity\":0.") })
        let server = try Self.server(lanes: lanes)
        defer { server.drain(withinMilliseconds: 2_000) }
        let client = LiveClient(server.address)
        if group == 1 {
            // Each event is a write of its own, and a turn of the loop more often than not.
            client.send([session.start])
            for event in session.events { client.send([event]) }
        } else {
            client.send([session.start] + session.events)
        }
        let last = try #require(expected[1].results.last)
        #expect(client.wait(for: "analysis:result") { $0 == last } != nil, "\(client.events.last ?? "nothing")")
        let count = session.events.count
        #expect(
            client.wait(for: "ink:ack") { acknowledges($0, count) }
                != nil)
        for character in 0...1 {
            #expect(Self.outputs(client.events, character: character) == expected[character].outputs)
            let results = client.events.filter {
                $0.hasPrefix("[\"analysis:result\"") && Self.result(character)($0)
            }
            // Of ink that was taken back at once there may be an answer or none; the last one stands.
            #expect(results.last == expected[character].results.last)
            #expect(results.allSatisfy { expected[character].results.contains($0) })
        }
    }

    @Test("who was away when a character was analysed is told on return, also on another loop", arguments: [0, 2])
    func resume(lanes: Int) throws {
        let session = try Self.session(group: 4, seed: 23)
        let expected = session.checked
        let server = try Self.server(lanes: lanes)
        defer { server.drain(withinMilliseconds: 2_000) }
        for attempt in 0..<8 {
            let first = LiveClient(server.address)
            first.send([session.start])
            let ready = try #require(first.wait(for: "session:ready"))
            func field(_ name: String) -> String {
                String(ready.split(separator: "\"\(name)\":\"")[1].prefix { $0 != "\"" })
            }
            var encoder = ClientEventEncoder(grid: Quantiser(frame: Self.boxes[0]))
            encoder.resume(SessionResume(session: field("session"), secret: field("resume"), seen: 0))
            // All ink in one write, and the session is taken away from it at once: the analyses end while it changes hands.
            first.send(session.events)
            let second = LiveClient(server.address)
            second.send([encoder.json.bytes])
            let acknowledged = try #require(second.wait(for: "session:ready"))
            let number = try #require(acknowledged.firstMatch(of: #/"ink":(\d+)/#))
            // What was not applied yet is sent again.
            second.send(Array(session.events[(Int(number.1) ?? 0)...]))
            for character in 0...1 {
                let last = try #require(expected[character].results.last)
                #expect(second.wait(for: "analysis:result") { $0 == last } != nil, "attempt \(attempt)")
            }
            let results = second.events.filter { $0.hasPrefix("[\"analysis:result\"") }
            #expect(results.last { Self.result(1)($0) } == expected[1].results.last)
        }
    }

    @Test("sessions that end and servers that stop while characters are analysed take nothing down", arguments: [0, 2])
    func endsWhileAnalysing(lanes: Int) throws {
        let session = try Self.session(group: 10_000, seed: 31)
        for _ in 0..<6 {
            let server = try Self.server(lanes: lanes)
            for _ in 0..<4 {
                let client = LiveClient(server.address)
                client.send([session.start] + session.events)
            }
            server.drain(withinMilliseconds: 500)
        }
    }
}
