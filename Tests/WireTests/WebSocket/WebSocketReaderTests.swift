import Testing
import Wire

@Suite struct WebSocketReaderTests {
    /// An event with its bytes copied, so that it can be kept and compared.
    enum Told: Equatable {
        case text(String), binary([UInt8]), ping([UInt8]), pong([UInt8])
        case close(UInt16)
        case failure(UInt16)
    }

    static func frame(
        _ first: UInt8, _ payload: [UInt8], mask: [UInt8]? = [0x12, 0x34, 0xA6, 0x78], lengthBytes: Int? = nil
    ) -> [UInt8] {
        var bytes = [first]
        let maskBit: UInt8 = mask == nil ? 0 : 0x80
        let extended = lengthBytes ?? (payload.count < 126 ? 0 : payload.count <= 0xFFFF ? 2 : 8)
        bytes.append((extended == 0 ? UInt8(payload.count) : extended == 2 ? 126 : 127) | maskBit)
        for byte in (0..<extended).reversed() { bytes.append(UInt8(truncatingIfNeeded: payload.count >> (8 * byte))) }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }

    private func told(
        _ bytes: [UInt8], role: WebSocketReader.Role = .server, limits: WebSocketLimits = WebSocketLimits()
    ) -> [[Told]] {
        Cuts(bytes).map { pieces in
            let reader = WebSocketReader(role: role, limits: limits)
            var told: [Told] = []
            for piece in pieces { feed(piece, reader, &told) }
            return told
        }
    }

    private func feed(_ piece: [UInt8], _ reader: WebSocketReader, _ told: inout [Told]) {
        var piece = piece
        piece.withUnsafeMutableBytes { buffer in
            var rest = buffer
            while true {
                switch reader.next(&rest) {
                case .needsMore:
                    #expect(rest.isEmpty)
                    return
                case .text(let bytes): told.append(.text(String(decoding: bytes, as: UTF8.self)))
                case .binary(let bytes): told.append(.binary(Array(bytes)))
                case .ping(let bytes): told.append(.ping(Array(bytes)))
                case .pong(let bytes): told.append(.pong(Array(bytes)))
                case .close(let code): told.append(.close(code.rawValue))
                case .failure(let code, _): told.append(.failure(code.rawValue))
                }
            }
        }
    }

    @Test(arguments: [0, 1, 2, 7, 8, 31, 32, 33, 125, 126, 127, 300, 65_535, 65_536])
    func `messages of every length of length come out unmasked`(count: Int) {
        let text = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let binary = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let bytes = Self.frame(0x81, text) + Self.frame(0x82, binary) + Self.frame(0x88, [])
        for told in told(bytes) {
            #expect(told == [.text(String(decoding: text, as: UTF8.self)), .binary(binary), .close(1005)])
        }
    }

