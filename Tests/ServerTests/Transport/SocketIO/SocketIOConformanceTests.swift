import Loop
import Testing
import Wire

@testable import Transport
@testable import conformance_server

/// What the official suite of Socket.IO 5 demands, and acknowledgements from clients, over real sockets.
@Suite(.serialized) struct SocketIOConformanceTests {
    private func serving(_ body: (SocketAddress) throws -> Void) throws {
        var configuration = TransportConfiguration()
        configuration.port = 0
        configuration.loops = 2
        let server = try TransportServer(configuration) { EchoHandler(loop: $0) }
        defer { server.drain(withinMilliseconds: 1000) }
        try body(server.address)
    }

    /// A client whose engine is open.
    private func open(_ address: SocketAddress) throws -> MessageClient {
        let client = try #require(MessageClient(address, "/socket.io/?EIO=4&transport=websocket"))
        #expect(client.nextText()?.hasPrefix("0{") == true)
        return client
    }

    /// A client in the main namespace.
    private func connect(_ address: SocketAddress) throws -> MessageClient {
        let client = try open(address)
        client.send("40")
        #expect(client.nextText()?.hasPrefix(#"40{"sid":""#) == true)
        #expect(client.nextText() == #"42["auth",{}]"#)
        return client
    }

    /// The next message but for pings.
    private func next(_ client: MessageClient) -> MessageClient.Message? {
        let message = client.next()
        return message == .text("2") ? next(client) : message
    }

    @Test(arguments: [
        ("40", "40{", #"42["auth",{}]"#), (#"40{"token":"123"}"#, "40{", #"42["auth",{"token":"123"}]"#),
        ("40/custom,", "40/custom,{", #"42/custom,["auth",{}]"#),
        ("40/custom", "40/custom,{", #"42/custom,["auth",{}]"#),
        (#"40/custom,{"token":"abc"}"#, "40/custom,{", #"42/custom,["auth",{"token":"abc"}]"#),
    ])
    func `namespaces let clients in, with what they send along`(asked: String, granted: String, auth: String) throws {
        try serving { address in
            let client = try open(address)
            client.send(asked)
            let answer = try #require(client.nextText())
            #expect(answer.hasPrefix(granted + #""sid":""#) && answer.hasSuffix(#""}"#))
            #expect(client.nextText() == auth)
        }
    }

    @Test func `an unknown namespace is refused, the others go on`() throws {
        try serving { address in
            let client = try connect(address)
            client.send("40/random")
            #expect(next(client) == .text(#"44/random,{"message":"Invalid namespace"}"#))
            client.send(#"42["message","still here"]"#)
            #expect(next(client) == .text(#"42["message-back","still here"]"#))
        }
    }

    @Test func `whoever asks for no namespace is closed`() throws {
        try serving { address in
            let client = try open(address)
            #expect(client.next() == .text("2"))
            client.send("3")
            #expect(client.next() == .text("2"))
            client.send("3")
            #expect(client.next() == .text("2"))
            client.send("3")
            #expect(next(client) == .closed(1008))
        }
    }

    @Test(arguments: ["4abc", "42{}", #"42abc["message-with-ack",1]"#, #"42["a",}]"#, "40", "4", #"451-["a"]"#])
    func `what breaks the protocol closes the connection`(broken: String) throws {
        try serving { address in
            let client = try connect(address)
            client.send(broken)
            // After an announced attachment, text.
            if broken.hasPrefix("45") { client.send("3"); client.send(#"42["b"]"#) }
            #expect(next(client) == .closed(1002))
        }
    }

    @Test func `a namespace is left, the connection stays`() throws {
        try serving { address in
            let client = try connect(address)
            client.send("40/custom")
            _ = (next(client), next(client))
            client.send("41/custom")
            client.send(#"42["message","message to main namespace"]"#)
            #expect(next(client) == .text(#"42["message-back","message to main namespace"]"#))
            client.send("41")
            #expect(client.next() == .text("2"))
        }
    }

    @Test(arguments: [
        (#"42["message",1,"2",{"3":[true]}]"#, #"42["message-back",1,"2",{"3":[true]}]"#),
        (#"42456["message-with-ack",1,"2",{"3":[false]}]"#, #"43456[1,"2",{"3":[false]}]"#),
        (#"420["message-with-ack"]"#, "430[]"), (#"42["message"]"#, #"42["message-back"]"#),
    ])
    func `events come back, acknowledgements too`(sent: String, expected: String) throws {
        try serving { address in
            let client = try connect(address)
            client.send(sent)
            #expect(next(client) == .text(expected))
        }
    }

    @Test(arguments: [
        (
            #"452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#,
            #"452-["message-back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#
        ),
        (
            #"452-789["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#,
            #"462-789[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#
        ),
    ])
    func `attachments come back`(sent: String, expected: String) throws {
        try serving { address in
            let client = try connect(address)
            client.send(sent)
            client.send([1, 2, 3])
            client.send([4, 5, 6])
            #expect(next(client) == .text(expected))
            #expect(next(client) == .binary([1, 2, 3]))
            #expect(next(client) == .binary([4, 5, 6]))
        }
    }

    @Test func `a server may ask for an acknowledgement`() throws {
        try serving { address in
            let client = try connect(address)
            client.send(#"42["ask","you"]"#)
            #expect(next(client) == .text(#"421["ask","you"]"#))
            client.send(#"431["me",7]"#)
            #expect(next(client) == .text(#"42["answered","me",7]"#))
            client.send(#"461-1[{"_placeholder":true,"num":0}]"#)
            client.send([9])
            #expect(next(client) == .text(#"451-["answered",{"_placeholder":true,"num":0}]"#))
            #expect(next(client) == .binary([9]))
        }
    }

    @Test func `attachments are carried by polling`() throws {
        try serving { address in
            let client = RequestClient(address, path: "/socket.io/")
            let fresh = "EIO=4&transport=polling"
            let opening = try #require(client.ask("GET", fresh))
            let session = fresh + "&sid=" + opening.body.split(separator: "\"")[3]
            #expect(client.ask("POST", session, body: "40")?.body == "ok")
            let granted = try #require(client.ask("GET", session)?.body)
            #expect(granted.hasPrefix("40{") && granted.hasSuffix("}\u{1E}42[\"auth\",{}]"))
            let body = #"451-3["message-with-ack",{"_placeholder":true,"num":0}]"# + "\u{1E}bAQID"
            #expect(client.ask("POST", session, body: body)?.body == "ok")
            #expect(client.ask("GET", session)?.body == #"461-3[{"_placeholder":true,"num":0}]"# + "\u{1E}bAQID")
            #expect(client.ask("POST", session, body: "42{}")?.body == "ok")
            #expect(client.ask("GET", session)?.body == "1")
            #expect(client.ask("GET", session)?.status == 400)
        }
    }
}
