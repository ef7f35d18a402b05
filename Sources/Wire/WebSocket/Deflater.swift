internal import CZlib

/// Compresses the messages of one direction of a connection (RFC 7692, section 7.2.1).
public final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let keepsContext: Bool
    private var output: [UInt8] = []

    /// A compressor that keeps to this window (9…15 bits).
    public init(windowBits: Int, keepsContext: Bool, level: Int) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = pilsun_deflateInit(stream, Int32(level), Int32(windowBits))
        precondition(status == Z_OK, "zlib has no memory")
    }

    /// What a compressor with this window costs: the window twice, hash chains (2^17 at zlib's default memory level), its state.
    static func memoryBytes(windowBits: Int) -> Int { 1 << (windowBits + 2) + 1 << 17 + 6 * 1024 }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The compressed form of a message, without the empty block at its end. Valid during the call.
    public func deflate(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        // An empty message is one byte, an empty block without its end (section 7.2.3.6). zlib would say it only once: a
        // second flush with nothing in between writes nothing.
        guard bytes.count > 0 else { return withUnsafeBytes(of: UInt8(0)) { body($0) } }
        output.removeAll(keepingCapacity: true)
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(bytes.count)
        var isFull = true
        while isFull {
            let room = max(1024, bytes.count / 4)
            output.append(
                addingCapacity: room,
                initializingWith: { buffer in
                    stream.pointee.next_out = buffer
                    stream.pointee.avail_out = UInt32(room)
                    _ = CZlib.deflate(stream, Z_SYNC_FLUSH)
                    isFull = stream.pointee.avail_out == 0
                    return room - Int(stream.pointee.avail_out)
                })
        }
        if !keepsContext { deflateReset(stream) }
        output.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<($0.count - 4)])) }
        if output.capacity > 64 * 1024 { output = [] }
    }
}

@available(*, unavailable)
extension Deflater: Sendable {}

extension [UInt8] {
    /// Appends up to `addingCapacity` bytes that the closure writes; it answers how many it wrote.
    mutating func append(
        addingCapacity room: Int, initializingWith write: (UnsafeMutablePointer<UInt8>) -> Int
    ) {
        let start = count
        self.append(contentsOf: repeatElement(0, count: room))
        let written = withUnsafeMutableBufferPointer { write($0.baseAddress! + start) }
        removeLast(room - written)
    }
}
