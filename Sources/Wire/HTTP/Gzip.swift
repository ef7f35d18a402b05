internal import CZlib

/// The content coding `gzip` (RFC 9110, section 8.4.1.3), for bodies that are compressed once and sent often.
public enum Gzip {
    /// The compressed form, as small as zlib makes it.
    public static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        precondition(pilsun_gzipInit(&stream) == Z_OK, "zlib has no memory")
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(bytes.count)))
        return bytes.withUnsafeBytes { source in
            stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(source.count)
            return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(room)
                // One call is enough: there is as much room as zlib says that it may need.
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "the bound holds")
                count = room - Int(stream.avail_out)
            }
        }
    }

    /// Whether a request's `Accept-Encoding` takes it.
    public static func isAccepted(by headers: HTTPHeaders) -> Bool {
        headers.elements("accept-encoding").contains { element in
            let parts = element.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard parts.first == "gzip" || parts.first == "*" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
        }
    }
}
