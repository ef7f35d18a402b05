import Testing
import Wire

@Suite struct ForwardedForTests {
    private let trusted = [AddressBlock("10.0.0.0/8")!, AddressBlock("fd00::/8")!]

    private func client(_ lines: [String], peer: String) -> IPAddress {
        let headers = HTTPHeaders(lines.map { ("X-Forwarded-For", $0) })
        return ForwardedFor.client(headers, peer: IPAddress(peer)!, trusted: trusted)
    }

    static let cases: [([String], String, String)] = [
        ([], "10.0.0.1", "10.0.0.1"),
        (["192.0.2.1"], "10.0.0.1", "192.0.2.1"),
        (["192.0.2.1"], "203.0.113.1", "203.0.113.1"),
        (["198.51.100.7, 192.0.2.1"], "10.0.0.1", "192.0.2.1"),
        (["198.51.100.7", "192.0.2.1, 10.2.2.2"], "10.0.0.1", "192.0.2.1"),
        (["192.0.2.1, fd00::2"], "10.0.0.1", "192.0.2.1"),
        (["192.0.2.1:4711"], "10.0.0.1", "192.0.2.1"),
        (["[2001:db8::1]:4711"], "10.0.0.1", "2001:db8::1"),
        (["2001:db8::1"], "fd00::1", "2001:db8::1"),
        (["192.0.2.1, unknown, 10.3.3.3"], "10.0.0.1", "10.3.3.3"),
        (["10.4.4.4"], "10.0.0.1", "10.4.4.4"),
        ([" , ,192.0.2.1, "], "10.0.0.1", "192.0.2.1"),
    ]

    @Test(arguments: cases)
    func `the first address from the end that is not trusted is the client`(
        lines: [String], peer: String, expected: String
    ) throws {
        #expect(client(lines, peer: peer) == IPAddress(expected))
    }
}
