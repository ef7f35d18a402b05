/// A JSON Web Token in its compact form (RFC 7519, RFC 7515): header, claims and signature, taken apart but not verified.
///
/// Pure. Nothing in it is to be believed before somebody has held ``signature`` against ``signed`` with a key that is meant for
/// ``algorithm``.
public struct WebToken: Equatable, Sendable {
    /// The algorithm that the header names.
    public let algorithm: String
    /// The key that the header names, nil where it names none.
    public let keyID: String?
    /// What kind of token the header says it is (`typ`), nil where it says nothing.
    public let type: String?
    /// What the token says.
    public let claims: TokenClaims
    /// The bytes that are signed.
    public let signed: [UInt8]
    /// The signature.
    public let signature: [UInt8]

    /// Takes a token apart.
    ///
    /// - Throws: a sentence for what is none: more or less than three parts, no base64url, no JSON, a header with extensions that
    ///   must be understood (`crit`), or a claim of another type than it has, which is named.
    public init(_ text: String) throws(EventError) {
        let none = EventError(.tokenInvalid, "This is no JSON Web Token.")
        guard text.utf8.count <= EventLimits.tokenBytes else { throw none }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64.decode(url: parts[0]), let claims = Base64.decode(url: parts[1]),
            let signature = Base64.decode(url: parts[2])
        else { throw none }
        do throws(EventError) {
            (algorithm, keyID, type) = try Self.header(header.span.bytes)
            self.claims = try TokenClaims(json: claims.span.bytes)
        } catch {
            throw error.code == .jsonInvalid ? none : EventError(.tokenInvalid, error.message)
        }
        self.signature = signature
        signed = Array(text.utf8.prefix(parts[0].count + 1 + parts[1].count))
    }

    private static func header(_ json: RawSpan) throws(EventError) -> (
        algorithm: String, keyID: String?, type: String?
    ) {
        var algorithm: String?, keyID: String?, type: String?
        var cursor = JSONCursor(json)
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("alg"): algorithm = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("kid"): keyID = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("typ"): type = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("crit"): throw EventError(.fieldInvalid, "No extension of tokens is known here.")
            default: try cursor.skipValue()
            }
        }
        try cursor.expectEnd()
        guard let algorithm else { throw EventError(.fieldMissing, "A token's header names its algorithm.") }
        return (algorithm, keyID, type)
    }

    /// The text of a token with these claims.
    public static func text(
        algorithm: String, keyID: String?, type: String = "JWT", claims: TokenClaims,
        sign: ([UInt8]) throws -> [UInt8]
    ) rethrows -> String {
        var header = JSONWriter()
        header.raw("{\"alg\":")
        header.string(algorithm)
        header.raw(",\"typ\":")
        header.string(type)
        if let keyID {
            header.raw(",\"kid\":")
            header.string(keyID)
        }
        header.raw("}")
        let signed = Base64.encode(url: header.bytes) + "." + Base64.encode(url: claims.json)
        return signed + "." + Base64.encode(url: try sign(Array(signed.utf8)))
    }
}
