internal import Glibc

/// An IPv4 or IPv6 address with its port, kept as 18 bytes: it is part of every connection.
public struct SocketAddress: Hashable, Sendable {
    /// The address in network order, IPv4 as IPv4-mapped IPv6 (`::ffff:a.b.c.d`), high half first.
    public let high: UInt64
    /// The low half of the address.
    public let low: UInt64
    /// The port in host order.
    public let port: UInt16

    /// An address from the halves of its IPv6 form.
    public init(high: UInt64, low: UInt64, port: UInt16) {
        self.high = high
        self.low = low
        self.port = port
    }

    /// An IPv4 address, most significant byte first.
    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, port: UInt16) {
        let v4 = UInt64(a) << 24 | UInt64(b) << 16 | UInt64(c) << 8 | UInt64(d)
        self.init(high: 0, low: 0xFFFF << 32 | v4, port: port)
    }

    /// A numeric address such as `127.0.0.1` or `::1`; nil when it is neither. Names are not looked up.
    public init?(_ host: String, port: UInt16) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, host, &v4) == 1 {
            self.init(high: 0, low: 0xFFFF << 32 | UInt64(UInt32(bigEndian: v4.s_addr)), port: port)
        } else if inet_pton(AF_INET6, host, &v6) == 1 {
            self = withUnsafeBytes(of: v6) { bytes in
                SocketAddress(
                    high: UInt64(bigEndian: bytes.load(as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.load(fromByteOffset: 8, as: UInt64.self)),
                    port: port)
            }
        } else {
            return nil
        }
    }

    /// Whether this is IPv4.
    public var isIPv4: Bool {
        high == 0 && low >> 32 == 0xFFFF
    }

    /// Whether only this machine can be there: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool {
        isIPv4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1
    }

    /// The address without the port, for limits per address.
    public var host: String {
        if isIPv4 {
            return "\((low >> 24) & 0xFF).\((low >> 16) & 0xFF).\((low >> 8) & 0xFF).\(low & 0xFF)"
        }
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) { bytes in
            bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        let text = [CChar](unsafeUninitializedCapacity: Int(INET6_ADDRSTRLEN)) { buffer, count in
            count =
                inet_ntop(AF_INET6, &address, buffer.baseAddress, socklen_t(INET6_ADDRSTRLEN)) == nil
                ? 0 : strlen(buffer.baseAddress!)
        }
        return String(decoding: text.lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `127.0.0.1:8080` or `[::1]:8080`.
    public var description: String {
        isIPv4 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }
}
