internal import Records
internal import Wire

/// The parameters behind a path's `?`. Closed like bodies: what nobody has asked for is a fault.
struct Query {
    private let pairs: [(name: String, value: String)]
    private var known: Set<String> = []
    private var faults: [Problem.Fault] = []

    init(_ query: String?) throws(Problem) {
        pairs = try Self.pairs(query ?? "")
    }

    /// The pairs of a form or a query (WHATWG URL, section 5.1).
    static func pairs(_ text: String) throws(Problem) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for part in text.split(separator: "&") {
            let halves = part.replacing("+", with: "%20").split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decoded(halves[0]),
                let value = halves.count > 1 ? PercentEncoding.decoded(halves[1]) : ""
            else {
                throw Problem(.badRequest, "query_invalid", "A parameter is not UTF-8, percent-encoded.")
            }
            pairs.append((name, value))
        }
        return pairs
    }

    mutating func finish() throws(Problem) {
        for pair in pairs where !known.contains(pair.name) {
            fault(String(pair.name.prefix(200)), "parameter_unknown", "There is no such parameter.")
        }
        if !faults.isEmpty {
            var problem = Problem(.badRequest, faults[0].code, faults[0].detail)
            problem.faults = faults
            throw problem
        }
    }

    private mutating func fault(_ name: String, _ code: String, _ detail: String) {
        faults.append(Problem.Fault(pointer: "?\(name)", code: code, detail: detail))
    }

    private mutating func invalid(_ name: String, _ detail: String) { fault(name, "parameter_invalid", detail) }

    mutating func text(_ name: String, _ characters: ClosedRange<Int>) -> String? {
        known.insert(name)
        let values = pairs.filter { $0.name == name }
        guard let value = values.first?.value else { return nil }
        guard values.count == 1, characters.contains(value.unicodeScalars.count),
            !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            invalid(name, "This is one text of \(characters.lowerBound) to \(characters.upperBound) characters.")
            return nil
        }
        return value
    }

    mutating func word(_ name: String, of words: [String]) -> String? {
        guard let word = text(name, 0...100) else { return nil }
        if words.contains(word) { return word }
        invalid(name, "This is one of \(words.joined(separator: ", ")).")
        return nil
    }

    mutating func time(_ name: String) -> Timestamp? {
        guard let text = text(name, 0...40) else { return nil }
        if let time = Timestamp(text) { return time }
        invalid(name, "This is a time such as 2026-11-30T12:00:00Z.")
        return nil
    }

    /// How many a page has.
    mutating func limit(most: Int = 200, otherwise: Int = 50) -> Int {
        guard let text = text("limit", 0...20) else { return otherwise }
        if text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }), let limit = Int(text), (1...most).contains(limit) {
            return limit
        }
        invalid("limit", "This is a whole number from 1 to \(most).")
        return otherwise
    }

    mutating func cursor() -> RecordID? {
        guard let text = text("cursor", 0...100) else { return nil }
        if let id = Cursor.id(text) { return id }
        fault("cursor", "cursor_invalid", "This is no cursor of this list: take the one that “next” gave.")
        return nil
    }
}
