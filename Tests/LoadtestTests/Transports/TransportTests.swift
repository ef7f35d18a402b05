import Ink
import Loop
import Testing
import Wire

@testable import loadtest

@Suite struct EndpointTests {
    @Test(
        "URLs are taken apart",
        arguments: [
            ("ws://127.0.0.1:8080", "127.0.0.1:8080", false, ""), ("wss://localhost", "127.0.0.1:443", true, ""),
            ("http://127.0.0.1/ws?x=1", "127.0.0.1:80", false, "/ws?x=1"), ("https://[::1]:9/", "[::1]:9", true, ""),
        ])
    func good(_ text: String, _ address: String, _ isSecure: Bool, _ path: String) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.address.description == address && endpoint.isSecure == isSecure && endpoint.path == path)
    }

    @Test(
        "What cannot be used is refused, in words",
        arguments: [
            "127.0.0.1:8080", "ftp://127.0.0.1", "ws://", "ws://example.com", "ws://127.0.0.1:0", "ws://127.0.0.1:x",
            "ws://[::1",
        ])
    func bad(_ text: String) { #expect(throws: Endpoint.Fault.self) { try Endpoint(text) } }
}

@Suite("The client's side of Socket.IO")
struct SocketIOConversationTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("It opens, joins, answers pings, and finds events")
    func talk() {
        var conversation = SocketIOConversation()
        #expect(conversation.heard(bytes(#"0{"sid":"abc","pingInterval":25000}"#).span.bytes) == .send(bytes("40")))
        #expect(conversation.session == "abc")
        #expect(conversation.heard(bytes(#"40{"sid":"x"}"#).span.bytes) == .joined)
        #expect(conversation.heard(bytes("2").span.bytes) == .send(bytes("3")))
        #expect(conversation.heard(bytes(#"42["ink:ack",{"ink":1}]"#).span.bytes) == .event(at: 2))
        #expect(conversation.heard(bytes("6").span.bytes) == .nothing)
    }

    @Test("What ends it is told", arguments: ["1", "41", #"44{"message":"no"}"#, "0{}"])
    func ends(_ packet: String) {
        var conversation = SocketIOConversation()
        guard case .ended = conversation.heard(bytes(packet).span.bytes) else {
            return #expect(Bool(false), "it has ended")
        }
    }
}

@Suite struct WireFormTests {
    @Test(
        "Binary ink goes on behind a resume: fresh up to the next stroke, then the script's own bytes",
        arguments: 1...20)
    func resumed(_ from: Int) throws {
        var script = PenScript(name: "s", start: SessionStart())
        for stroke in 0..<3 {
            script.append(.start, samples: [Sample(position: Point(Double(stroke), 1))], atMicroseconds: 0)
            for place in 1...6 {
                let sample = Sample(position: Point(Double(stroke * 10 + place * place), 5), time: Double(place))
                script.append(.move, samples: [sample], atMicroseconds: 0)
            }
            script.append(.end, atMicroseconds: 0)
        }
        let encoded = EncodedScript(script, as: .webSocketBinary)
        var resumed: ResumedInk? = ResumedInk(script)
        let reader = WebSocketReader(role: .server)
        var scanner = EventScanner(), stream = BinaryInkStream()
        for number in UInt64(from)...encoded.lastNumber {
            var bytes: [UInt8] = []
            if let fresh = resumed?.message(number, of: script) {
                bytes = fresh
            } else {
                resumed = nil
                encoded.withBytes(of: number...number) { bytes = Array($0) }
            }
            try bytes.withUnsafeMutableBytes { raw in
                var rest = raw
                guard case .binary(let message) = reader.next(&rest) else { return #expect(Bool(false), "a message") }
                let (kind, read) = try scanner.scan(
                    binary: message.bytes, of: &stream, on: Quantiser(frame: script.frame))
                let event = script.events[Int(number) - 1]
                #expect(kind == event.kind && read == number)
                #expect(scanner.points.map { Point($0.x, $0.y) } == script.samples(of: event).map(\.position))
            }
        }
    }
}
