import Testing

@testable import Wire

@Suite struct SocketIOPacketTests {
    private func packet(_ text: String) throws(SocketIOViolation) -> (SocketIOPacket, payload: String) {
        let bytes = Array(text.utf8)
        let packet = try SocketIOPacket(bytes.span.bytes, limits: SocketIOLimits())
        return (packet, String(decoding: bytes[packet.payload], as: UTF8.self))
    }

    struct Case: Sendable {
        let text: String
        let type: SocketIOPacketType
        var attachments = 0
        var namespace = "/"
        var id: UInt64?
        var payload = ""
    }

    @Test(arguments: [
        Case(text: "0", type: .connect), Case(text: #"0{"token":"123"}"#, type: .connect, payload: #"{"token":"123"}"#),
        Case(text: "0/custom,", type: .connect, namespace: "/custom"),
        Case(text: "0/custom", type: .connect, namespace: "/custom"),
        Case(text: #"0/custom,{"a":1}"#, type: .connect, namespace: "/custom", payload: #"{"a":1}"#),
        Case(text: "1", type: .disconnect), Case(text: "1/admin,", type: .disconnect, namespace: "/admin"),
        Case(text: #"2["foo"]"#, type: .event, payload: #"["foo"]"#),
        Case(text: #"2/admin,["bar"]"#, type: .event, namespace: "/admin", payload: #"["bar"]"#),
        Case(text: #"212["foo"]"#, type: .event, id: 12, payload: #"["foo"]"#),
        Case(text: #"2/a,13["foo",1]"#, type: .event, namespace: "/a", id: 13, payload: #"["foo",1]"#),
        Case(text: #"3/admin,13["bar"]"#, type: .acknowledgement, namespace: "/admin", id: 13, payload: #"["bar"]"#),
        Case(text: "312[]", type: .acknowledgement, id: 12, payload: "[]"),
        Case(
            text: #"51-["baz",{"_placeholder":true,"num":0}]"#, type: .binaryEvent, attachments: 1,
            payload: #"["baz",{"_placeholder":true,"num":0}]"#),
        Case(
            text: #"52-/admin,["baz",1]"#, type: .binaryEvent, attachments: 2, namespace: "/admin",
            payload: #"["baz",1]"#),
        Case(
            text: #"61-15["bar",1]"#, type: .binaryAcknowledgement, attachments: 1, id: 15, payload: #"["bar",1]"#),
        Case(text: #"50-["a"]"#, type: .binaryEvent, payload: #"["a"]"#),
        Case(text: #"29007199254740991["a"]"#, type: .event, id: 9_007_199_254_740_991, payload: #"["a"]"#),
    ])
    func `packets are read`(example: Case) throws {
        let (packet, payload) = try packet(example.text)
        #expect(packet.type == example.type)
        #expect(packet.attachments == example.attachments)
        #expect(packet.namespace == example.namespace)
        #expect(packet.id == example.id)
        #expect(payload == example.payload)
    }

    @Test(arguments: [
        "", "abc", "7", "2", "2{}", "2[]", "2[ ]", "2[", #"2["a""#, #"2abc["a"]"#, #"2 ["a"]"#, #"2null"#, "0[]", "0{",
        #"0{"a":}"#, #"0{} x"#, "0\"text\"", "1{}", "1[]", "3", "3{}", #"4{"message":"no"}"#, "5", #"5["a"]"#,
        #"5-["a"]"#,
        #"5x-["a"]"#, #"511-["a"]"#, #"5999999999999999999999-["a"]"#, #"29007199254740992["a"]"#, "0/a\u{1}b,",
        "0/" + String(repeating: "n", count: 200),
    ])
    func `what no client sends is a violation`(text: String) {
        #expect(throws: SocketIOViolation.self) { _ = try packet(text) }
    }

    @Test func `a head is written as it is read`() throws {
        for (type, attachments, namespace, id) in [
            (SocketIOPacketType.event, 0, "/", nil), (.event, 2, "/a", 7), (.acknowledgement, 0, "/", 0),
            (.acknowledgement, 1, "/watch", 12), (.connect, 0, "/watch", nil),
        ] as [(SocketIOPacketType, Int, String, UInt64?)] {
            var bytes: [UInt8] = []
            SocketIOHead.append(type, attachments: attachments, namespace: namespace, id: id, to: &bytes)
            if type != .connect { bytes += Array(#"["x"]"#.utf8) }
            let packet = try SocketIOPacket(bytes.span.bytes, limits: SocketIOLimits())
            #expect(packet.namespace == namespace && packet.id == id && packet.attachments == attachments)
            #expect(packet.type.isBinary == (attachments > 0))
        }
    }

    private func read(_ text: String, _ reader: inout SocketIOReader) throws(SocketIOViolation) -> SocketIOPacket? {
        let bytes = Array(text.utf8)
        return try reader.read(bytes.span.bytes)
    }

    private func read(
        _ bytes: [UInt8], _ reader: inout SocketIOReader
    ) throws(SocketIOViolation) -> SocketIOReader.Assembled? { try reader.read(binary: bytes.span.bytes) }

    @Test func `attachments are gathered in order, and only where they were announced`() throws {
        var reader = SocketIOReader(limits: SocketIOLimits())
        let text = #"52-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#
        #expect(throws: SocketIOViolation.self) { try read([1], &reader) }
        let head = try read(text, &reader)
        #expect(head == nil)
        let first = try read([1], &reader)
        #expect(first == nil)
        #expect(throws: SocketIOViolation.self) { try read(#"2["b"]"#, &reader) }
        let last = try read([2, 3], &reader)
        let whole = try #require(last)
        #expect(whole.attachments == [[1], [2, 3]])
        #expect(whole.text == Array(text.utf8))
        let plain = try read(#"2["b"]"#, &reader)
        #expect(plain?.type == .event)
    }

    @Test func `attachments are bounded`() throws {
        var limits = SocketIOLimits()
        limits.attachmentBytes = 10
        var reader = SocketIOReader(limits: limits)
        let bytes = [UInt8](repeating: 0, count: 6)
        _ = try read(#"52-["a"]"#, &reader)
        _ = try read(bytes, &reader)
        #expect(throws: SocketIOViolation.self) { try read(bytes, &reader) }
    }

    @Test func `no bytes make the reader stumble`() {
        let seed: UInt64 = 20_240
        var random = SplitMix(state: seed)
        let start = Array(#"452-/watch,12["stroke:move",{"points":[[1,2]]},{"_placeholder":true,"num":0}]"#.utf8)
        for _ in 0..<20_000 {
            var bytes = start
            for _ in 0...Int.random(in: 0...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            bytes.removeFirst(min(bytes.count, Int.random(in: 0...1, using: &random)))
            if let packet = try? SocketIOPacket(bytes.span.bytes, limits: SocketIOLimits()) {
                #expect(packet.payload.upperBound == bytes.count, "seed \(seed): \(bytes)")
            }
        }
    }

    @Test func `a client's way through namespaces`() throws {
        var namespaces = SocketIONamespaces(names: ["/", "/watch"])
        func take(_ text: String) throws -> SocketIONamespaces.Step { namespaces.take(try packet(text).0) }
        #expect(namespaces.isIdle)
        #expect(try take("0/random") == .refuse("/random"))
        guard case .violation = try take(#"2["early"]"#) else { return #expect(Bool(false)) }
        #expect(try take("0/watch,") == .connect(1))
        #expect(!namespaces.isIdle)
        guard case .violation = try take(#"2/watch,["before it is let in"]"#) else { return #expect(Bool(false)) }
        namespaces.granted(1)
        #expect(try take(#"2/watch,["a"]"#) == .deliver(1))
        guard case .violation = try take("0/watch,") else { return #expect(Bool(false)) }
        #expect(try take("0") == .connect(0))
        namespaces.refused(0)
        #expect(try take("0") == .connect(0), "it may ask again")
        namespaces.granted(0)
        #expect(try take("1/watch,") == .leave(1))
        #expect(try take("1/watch,") == .ignore)
        namespaces.expelled(0)
        #expect(try take(#"2["was under way"]"#) == .ignore)
        #expect(namespaces.isIdle)
        #expect(try take("0") == .connect(0))
    }

    @Test(arguments: [
        (#"["message",1,"2",{"3":[true]}]"#, "message", #"1,"2",{"3":[true]}"#), (#"["a"]"#, "a", ""),
        (#"[ "a" , [] ]"#, "a", " []"), (#"["한","글"]"#, "한", #""글""#),
    ])
    func `events are taken apart`(payload: String, name: String, arguments: String) throws {
        let bytes = Array(payload.utf8)
        let read = SocketIOEvent(payload: bytes.span.bytes)
        let event = try #require(read)
        #expect(event.name == name)
        #expect(String(decoding: bytes[event.arguments], as: UTF8.self) == arguments)
    }

    @Test(arguments: [#"["a",]"#, "[1]", "[]", #"["a"] x"#, #"{"a":1}"#, #"["a""#])
    func `what is no event is not taken apart`(payload: String) {
        let bytes = Array(payload.utf8)
        let event = SocketIOEvent(payload: bytes.span.bytes)
        #expect(event == nil)
    }
}
