import Characters
import Checking
import Foundation
import Ink
import Logging
import Loop
import Testing
import Wire

@testable import Server
@testable import Transport

/// Sessions over Socket.IO: the same text in another envelope, acknowledgements, recovery, the namespaces.
@Suite(.serialized) struct SessionSocketTests {
    private static let box = Frame(x: 10, y: 20, width: 300, height: 300)!

    private static func serving(loops: Int = 2, _ body: (SocketAddress) throws -> Void) throws {
        var configuration = PilsunServer.Configuration()
        configuration.transport.port = 0
        configuration.transport.loops = loops
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = try PilsunServer(configuration, source: SourceChain([HangulSource()]), log: log)
        defer { server.drain(withinMilliseconds: 500) }
        try body(server.address)
    }

    /// 한 with two strokes in the wrong order.
    private static func strokes(seed: UInt64 = 7) throws -> [[Sample]] {
        let reference = try #require(HangulSource().reference(for: "한"))
        var random = SplitMix64(seed: seed)
        return SyntheticWriter(frame: box).write(reference, mistakes: [.swap(3, 4)], using: &random).map(\.samples)
    }

    private static func session() throws -> WrittenSession {
        var session = WrittenSession("한", boxes: [box])
        for stroke in try strokes() { session.add(stroke, group: 4) }
        session.add(.next)
        return session
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What is said of the ink; who is told so, and when, differs from one run to the next.
    private static func outputs(_ events: [String]) -> [String] {
        events.filter { event in
            ["feedback:live", "correction:suggest", "stroke:fit"].contains { event.hasPrefix("[\"\($0)\"") }
        }
    }

    private static func field(_ name: String, _ text: String) throws -> String {
        let parts = text.split(separator: "\"\(name)\":\"", maxSplits: 1)
        return String(try #require(parts.dropFirst().first).prefix { $0 != "\"" })
    }

    /// A client in `/`, and what it was granted.
    private static func connect(_ address: SocketAddress, auth: String = "") throws -> (MessageClient, granted: String)
    {
        let client = try #require(MessageClient(address, "/socket.io/?EIO=4&transport=websocket"))
        #expect(client.nextText()?.hasPrefix("0{") == true)
        client.send("40" + auth)
        let granted = try #require(client.nextText())
        #expect(granted.hasPrefix("40{"))
        return (client, granted)
    }

    /// The events up to one that meets the condition, without their envelope.
    private static func events(_ client: MessageClient, until isLast: (String) -> Bool) -> [String] {
        var events: [String] = []
        while let text = client.nextText() {
            guard text.hasPrefix("42") else { continue }
            events.append(String(text.dropFirst(2)))
            if isLast(events[events.count - 1]) { return events }
        }
        Issue.record("the awaited event has not come; the last ones are \(events.suffix(3))")
        return events
    }

    @Test func `payloads are the text of /ws, over a WebSocket and by polling`() throws {
        let session = try Self.session()
        let isLast = { (event: String) in acknowledges(event, session.events.count) }
        try Self.serving { address in
            let plain = LiveClient(address)
            plain.send([session.start] + session.events)
            _ = plain.wait(for: "ink:ack", where: isLast)
            let expected = Self.outputs(plain.events)
            #expect(expected.count > 10)

            let (client, _) = try Self.connect(address)
            for event in [session.start] + session.events { client.send("42" + Self.text(event)) }
            #expect(Self.outputs(Self.events(client, until: isLast)) == expected)

            let poller = RequestClient(address, path: "/socket.io/")
            let opening = try #require(poller.ask("GET", "EIO=4&transport=polling"))
            let query = "EIO=4&transport=polling&sid=" + (try Self.field("sid", opening.body))
            let all = ["40"] + ([session.start] + session.events).map { "42" + Self.text($0) }
            for first in stride(from: 0, to: all.count, by: 10) {
                let body = all[first..<min(first + 10, all.count)].joined(separator: "\u{1E}")
                #expect(poller.ask("POST", query, body: body)?.body == "ok")
            }
            var polled: [String] = []
            while !polled.contains(where: isLast), let answer = poller.ask("GET", query), answer.status == 200 {
                let packets = answer.body.split(separator: "\u{1E}")
                #expect(packets.count <= 16)
                polled += packets.filter { $0.hasPrefix("42") }.map { String($0.dropFirst(2)) }
            }
            #expect(Self.outputs(polled) == expected)
        }
    }

    @Test func `binary ink is one event's attachment, and leads to what text leads to`() throws {
        let strokes = try Self.strokes()
        let session = try Self.session()
        let isLast = { (event: String) in acknowledges(event, session.events.count) }
        try Self.serving { address in
            let (text, _) = try Self.connect(address)
            for event in [session.start] + session.events { text.send("42" + Self.text(event)) }
            let expected = Self.outputs(Self.events(text, until: isLast))

            let (client, _) = try Self.connect(address)
            client.send("42" + Self.text(session.start))
            var encoder = BinaryInkEncoder(grid: Quantiser(frame: Self.box))
            var number: UInt64 = 0
            func send(_ kind: InkEvent.Kind, _ samples: ArraySlice<Sample> = []) {
                number += 1
                client.send(#"451-["ink",{"_placeholder":true,"num":0}]"#)
                client.send(encoder.message(kind, samples: samples, number: number))
            }
            for stroke in strokes {
                send(.start, stroke.prefix(1))
                for first in stride(from: 1, to: stroke.count, by: 4) { send(.move, stroke[first...].prefix(4)) }
                send(.end)
            }
            send(.next)
            #expect(Self.outputs(Self.events(client, until: isLast)) == expected)
        }
    }

    @Test func `acknowledgements say null, or what is wrong`() throws {
        try Self.serving { address in
            let (client, _) = try Self.connect(address)
            client.send(#"427["stroke:start",{"x":1,"y":2}]"#)
            #expect(client.nextText() == "437[null]")
            client.send(#"428["stroke:mvoe",{}]"#)
            let error = try #require(client.nextText())
            #expect(error.hasPrefix(#"42["error",{"code":"event_unknown","#))
            let body = error.dropFirst(#"42["error","#.count)
            #expect(client.nextText() == "438[" + body)
            client.send(#"451-9["stroke:move",{"points":{"_placeholder":true,"num":0}}]"#)
            client.send([1])
            #expect(client.nextText()?.hasPrefix(#"42["error",{"code":"event_invalid","#) == true)
            #expect(client.nextText()?.hasPrefix(#"439[{"code":"event_invalid","#) == true)
            client.send(#"4210["stroke:end"]"#)
            #expect(client.nextText() == "4310[null]")
        }
    }

    @Test func `what is not JSON, or breaks the protocol, is named before the connection is closed`() throws {
        try Self.serving { address in
            for (sent, code) in [(#"42["stroke:start",{]"#, "json_invalid"), ("42{}", "framing_invalid")] {
                let (client, _) = try Self.connect(address)
                client.send(sent)
                #expect(client.nextText()?.hasPrefix(#"42["error",{"code":"\#(code)","#) == true)
                #expect(client.next() == .closed(1002))
            }
        }
    }

    @Test func `offsets go to those who ask, and bring a session back on any loop`() throws {
        let session = try Self.session()
        let half = session.events.count / 2
        try Self.serving(loops: 4) { address in
            for _ in 0..<6 {
                let (client, granted) = try Self.connect(address, auth: #"{"recovery":true}"#)
                let sid = try Self.field("sid", granted), pid = try Self.field("pid", granted)
                client.send("42" + Self.text(session.start))
                for event in session.events.prefix(half) { client.send("42" + Self.text(event)) }
                let first = Self.events(client) { acknowledges($0, half) }
                #expect(first.allSatisfy { $0.hasSuffix("\"]") })
                let outputs = Self.outputs(first)
                let seen = try #require(outputs.dropLast(2).last)
                let offset = String(try #require(seen.split(separator: ",\"").last).dropLast(2))
                #expect(offset.hasSuffix(".\(outputs.count - 2)"))

                // The first connection still stands: its session is taken from it.
                let auth = #"{"pid":"\#(pid)","offset":"\#(offset)","recovery":true}"#
                let (again, regained) = try Self.connect(address, auth: auth)
                #expect(try Self.field("sid", regained) == sid)
                #expect(try Self.field("pid", regained) == pid)
                let ready = try #require(again.nextText())
                #expect(ready.hasPrefix(#"42["session:ready","#) && ready.contains("\"ink\":\(half),"))
                #expect(ready.hasSuffix(",\"\(offset)\"]"), "nothing of what comes now has been seen")
                #expect(again.nextText().map { String($0.dropFirst(2)) } == outputs[outputs.count - 2])
                #expect(again.nextText().map { String($0.dropFirst(2)) } == outputs[outputs.count - 1])
                #expect(client.nextText()?.hasPrefix(#"42["error",{"code":"session_taken""#) == true)
                #expect(client.nextText() == "41", "a client that is disconnected does not come back by itself")
            }
        }
    }

    @Test(arguments: [
        #""offset":"abcdef.3","pid":"PID""#, #""offset":"-","pid":"PID""#, #""offset":"OFFSET""#, #""pid":"PID""#,
        #""offset":"OFFSET","pid":"PID0""#, #""offset":"OFFSET","pid":"00PID""#, #""offset":"OFFSET.1","pid":"PID""#,
    ])
    func `what can't be recovered is begun anew`(fields: String) throws {
        try Self.serving { address in
            let (client, granted) = try Self.connect(address, auth: #"{"recovery":true}"#)
            let pid = try Self.field("pid", granted)
            client.send(#"42["session:start",{"text":"가"}]"#)
            let ready = try #require(client.nextText())
            let offset = String(try #require(ready.split(separator: ",\"").last).dropLast(2))
            #expect(offset.hasSuffix(".0"))
            let auth = fields.replacing("OFFSET", with: offset).replacing("PID", with: pid)
            let (again, regained) = try Self.connect(address, auth: "{\(auth),\"recovery\":true}")
            #expect(try Self.field("pid", regained) != pid)
            again.send(#"42["session:start",{"text":"나"}]"#)
            #expect(again.nextText()?.hasPrefix(#"42["session:ready","#) == true)
        }
    }

    @Test func `who does not ask is told no offsets`() throws {
        try Self.serving { address in
            let (client, _) = try Self.connect(address)
            client.send(#"42["session:start",{"text":"가"}]"#)
            #expect(client.nextText()?.hasSuffix(#""characters":["가"]}]"#) == true)
        }
    }

    @Test func `an auth that can't be read is refused`() throws {
        try Self.serving { address in
            let client = try #require(MessageClient(address, "/socket.io/?EIO=4&transport=websocket"))
            _ = client.nextText()
            client.send(#"40{"recovery":7}"#)
            #expect(
                client.nextText()?.hasPrefix(#"44{"message":"json_invalid","data":{"code":"json_invalid","#) == true)
            client.send(#"40{"pid":7}"#)
            #expect(
                client.nextText()?.hasPrefix(#"44{"message":"field_invalid","data":{"code":"field_invalid","#) == true)
            client.send("40/other,")
            #expect(client.nextText() == #"44/other,{"message":"Invalid namespace"}"#)
        }
    }

    @Test func `a session is followed in /watch, from the beginning and on, by whoever knows its secret`() throws {
        let session = try Self.session()
        let half = session.events.count / 2
        let isLast = { (event: String) in acknowledges(event, session.events.count) }
        try Self.serving(loops: 4) { address in
            for _ in 0..<4 {
                let (writer, _) = try Self.connect(address)
                writer.send("42" + Self.text(session.start))
                let ready = try #require(writer.nextText())
                let id = try Self.field("session", ready), secret = try Self.field("watch", ready)
                for event in session.events[..<half] { writer.send("42" + Self.text(event)) }
                var told = Self.events(writer) { acknowledges($0, half) }

                let watcher = try #require(MessageClient(address, "/socket.io/?EIO=4&transport=websocket"))
                _ = watcher.nextText()
                watcher.send(#"40/watch,{"session":"\#(id)","watch":"\#(secret)"}"#)
                #expect(watcher.nextText()?.hasPrefix(#"40/watch,{"sid":""#) == true)
                #expect(watcher.nextText()?.hasPrefix(#"42/watch,["session:ready","#) == true)
                for event in session.events[half...] { writer.send("42" + Self.text(event)) }
                told += Self.events(writer, until: isLast)
                let expected = Self.outputs(told)
                var seen: [String] = []
                while seen.count < expected.count, let text = watcher.nextText() {
                    if text.hasPrefix("42/watch,") { seen += Self.outputs([String(text.dropFirst(9))]) }
                }
                #expect(seen == expected)
                watcher.send(#"42/watch,["stroke:start",{"x":1,"y":2}]"#)
                var answer = watcher.nextText()
                while answer?.contains("read_only") == false { answer = watcher.nextText() }
                #expect(answer?.hasPrefix(#"42/watch,["error",{"code":"read_only","#) == true)
            }
        }
    }

    @Test func `nothing is written in /watch`() throws {
        try Self.serving { address in
            let (client, _) = try Self.connect(address)
            client.send("40/watch,")
            #expect(client.nextText()?.hasPrefix(#"40/watch,{"sid":""#) == true)
            client.send(#"42/watch,["stroke:start",{"x":1,"y":2}]"#)
            #expect(client.nextText()?.hasPrefix(#"42/watch,["error",{"code":"read_only","#) == true)
            let other = try #require(MessageClient(address, "/socket.io/?EIO=4&transport=websocket"))
            _ = other.nextText()
            other.send(#"40/watch,{"session":"nobody's","watch":"wrong"}"#)
            #expect(other.nextText()?.hasPrefix(#"44/watch,{"message":""#) == true)
        }
    }
}
