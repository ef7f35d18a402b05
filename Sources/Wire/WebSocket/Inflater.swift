internal import CZlib

/// Why a compressed message is refused.
enum InflateFailure: Error {
    case corrupt
    case tooLarge
}

/// Takes the compression off one direction of a connection (RFC 7692, section 7.2.2).
///
/// A message grows in steps while it is inflated, and inflating stops at the limit: a bomb costs no more memory than
/// the largest message that is allowed.
public final class Inflater {
    /// What `Z_SYNC_FLUSH` ends with, and the sender leaves out.
    private static let tail: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]
    private static let stepBytes = 16 * 1024

    // On the heap, because zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let keepsContext: Bool

    /// An inflater for a sender that keeps to this window (8…15 bits). Without context takeover every message stands alone.
    public init(windowBits: Int, keepsContext: Bool) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = pilsun_inflateInit(stream, Int32(windowBits))
        precondition(status == Z_OK, "zlib has no memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// What an inflater with this window costs: the window, and its state.
    static func memoryBytes(windowBits: Int) -> Int { 1 << windowBits + 8 * 1024 }

    /// The message of these bytes.
    func inflate(_ bytes: [UInt8], limit: Int) throws(InflateFailure) -> [UInt8] {
        // Whatever becomes of it: the next message may be another connection's.
        defer { if !keepsContext { inflateReset(stream) } }
        var input = bytes + Self.tail
        var output: [UInt8] = []
        output.reserveCapacity(min(limit, 4 * bytes.count))
        var failure: InflateFailure?
        input.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_in = buffer.baseAddress
            stream.pointee.avail_in = UInt32(buffer.count)
            while failure == nil {
                let (produced, status) = step(&output, limit: limit)
                if output.count > limit {
                    failure = .tooLarge
                } else if status == Z_STREAM_END {
                    // A final block within a message (section 7.2.3.4); another may follow.
                    inflateReset(stream)
                    if stream.pointee.avail_in <= UInt32(Self.tail.count) { break }
                } else if status != Z_OK && status != Z_BUF_ERROR {
                    failure = .corrupt
                } else if produced == 0 {
                    // All input is used up and all output is out.
                    if stream.pointee.avail_in > 0 { failure = .corrupt }
                    break
                }
            }
        }
        if let failure { throw failure }
        return output
    }

    /// Inflates into a piece of the stack, and appends that: the message grows with what really comes.
    private func step(_ output: inout [UInt8], limit: Int) -> (produced: Int, status: Int32) {
        // One byte beyond the limit shows that there is more.
        let room = min(Self.stepBytes, limit + 1 - output.count)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { piece in
            stream.pointee.next_out = piece.baseAddress
            stream.pointee.avail_out = UInt32(room)
            let status = CZlib.inflate(stream, Z_SYNC_FLUSH)
            let produced = room - Int(stream.pointee.avail_out)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<produced]))
            return (produced, status)
        }
    }
}

@available(*, unavailable)
extension Inflater: Sendable {}
