import Characters
import Foundation
import Wire

extension FuzzTarget {
    /// Inputs to begin with: what good and bad clients send, each behind the bytes that decide how it is used.
    public var seeds: [[UInt8]] {
        switch self {
        case .http: Seeds.requests.map { [7, 0] + $0.utf8 } + Seeds.requests.map { [1, 1] + $0.utf8 }
        case .httpResponse: Seeds.responses.map { [5, 0] + $0.utf8 }
        case .webSocket: Seeds.frames
        case .deflate: [[3, 0, 4, 1, 2, 3, 4, 9, 2, 7, 7, 0], [1, 0x9F, 9] + Array("한글 stroke".utf8)]
        case .events: Seeds.vectors("client-events.json", ["ink", "session"]).map { [9] + $0.utf8 }
        case .serverEvents: Seeds.vectors("server-events.json", ["events"]).map { [9] + $0.utf8 }
        case .binaryInk: Seeds.conversations
        case .recordings: Seeds.recordings.map { [3] + $0.utf8 }
        case .library: Seeds.libraries
        case .imports: Seeds.imports
        case .proxy: Seeds.proxyHeaders
        case .tokens: Seeds.tokens
        case .socketIO: Seeds.socketIO
        }
    }
}

/// The seeds themselves.
private enum Seeds {
    static let requests = [
        "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /a?b=c HTTP/1.1\r\nhost:h\r\nConnection: close\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n3;a=b\r\nabc\r\n0\r\nt: v\r\n\r\n",
        "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: pilsun.ink.v1, a\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=9; server_no_context_takeover\r\n"
            + "X-Forwarded-For: 1.2.3.4, ::1\r\nForwarded: for=\"[::1]:80\"\r\n\r\n",
        "GET /socket.io/?EIO=4&transport=polling&sid=abc HTTP/1.0\r\n\r\n",
    ]

    static let tokens = [
        "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJraW0iLCJleHAiOjIwMDAwMDAwMDAsInNjb3BlIjoib3BlbmlkIHdyaXRl"
            + "IHdhdGNoIiwiY2xhc3MiOiIzLTIifQ.AQID",
        #"{"alg":"EdDSA","kid":"k"}"# + "\0"
            + #"{"sub":"a","exp":1.5,"nbf":2,"scope":"write watch","session":"s","class":"c"}"#,
        #"{"keys":[{"kty":"EC","crv":"P-256","x":"AQ","y":"Ag","d":"Aw","kid":"a"},{"kty":"oct","k":"AQ"},{"kty":"RSA","n":"AQ","e":"AQAB"}]}"#,
    ].map { Array($0.utf8) }

    static let responses = [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\nuntil the end",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
    ]

    static let frames: [[UInt8]] = [
        [2, 0, 0x81, 0x82, 0, 0, 0, 0, 0x7B, 0x7D, 0x89, 0x80, 1, 2, 3, 4, 0x88, 0x82, 0, 0, 0, 0, 3, 0xE8],
        [1, 0, 0x01, 0x81, 1, 1, 1, 1, 0xEB, 0x80, 0x82, 0, 0, 0, 0, 0xB0, 0x80],
        [9, 1, 0x82, 0x7E, 0, 0x80] + Array(repeating: 7, count: 128),
        [4, 2, 0xC1, 0x87, 0, 0, 0, 0, 0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00],
        [3, 3, 0x41, 0x03, 0xF2, 0x48, 0xCD, 0x80, 0x04, 0xC9, 0xC9, 0x07, 0x00],
    ]

    static let recordings = [
        #"{"id":"a/1","text":"가","writer":"a","frame":{"w":105,"h":105},"strokes":[[[36.6,7.9,0,0.4],[36.6,9,16]],[[1,2]]]}"#
            + "\n\n" + #"{"text":"ㅣ","frame":{"width":1,"height":2},"strokes":[[[0,0,-1,600]]],"more":null}"#,
        #"["session:log",{"session":"s","protocol":1}]"# + "\n"
            + #"["session:start",{"text":"가","frame":{"x":0,"y":0,"width":300,"height":300},"at":0}]"# + "\r\n"
            + #"["stroke:start",{"x":1,"y":2,"at":5}]"#,
    ]

