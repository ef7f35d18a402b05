import Testing
import Wire

@Suite struct DeflateTests {
    private func frames(_ messages: [[UInt8]], _ deflater: Deflater) -> [UInt8] {
        var bytes: [UInt8] = []
        for message in messages {
            message.withUnsafeBytes { whole in
                deflater.deflate(whole) { bytes += WebSocketReaderTests.frame(0xC2, Array($0)) }
            }
        }
        return bytes
    }

    private func read(_ pieces: [[UInt8]], limit: Int, inflater: Inflater) -> (messages: [[UInt8]], failure: UInt16?) {
        var limits = WebSocketLimits()
        limits.messageBytes = limit
        let reader = WebSocketReader(role: .server, limits: limits, inflater: inflater)
        var messages: [[UInt8]] = []
        for piece in pieces {
            var piece = piece
            let failure: UInt16? = piece.withUnsafeMutableBytes { buffer in
                var rest = buffer
                while true {
                    switch reader.next(&rest) {
                    case .binary(let bytes): messages.append(Array(bytes))
                    case .failure(let code, _): return code.rawValue
                    default: return nil
                    }
                }
            }
            if let failure { return (messages, failure) }
        }
        return (messages, nil)
    }

    @Test(arguments: [9, 15], [true, false])
    func `what is compressed comes out as it was`(bits: Int, keepsContext: Bool) {
        var random = SplitMix(state: 3)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let messages: [[UInt8]] = [[], [], [1], [], Array(repeating: 7, count: 200_000), noise, Array("한글한글한글".utf8)]
        for pieces in Cuts(frames(messages, Deflater(windowBits: bits, keepsContext: keepsContext, level: 6))) {
            let got = read(pieces, limit: 1 << 20, inflater: Inflater(windowBits: bits, keepsContext: keepsContext))
            #expect(got.messages == messages)
            #expect(got.failure == nil)
        }
    }

    @Test func `a bomb is cut at the limit, and noise is refused`() {
        let bomb = frames(
            [Array(repeating: 0, count: 50_000_000)], Deflater(windowBits: 15, keepsContext: true, level: 9))
        #expect(bomb.count < 60_000)
        let got = read([bomb], limit: 100_000, inflater: Inflater(windowBits: 15, keepsContext: true))
        #expect(got.failure == 1009)
        let noise = WebSocketReaderTests.frame(0xC2, [0xFF, 0xFF, 0x12, 0x34])
        #expect(read([noise], limit: 1000, inflater: Inflater(windowBits: 15, keepsContext: true)).failure == 1007)
    }
}
