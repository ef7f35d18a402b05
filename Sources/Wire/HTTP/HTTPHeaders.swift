/// Header fields in the order in which they came, with names that compare without regard to case.
///
/// A request has a dozen of them, so a flat list that is searched from the front beats a dictionary.
public struct HTTPHeaders: Hashable, Sendable {
    /// One field line.
    public struct Field: Hashable, Sendable {
        /// The name in lower case.
        public let name: String
        /// The value without the white space around it.
        public let value: String
    }

    /// All field lines, in order.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// Fields from pairs of name and value, in that order.
    public init(_ pairs: [(String, String)]) {
        for (name, value) in pairs { append(name, value) }
    }

    /// Adds a field line after the others.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name.lowercased(), value: value))
    }

    /// Puts a field line in the place of all of that name.
    public mutating func replace(_ name: String, _ value: String) {
        fields.removeAll { $0.name == name.lowercased() }
        append(name, value)
    }

    /// The value of the first field of that name (lower case), or nil.
    public subscript(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The values of all fields of that name (lower case), in order.
    public func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// Whether a comma-separated list field holds this token, without regard to case (`Connection: keep-alive, Upgrade`).
    public func list(_ name: String, contains token: String) -> Bool {
        elements(name).contains { $0.lowercased() == token }
    }

    /// The elements of a comma-separated list field over all its lines, without white space and without empty ones.
    public func elements(_ name: String) -> [String] {
        values(name).flatMap { value in
            value.split(separator: ",").map { $0.trimmingOptionalWhitespace() }.filter { !$0.isEmpty }
        }
    }
}

extension Substring {
    /// Without the spaces and tabs at both ends: OWS of RFC 9110, section 5.6.3.
    func trimmingOptionalWhitespace() -> String {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