    static var libraries: [[UInt8]] {
        let characters = ["가", "ㅎ", "뷁"].compactMap { HangulSource().reference(for: Character($0)) }
        guard let library = try? LibraryWriter.bytes(of: characters) else { return [] }
        return [[0] + library, [1] + library]
    }

    static let imports: [[UInt8]] = [
        [0]
            + Array(
                (#"<?xml version="1.0"?><!-- a --><kanjivg xmlns:kvg='u'><kanji id="kvg:kanji_05341"><g id="kvg:05341">"#
                    + #"<path id="kvg:05341-s1" d="M10.9,43.6c20,0,60,0,87.2,0"/><path d="M54.5,10.9v87.2S1-2,3e0,4z"></path>"#
                    + ##"<g transform="rotate(9,54,54) scale(1 .9)"><path d="M9,9q9&#x2c;9,20,0t9,9A5,8,30,0110,60M9,90h9"/></g>"##
                    + "</g></kanji></kanjivg>").utf8),
        [1] + Array(#"{"strokes":["M 1 2 Z"],"medians":[[[102.4,388],[921.6,388]],[[512,797.6],[512,-21.6]]]}"#.utf8),
        [2] + Array((#"{"character":"\u4e36","medians":[[[0,900],[1024,-124]]]}"# + "\r\n").utf8),
        [3]
            + Array(
                (#"{"text":"十","frame":{"w":100,"h":100},"source":"s","license":"l","alternatives":[{"name":"standard","#
                    + #""strokes":[[[10,50],[90,50]],[[50,10],[50,90]]],"orders":[[1,0]]}]}"#).utf8),
        [7]
            + Array(
                ("# why\n가\tdirection\t2\n十\torder\t2,1\r\n" + #"{"text":"一","strokes":[[[0,0],[1,1]]]}"#).utf8),
    ]

    static let proxyHeaders: [[UInt8]] = [
        [3] + Array("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\nGET /".utf8),
        [1] + Array("PROXY TCP6 2001:db8::1 ::1 1 65535\r\n".utf8), [0] + Array("PROXY UNKNOWN\r\n".utf8),
        [5, 13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, 0x21, 0x11, 0, 12, 1, 2, 3, 4, 5, 6, 7, 8, 0, 80, 1, 187],
    ]

    static let socketIO: [[UInt8]] = [
        Array("4hello\u{1E}2probe\u{1E}bAQIDBA==\u{1E}6".utf8),
        packet(#"0/custom,{"token":"123"}"#) + packet(#"2["stroke:move",{"points":[[1,2]]}]"#) + packet("1"),
        packet(#"52-/a,7["x",{"_placeholder":true,"num":0}]"#) + [1, 2, 8, 9, 1, 1, 5], packet(#"312[1,"a"]"#),
    ]

    static func packet(_ text: String) -> [UInt8] { [0, UInt8(text.utf8.count)] + text.utf8 }
}

extension Seeds {
    /// The folder of the project.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../..")

    private static func rows(_ file: String, _ list: String) -> [[String: Any]] {
        let path = root.appendingPathComponent("protocol/vectors/\(file)")
        guard let data = try? Data(contentsOf: path),
            let whole = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return [] }
        return whole[list] as? [[String: Any]] ?? []
    }

    static func vectors(_ file: String, _ lists: [String]) -> [String] {
        lists.flatMap { rows(file, $0) }.compactMap { $0["in"] as? String }
    }

    /// The messages of each conversation, every one behind its length; the box is of some middle size.
    static var conversations: [[UInt8]] {
        rows("binary-ink.json", "streams").map { stream in
            let messages = (stream["messages"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
            return [8]
                + messages.flatMap { message -> [UInt8] in
                    let digits = Array(message)
                    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                        UInt8(String(digits[$0...$0 + 1]), radix: 16)
                    }
                    return [UInt8(bytes.count)] + bytes
                }
        }
    }
}

extension FuzzTarget {
    /// Inputs that once broke a promise, by their files' names.
    public var findings: [(name: String, input: [UInt8])] {
        let folder = Seeds.root.appendingPathComponent("Tests/Fuzz/findings/\(rawValue)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appendingPathComponent(name))).map { (name, Array($0)) }
        }
    }
}
