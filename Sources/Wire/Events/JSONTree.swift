/// A JSON text as a tree: for bodies of requests, which are small. Ink has readers of its own.
public enum JSONTree: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    /// Members in the order of the text; a name that comes twice is refused.
    case object([Member])

    /// A member of an object.
    public struct Member: Equatable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: JSONTree

        /// A member from its name and value.
        public init(name: String, value: JSONTree) {
            self.name = name
            self.value = value
        }
    }

    /// Reads a whole text (RFC 8259), strictly; nested at most `EventLimits.depth` deep.
    ///
    /// - Throws: `json_invalid` with the place, also for half a surrogate pair, which no text can hold.
    public init(_ text: [UInt8]) throws(EventError) {
        var cursor = JSONCursor(text.span.bytes)
        self = try Self.read(&cursor, depth: 0)
        try cursor.expectEnd()
    }

    private static func read(_ cursor: inout JSONCursor, depth: Int) throws(EventError) -> JSONTree {
        guard depth < EventLimits.depth else {
            throw EventError(.jsonInvalid, "Nested deeper than \(EventLimits.depth) arrays and objects.")
        }
        cursor.skipSpace()
        switch cursor.current {
        case UInt8(ascii: "{"): return .object(try members(&cursor, depth: depth))
        case UInt8(ascii: "["):
            return .array(try cursor.elements { cursor throws(EventError) in try read(&cursor, depth: depth + 1) })
        case UInt8(ascii: "\""): return .string(try cursor.string(limit: .max))
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try cursor.bool())
        case UInt8(ascii: "n"):
            guard try cursor.takeNull() else { throw cursor.broken() }
            return .null
        default: return .number(try cursor.number())
        }
    }

    private static func members(_ cursor: inout JSONCursor, depth: Int) throws(EventError) -> [Member] {
        var members: [Member] = [], names: Set<String> = []
        guard try cursor.beginObject() else { return members }
        repeat {
            let name = try cursor.string(limit: .max)
            guard names.insert(name).inserted else {
                throw EventError(.jsonInvalid, "A name comes twice in one object, before \(cursor.position).")
            }
            try cursor.expect(UInt8(ascii: ":"))
            members.append(Member(name: name, value: try read(&cursor, depth: depth + 1)))
        } while try cursor.nextMember()
        return members
    }

    /// Writes it as JSON again.
    public func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.raw("null")
        case .bool(let value): json.bool(value)
        case .number(let value): json.double(value)
        case .string(let text): json.string(text)
        case .array(let elements): json.list(elements) { $1.write(to: &$0) }
        case .object(let members):
            json.raw("{")
            for (place, member) in members.enumerated() {
                if place > 0 { json.raw(",") }
                json.string(member.name)
                json.raw(":")
                member.value.write(to: &json)
            }
            json.raw("}")
        }
    }
}
