internal import Glibc

extension SocketAddress {
    /// The address in the system's form.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        return withUnsafeMutableBytes(of: &storage) { bytes in
            let base = bytes.baseAddress!
            if isIPv4 {
                var v4 = sockaddr_in()
                v4.sin_family = sa_family_t(AF_INET)
                v4.sin_port = port.bigEndian
                v4.sin_addr.s_addr = UInt32(truncatingIfNeeded: low).bigEndian
                bytes.storeBytes(of: v4, as: sockaddr_in.self)
                return body(base.assumingMemoryBound(to: sockaddr.self), socklen_t(MemoryLayout<sockaddr_in>.size))
            }
            var v6 = sockaddr_in6()
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &v6.sin6_addr) { address in
                address.storeBytes(of: high.bigEndian, as: UInt64.self)
                address.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            bytes.storeBytes(of: v6, as: sockaddr_in6.self)
            return body(base.assumingMemoryBound(to: sockaddr.self), socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
    }

    /// An address that the system has filled in.
    init(_ storage: sockaddr_storage) {
        self = withUnsafeBytes(of: storage) { bytes in
            if Int32(storage.ss_family) == AF_INET {
                let v4 = bytes.load(as: sockaddr_in.self)
                let address = UInt64(UInt32(bigEndian: v4.sin_addr.s_addr))
                return SocketAddress(high: 0, low: 0xFFFF << 32 | address, port: UInt16(bigEndian: v4.sin_port))
            }
            let v6 = bytes.load(as: sockaddr_in6.self)
            return withUnsafeBytes(of: v6.sin6_addr) { address in
                SocketAddress(
                    high: UInt64(bigEndian: address.loadUnaligned(as: UInt64.self)),
                    low: UInt64(bigEndian: address.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    port: UInt16(bigEndian: v6.sin6_port))
            }
        }
    }

    /// The local address of a socket.
    init?(localOf descriptor: Int32) {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutableBytes(of: &storage) {
            getsockname(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &size)
        }
        guard status == 0 else { return nil }
        self.init(storage)
    }
}
