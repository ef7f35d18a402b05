internal import CHiredis

/// The Redis protocol (RESP2) as hiredis reads and writes it, without its sockets. Confined to one thread.
final class RedisCodec {
    /// What came is not the Redis protocol.
    struct Violation: Error {
        let description: String
    }

    /// Bytes of an answer that has not ended, beyond which nobody waits for its end.
    static let largestAnswer = 64 << 20

    private let reader: UnsafeMutablePointer<redisReader>
    private var unread = 0

    init() {
        guard let reader = pilsun_redis_reader() else { fatalError("no memory for a reader") }
        self.reader = reader
    }

    deinit { redisReaderFree(reader) }

    /// Takes in what has arrived.
    func feed(_ bytes: UnsafeRawBufferPointer) throws(Violation) {
        unread += bytes.count
        guard unread <= Self.largestAnswer else { throw Violation(description: "an answer that does not end") }
        let status = redisReaderFeed(reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        guard status == REDIS_OK else { throw violation }
    }

    /// The next whole answer, nil where more has to arrive.
    func next() throws(Violation) -> RedisReply? {
        var object: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &object) == REDIS_OK else { throw violation }
        guard let object else { return nil }
        defer { freeReplyObject(object) }
        unread = reader.pointee.len - reader.pointee.pos
        return Self.reply(object.assumingMemoryBound(to: redisReply.self).pointee)
    }

    private var violation: Violation {
        let text = withUnsafeBytes(of: reader.pointee.errstr) { $0.prefix { $0 != 0 } + [] }
        return Violation(description: String(decoding: text, as: UTF8.self))
    }

    private static func reply(_ reply: redisReply) -> RedisReply {
        switch reply.type {
        case REDIS_REPLY_STRING: return .string(bytes(reply))
        case REDIS_REPLY_STATUS: return .status(String(decoding: bytes(reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: return .error(String(decoding: bytes(reply), as: UTF8.self))
        case REDIS_REPLY_INTEGER: return .integer(reply.integer)
        case REDIS_REPLY_ARRAY:
            return .array((0..<reply.elements).map { Self.reply(reply.element[$0]!.pointee) })
        default: return .null
        }
    }

    private static func bytes(_ reply: redisReply) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: reply.str, count: Int(reply.len)))
    }

    /// Hands over a command's bytes.
    static func write(_ command: RedisCommand, _ body: (UnsafeRawBufferPointer) -> Void) {
        var lengths = command.ends.indices.map { command.ends[$0] - ($0 == 0 ? 0 : command.ends[$0 - 1]) }
        var target: UnsafeMutablePointer<CChar>?
        let count = command.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                // An empty command has no base; its arguments are empty as well, and are not read.
                let base = bytes.baseAddress
                var start = 0
                var arguments: [UnsafePointer<CChar>?] = lengths.map { length in
                    defer { start += length }
                    return base.map { $0 + start }
                }
                return redisFormatCommandArgv(&target, Int32(arguments.count), &arguments, &lengths)
            }
        }
        guard count >= 0, let target else { fatalError("no memory for a command") }
        body(UnsafeRawBufferPointer(start: target, count: Int(count)))
        redisFreeCommand(target)
    }
}
