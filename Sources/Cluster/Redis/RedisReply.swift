/// What Redis says in answer to a command.
enum RedisReply: Equatable, Sendable {
    case status(String)
    case string([UInt8])
    case integer(Int64)
    case null
    case array([RedisReply])
    /// The command was refused; the first word says why (`READONLY`, `OOM`, `NOAUTH` …).
    case error(String)

    /// The text of a string or status.
    var text: String? {
        switch self {
        case .status(let text): text
        case .string(let bytes): String(decoding: bytes, as: UTF8.self)
        default: nil
        }
    }

    var bytes: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }

    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    var elements: [RedisReply]? { if case .array(let elements) = self { elements } else { nil } }
}