    @Test func `control frames come between the parts of a message`() {
        let hangul = Array("한글 필순".utf8)
        let bytes =
            Self.frame(0x01, Array(hangul[..<4])) + Self.frame(0x89, [1, 2]) + Self.frame(0x00, Array(hangul[4..<5]))
            + Self.frame(0x8A, []) + Self.frame(0x80, Array(hangul[5...])) + Self.frame(0x88, [0x03, 0xE8, 0x62])
            + Self.frame(0x81, [0x61])
        for told in told(bytes) {
            #expect(
                told == [.ping([1, 2]), .pong([]), .text("한글 필순"), .close(1000)], "nothing is read behind the close")
        }
    }

    static let broken: [(String, [UInt8], UInt16)] = [
        ("not masked", frame(0x81, [0x61], mask: nil), 1002),
        ("RSV1 without compression", frame(0xC1, [0x61]), 1002),
        ("RSV2", frame(0xA1, [0x61]), 1002),
        ("RSV3", frame(0x91, [0x61]), 1002),
        ("opcode 3", frame(0x83, []), 1002),
        ("opcode 11", frame(0x8B, []), 1002),
        ("long ping", frame(0x89, [UInt8](repeating: 0, count: 126)), 1002),
        ("ping in parts", frame(0x09, []), 1002),
        ("compressed ping", frame(0xC9, []), 1002),
        ("continuation of nothing", frame(0x80, []), 1002),
        ("message within a message", frame(0x01, [0x61]) + frame(0x81, [0x61]), 1002),
        ("length not in its shortest form", frame(0x81, [0x61], lengthBytes: 2), 1002),
        ("length not in its shortest form, 64 bits", frame(0x81, [0x61], lengthBytes: 8), 1002),
        ("half a close code", frame(0x88, [0x03]), 1002),
        ("close code 1005", frame(0x88, [0x03, 0xED]), 1002),
        ("close code 2999", frame(0x88, [0x0B, 0xB7]), 1002),
        ("close reason not UTF-8", frame(0x88, [0x03, 0xE8, 0xFF]), 1007),
        ("overlong", frame(0x81, [0xC0, 0xAF]), 1007),
        ("overlong of three", frame(0x81, [0xE0, 0x80, 0xAF]), 1007),
        ("surrogate", frame(0x81, [0xED, 0xA0, 0x80]), 1007),
        ("beyond U+10FFFF", frame(0x81, [0xF4, 0x90, 0x80, 0x80]), 1007),
        ("ends within a character", frame(0x81, [0x61, 0xE2, 0x82]), 1007),
        ("ends within a character, in parts", frame(0x01, [0x61, 0xE2]) + frame(0x80, [0x82]), 1007),
    ]

    @Test(arguments: broken)
    func `what breaks a rule ends the connection with its code`(name: String, bytes: [UInt8], code: UInt16) {
        for told in told(bytes + Self.frame(0x81, [0x61])) { #expect(told == [.failure(code)]) }
    }

    @Test func `text is refused at its first wrong byte`() {
        let reader = WebSocketReader(role: .server)
        var told: [Told] = []
        // A frame of a thousand bytes, of which three have come.
        let bytes = Self.frame(0x81, [0x61, 0xFF, 0x61] + [UInt8](repeating: 0x61, count: 997))
        feed(Array(bytes[..<10]), reader, &told)
        #expect(told == [.failure(1007)])
    }

    @Test func `sizes are checked before anything is collected`() {
        var limits = WebSocketLimits()
        limits.messageBytes = 10
        limits.fragments = 3
        let ten = [UInt8](repeating: 0x61, count: 10)
        for told in told(Self.frame(0x82, ten), limits: limits) { #expect(told == [.binary(ten)]) }
        for told in told(Array(Self.frame(0x82, ten + [1]).prefix(6)), limits: limits) {
            #expect(told == [.failure(1009)])
        }
        let parts = Self.frame(0x02, ten) + Self.frame(0x80, [1])
        for told in told(parts, limits: limits) { #expect(told == [.failure(1009)]) }
        let empty = Self.frame(0x02, []) + Self.frame(0x00, []) + Self.frame(0x00, []) + Self.frame(0x80, [])
        for told in told(empty, limits: limits) { #expect(told == [.failure(1008)]) }
    }

    @Test func `a client reads what a server writes, and refuses masks`() {
        for told in told(Self.frame(0x81, [0x61], mask: nil), role: .client) { #expect(told == [.text("a")]) }
        for told in told(Self.frame(0x81, [0x61]), role: .client) { #expect(told == [.failure(1002)]) }
    }

    @Test(arguments: [0, 125, 126, 65_535, 65_536])
    func `the encoder's headers are read back`(count: Int) {
        let payload = [UInt8](repeating: 0x61, count: count)
        let plain = FrameEncoder.Header(.binary, length: count).withBytes { Array($0) } + payload
        #expect(plain == Self.frame(0x82, payload, mask: nil))
        let masked = FrameEncoder.Header(.binary, length: count, mask: 0x78A6_3412).withBytes { Array($0) }
        #expect(masked == Array(Self.frame(0x82, payload).prefix(masked.count)))
    }

    @Test func `a close reason is cut between characters`() {
        let payload = FrameEncoder.closePayload(.normal, reason: String(repeating: "한", count: 50))
        #expect(payload.count == 2 + 41 * 3)
        #expect(FrameEncoder.closePayload(.abnormal, reason: "x") == [])
    }
}
