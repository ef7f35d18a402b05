/// A key in JSON (RFC 7517, RFC 7518 section 6, RFC 8037), its numbers as bytes; what they mean is the cipher's business.
public struct JSONWebKey: Equatable, Sendable {
    /// `kty`: `oct`, `EC`, `OKP` or `RSA`.
    public let type: String
    /// `kid`: the name of the key among others.
    public let id: String?
    /// `crv`: the curve of a key of type `EC` or `OKP`.
    public let curve: String?
    /// `k`: the secret of an `oct` key.
    public let secret: [UInt8]?
    /// `x`: the public key of an `OKP` key, or the point's first coordinate.
    public let x: [UInt8]?
    /// `y`: the point's second coordinate.
    public let y: [UInt8]?
    /// `d`: the private key.
    public let d: [UInt8]?
    /// `n`: the modulus of an `RSA` key.
    public let modulus: [UInt8]?
    /// `e`: its exponent.
    public let exponent: [UInt8]?

    /// The keys of a document: one key, or a set of them (`{"keys": […]}`). Nil for what is neither.
    public static func keys(in json: [UInt8]) -> [JSONWebKey]? {
        do throws(EventError) {
            var keys: [JSONWebKey]?
            var cursor = JSONCursor(json.span.bytes)
            try cursor.members { cursor, key throws(EventError) in
                guard key == JSONWord("keys") else { return try cursor.skipValue() }
                keys = try cursor.elements { cursor throws(EventError) in try JSONWebKey(in: &cursor) }
            }
            try cursor.expectEnd()
            if let keys { return keys }
            var single = JSONCursor(json.span.bytes)
            return [try JSONWebKey(in: &single)]
        } catch {
            return nil
        }
    }

    private init(in cursor: inout JSONCursor) throws(EventError) {
        var texts: [String: String] = [:]
        let names = ["kty", "kid", "crv", "k", "x", "y", "d", "n", "e"]
        try cursor.members { cursor, key throws(EventError) in
            guard let name = names.first(where: { JSONWord($0) == key }) else { return try cursor.skipValue() }
            texts[name] = try cursor.string(limit: EventLimits.tokenBytes)
        }
        func bytes(_ name: String) -> [UInt8]? { texts[name].flatMap { Base64.decode(url: $0.utf8) } }
        guard let type = texts["kty"] else { throw EventError(.fieldMissing, "A key has a type (kty).") }
        self.type = type
        id = texts["kid"]
        curve = texts["crv"]
        secret = bytes("k")
        x = bytes("x")
        y = bytes("y")
        d = bytes("d")
        modulus = bytes("n")
        exponent = bytes("e")
    }
}
