/// A block of addresses in CIDR notation: `10.0.0.0/8`, `2001:db8::/32`; an address alone is a block of one.
public struct AddressBlock: Hashable, Sendable {
    private let first: IPAddress
    /// How many bits of the IPv6 form must be the same.
    private let bits: Int

    /// Reads a block; nil for what is none. Bits behind the prefix do not count: `10.1.2.3/8` is `10.0.0.0/8`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        let most = address.isIPv4 ? 32 : 128
        var length = most
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let given = Int(parts[1]), given <= most
            else { return nil }
            length = given
        }
        first = address
        bits = length + 128 - most
    }

    /// Whether the address lies in the block.
    public func contains(_ address: IPAddress) -> Bool {
        let high = first.high ^ address.high, low = first.low ^ address.low
        if bits == 0 { return true }
        if bits <= 64 { return high >> UInt64(64 - bits) == 0 }
        return high == 0 && low >> UInt64(128 - bits) == 0
    }
}
