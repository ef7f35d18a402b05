/// What a token says: who, how long, and what for.
public struct TokenClaims: Equatable, Sendable {
    /// `sub`: who it was issued to.
    public var subject: String?
    /// `iss`: who issued it.
    public var issuer: String?
    /// `aud`: who it is meant for; nil where it says nothing of that.
    public var audience: [String]?
    /// `iat`: the second since 1970 at which it was issued.
    public var issuedAt: Double?
    /// `device`: where somebody is signed in, in this server's own tokens.
    public var device: String?
    /// `role`: what they may do besides writing, in this server's own tokens.
    public var role: String?
    /// `exp`: the second since 1970 from which on it is no longer valid.
    public var expiresAt: Double?
    /// `nbf`: the second since 1970 before which it is not valid yet.
    public var validFrom: Double?
    /// `scope`: what it allows, in words between spaces (RFC 8693, section 4.2); nil where it says nothing of that.
    public var scope: [String]?
    /// `session`: the only session that it is for.
    public var session: String?
    /// `class`: the only class that it is for.
    public var className: String?

    /// No claims.
    public init() {}

    /// Reads a JSON object. Claims that are not known are stepped over.
    ///
    /// Issuers write `sub` as a number and `scope` as an array, too, and are understood.
    ///
    /// - Throws: `field_invalid`, naming the claim, where one has another type.
    init(json: RawSpan) throws(EventError) {
        var claims = TokenClaims()
        var cursor = JSONCursor(json)
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("sub"): claims.subject = try Self.subject(&cursor)
            case JSONWord("exp"): claims.expiresAt = try Self.time(&cursor, "exp")
            case JSONWord("nbf"): claims.validFrom = try Self.time(&cursor, "nbf")
            case JSONWord("scope"):
                claims.scope = try Self.words(&cursor, "scope") { $0.split(separator: " ").map(String.init) }
            case JSONWord("session"):
                claims.session = try cursor.string(limit: EventLimits.wordBytes, named: "The claim “session”")
            case JSONWord("class"):
                claims.className = try cursor.string(limit: EventLimits.wordBytes, named: "The claim “class”")
            case JSONWord("iss"):
                claims.issuer = try cursor.string(limit: EventLimits.tokenBytes, named: "The claim “iss”")
            case JSONWord("aud"): claims.audience = try Self.words(&cursor, "aud") { [$0] }
            case JSONWord("iat"): claims.issuedAt = try Self.time(&cursor, "iat")
            case JSONWord("device"):
                claims.device = try cursor.string(limit: EventLimits.wordBytes, named: "The claim “device”")
            case JSONWord("role"):
                claims.role = try cursor.string(limit: EventLimits.wordBytes, named: "The claim “role”")
            default: try cursor.skipValue()
            }
        }
        try cursor.expectEnd()
        self = claims
    }

    private static func subject(_ cursor: inout JSONCursor) throws(EventError) -> String {
        guard let number = number(&cursor) else {
            return try cursor.string(limit: EventLimits.wordBytes, named: "The claim “sub”")
        }
        return Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private static func time(_ cursor: inout JSONCursor, _ name: String) throws(EventError) -> Double {
        if let number = number(&cursor) { return number }
        throw try cursor.misplaced(.fieldInvalid, "The claim “\(name)” must be a number of seconds")
    }

    /// One text, divided by `separate`, or a list of words (`aud`: RFC 7519, section 4.1.3).
    private static func words(
        _ cursor: inout JSONCursor, _ name: String, separate: (String) -> [String]
    ) throws(EventError) -> [String] {
        cursor.skipSpace()
        guard cursor.current == UInt8(ascii: "[") else {
            return separate(try cursor.string(limit: EventLimits.tokenBytes, named: "The claim “\(name)”"))
        }
        return try cursor.elements { cursor throws(EventError) in
            try cursor.string(limit: EventLimits.tokenBytes, named: "A word of the claim “\(name)”")
        }
    }

    /// A number, where there is one; otherwise the cursor stays where it was.
    private static func number(_ cursor: inout JSONCursor) -> Double? {
        let place = cursor.position
        do throws(EventError) {
            return try cursor.number()
        } catch {
            cursor.position = place
            return nil
        }
    }

    /// The claims as a JSON object.
    var json: [UInt8] {
        var json = JSONWriter()
        json.raw("{")
        member("\"sub\":", subject, in: &json) { $0.string($1) }
        member("\"iss\":", issuer, in: &json) { $0.string($1) }
        member("\"aud\":", audience?.first, in: &json) { $0.string($1) }
        member("\"device\":", device, in: &json) { $0.string($1) }
        member("\"role\":", role, in: &json) { $0.string($1) }
        member("\"iat\":", issuedAt, in: &json) { $0.double($1) }
        member("\"scope\":", scope?.joined(separator: " "), in: &json) { $0.string($1) }
        member("\"session\":", session, in: &json) { $0.string($1) }
        member("\"class\":", className, in: &json) { $0.string($1) }
        member("\"exp\":", expiresAt, in: &json) { $0.double($1) }
        member("\"nbf\":", validFrom, in: &json) { $0.double($1) }
        json.raw("}")
        return json.bytes
    }

    private func member<Value>(
        _ key: StaticString, _ value: Value?, in json: inout JSONWriter, _ write: (inout JSONWriter, Value) -> Void
    ) {
        guard let value else { return }
        if json.bytes.count > 1 { json.raw(",") }
        json.raw(key)
        write(&json, value)
    }
}
