/// An IPv4 or IPv6 address without a port, read from text without asking the system.
public struct IPAddress: Hashable, Sendable {
    /// The address in network order, IPv4 as IPv4-mapped IPv6 (`::ffff:a.b.c.d`), high half first.
    public let high: UInt64
    /// The low half of the address.
    public let low: UInt64

    /// An address from the halves of its IPv6 form.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An IPv4 address, its first byte the most significant one.
    public init(v4: UInt32) {
        self.init(high: 0, low: 0xFFFF << 32 | UInt64(v4))
    }

    /// Reads `192.0.2.1` or `2001:db8::1`; nil for all else, such as leading zeros (which some read as octal), zones and ports.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if let v4 = Self.v4(bytes[...]) {
            self.init(v4: v4)
        } else if let groups = Self.groups(bytes) {
            self.init(
                high: groups[..<4].reduce(0) { $0 << 16 | UInt64($1) },
                low: groups[4...].reduce(0) { $0 << 16 | UInt64($1) })
        } else {
            return nil
        }
    }

    /// Whether this is IPv4.
    public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    private static func v4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var value: UInt32 = 0
            for byte in part {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + UInt32(byte - 0x30)
            }
            guard value <= 255 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    /// The eight groups of an IPv6 address (RFC 4291, section 2.2).
    private static func groups(_ bytes: [UInt8]) -> [UInt16]? {
        guard bytes.count <= 45, let gap = firstGap(bytes) else { return groups(bytes[...], endsWhole: true, of: 8) }
        guard let before = groups(bytes[..<gap], endsWhole: false, of: nil),
            let after = groups(bytes[(gap + 2)...], endsWhole: true, of: nil), before.count + after.count < 8
        else { return nil }
        return before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    }

    private static func firstGap(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":") }
    }

    /// Groups between colons; the last one may be an IPv4 address where the text ends with it.
    private static func groups(_ bytes: ArraySlice<UInt8>, endsWhole: Bool, of count: Int?) -> [UInt16]? {
        if bytes.isEmpty { return count == nil ? [] : nil }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if endsWhole && index == parts.count - 1, let v4 = v4(part) {
                groups += [UInt16(v4 >> 16), UInt16(v4 & 0xFFFF)]
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var value: UInt16 = 0
            for byte in part {
                guard let digit = HTTPSyntax.hexadecimal(byte) else { return nil }
                value = value << 4 | UInt16(digit)
            }
            groups.append(value)
        }
        return count == nil || groups.count == count ? groups : nil
    }
}
