import Testing
import Wire

@Suite("Gzip")
struct GzipTests {
    @Test(
        "gzip is taken where it is named, or everything is, and not refused by a weight of zero",
        arguments: [
            ("gzip", true), ("br, gzip", true), ("deflate, GZIP;q=0.5", true), ("*", true), ("gzip; q=0", false),
            ("gzip;q=0.000", false), ("gzip;q=0.001", true), ("br", false), ("", false), ("x-gzip2", false),
        ])
    func accepted(header: String, isAccepted: Bool) {
        #expect(Gzip.isAccepted(by: HTTPHeaders([("accept-encoding", header)])) == isAccepted)
    }

    @Test(
        "what is compressed has gzip's frame, ends with its own length, and text becomes smaller",
        arguments: [0, 1, 5000])
    func frame(count: Int) {
        let text = (0..<count).map { UInt8(97 + $0 % 7) }
        let compressed = Gzip.compressed(text)
        #expect(Array(compressed.prefix(3)) == [0x1f, 0x8b, 8])
        let length = compressed.suffix(4).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        #expect(length == count)
        if count > 100 { #expect(compressed.count < count / 10) }
    }
}
