/// What a token says: who, how long, and what for.
public struct TokenClaims: Equatable, Sendable {
    /// `sub`: who it was issued to.
    public var subject: String?
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
    init(json: RawSpan) throws(EventError) {
        var claims = TokenClaims()
        var cursor = JSONCursor(json)
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("sub"): claims.subject = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("exp"): claims.expiresAt = try cursor.number()
            case JSONWord("nbf"): claims.validFrom = try cursor.number()
            case JSONWord("scope"):
                claims.scope = try cursor.string(limit: EventLimits.tokenBytes).split(separator: " ").map(String.init)
            case JSONWord("session"): claims.session = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("class"): claims.className = try cursor.string(limit: EventLimits.wordBytes)
            default: try cursor.skipValue()
            }
        }
        try cursor.expectEnd()
        self = claims
    }

    /// The claims as a JSON object.
    var json: [UInt8] {
        var json = JSONWriter()
        json.raw("{")
        member("\"sub\":", subject, in: &json) { $0.string($1) }
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
