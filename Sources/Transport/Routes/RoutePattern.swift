/// The path of a route: parts that are as they stand, and parts that stand for something.
struct RoutePattern: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case word(Substring)
        case parameter(String)
        /// All that is left of the path, even if that is nothing.
        case rest(String)
    }

    let parts: [Part]

    /// - Precondition: it begins with `/`, and a rest stands at its end: patterns are the program's own.
    init(_ text: String) {
        precondition(text.hasPrefix("/"), "a path begins with a slash")
        parts = Self.parts(of: text[...]).map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .word(part) }
            let name = part.dropFirst().dropLast()
            return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .parameter(String(name))
        }
        precondition(
            !parts.dropLast().contains { if case .rest = $0 { true } else { false } }, "nothing is behind a rest")
    }

    /// The parts of a path between its slashes; `/` alone has one, which is empty.
    static func parts(of path: Substring) -> [Substring] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }
}
