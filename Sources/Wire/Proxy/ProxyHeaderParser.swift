/// Reads the PROXY protocol's header, version 1 (a line of text) or 2 (binary), however it is cut; does no I/O and knows no time.
///
/// The header is mandatory where it is expected: as its specification wants (section 5), nobody guesses whether it is there.
/// What follows it is left to the caller. Memory is bounded: 107 bytes for version 1, 16 + 2,048 for version 2.
public struct ProxyHeaderParser {
    /// What a step has led to.
    public enum Event: Equatable {
        /// Everything is consumed and the header is not complete.
        case needsMore
        /// The header is complete; the client's bytes begin at the cursor.
        case header(ProxyHeader)
        /// This is no header; a sentence for the operator. The connection is to be closed.
        case failure(String)
    }

    private static let signature: [UInt8] = [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    ]
    private static let longestLine = 107
    /// Addresses take 36 bytes; the rest are notes (TLVs), such as the client's certificate names, that nobody here reads.
    private static let longestBody = 2048

    private var bytes: [UInt8] = []

    /// A parser at the start of a connection.
    public init() {}

    /// Consumes bytes from the cursor on, never one behind the header.
    public mutating func next(_ input: RawSpan, _ cursor: inout Int) -> Event {
        while cursor < input.byteCount {
            bytes.append(input.unsafeLoad(fromByteOffset: cursor, as: UInt8.self))
            cursor += 1
            if let event = look() { return event }
        }
        return .needsMore
    }

    /// What the bytes so far amount to, nil where more are needed.
    private func look() -> Event? {
        if bytes[0] == Self.signature[0] { return lookAtBinary() }
        let word = Array("PROXY ".utf8)
        guard bytes.prefix(word.count).elementsEqual(word.prefix(bytes.count)) else {
            return .failure("The connection does not begin with a PROXY header.")
        }
        guard bytes.last == UInt8(ascii: "\n") else {
            return bytes.count < Self.longestLine ? nil : .failure("The PROXY line is longer than 107 bytes.")
        }
        guard bytes.count >= 2, bytes[bytes.count - 2] == UInt8(ascii: "\r") else {
            return .failure("The PROXY line ends without a CR.")
        }
        return Self.line(String(decoding: bytes.dropLast(2), as: UTF8.self))
    }

    /// `PROXY TCP4 192.0.2.1 198.51.100.1 56324 443`
    private static func line(_ line: String) -> Event {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        if words.count >= 2, words[1] == "UNKNOWN" { return .header(.unknown) }
        guard words.count == 6, words[1] == "TCP4" || words[1] == "TCP6" else {
            return .failure("The PROXY line is not: PROXY TCP4 or TCP6, two addresses, two ports.")
        }
        let isIPv4 = words[1] == "TCP4"
        guard let source = IPAddress(words[2]), IPAddress(words[3]) != nil, let port = port(words[4]),
            Self.port(words[5]) != nil, words[2].contains(":") != isIPv4, words[3].contains(":") != isIPv4
        else { return .failure("An address or a port of the PROXY line cannot be read.") }
        return .header(.client(source, port: port))
    }

    private static func port(_ text: Substring) -> UInt16? {
        guard (1...5).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt16(text)
    }

    private func lookAtBinary() -> Event? {
        guard bytes.prefix(12).elementsEqual(Self.signature.prefix(bytes.count)) else {
            return .failure("The connection does not begin with a PROXY header.")
        }
        guard bytes.count >= 16 else { return nil }
        let length = Int(bytes[14]) << 8 | Int(bytes[15])
        guard bytes[12] >> 4 == 2, bytes[12] & 15 <= 1 else {
            return .failure("The PROXY header has a version or a command that is unknown.")
        }
        guard length <= Self.longestBody else {
            return .failure("The PROXY header is longer than \(Self.longestBody) bytes.")
        }
        guard bytes.count == 16 + length else { return nil }
        // LOCAL: the addresses, if there are any, are to be ignored.
        if bytes[12] & 15 == 0 { return .header(.unknown) }
        return client(length: length)
    }

    /// The client of a PROXY command, by family and transport.
    private func client(length: Int) -> Event {
        switch bytes[13] {
        case 0x11 where length >= 12:
            return .header(.client(IPAddress(v4: UInt32(number(16, 4))), port: UInt16(number(24, 2))))
        case 0x21 where length >= 36:
            return .header(.client(IPAddress(high: number(16, 8), low: number(24, 8)), port: UInt16(number(48, 2))))
        case 0x11, 0x21:
            return .failure("The PROXY header is too short for its addresses.")
        case 0x00, 0x12, 0x22, 0x31, 0x32:
            return .header(.unknown)
        default:
            return .failure("The PROXY header has an address family that is unknown.")
        }
    }

    /// A number in network order.
    private func number(_ start: Int, _ count: Int) -> UInt64 {
        bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
