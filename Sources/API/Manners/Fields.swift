internal import Records
internal import Wire

/// An object of a request's body, read field by field. It is closed: what nobody has asked for is a fault, and all faults are told together.
struct Fields {
    private let members: [JSONTree.Member]
    private let pointer: String
    private var known: Set<String> = []
    private(set) var faults: [Problem.Fault] = []
    /// Whether `null` stands for something: in changes, which take things away by it.
    var takesNull = false

    init(_ value: JSONTree, at pointer: String = "") throws(Problem) {
        guard case .object(let members) = value else {
            throw Problem(field: pointer, "field_invalid", "An object is needed here.")
        }
        self.members = members
        self.pointer = pointer
    }

    /// Tells what was wrong, if something was; asked when all fields are read.
    mutating func finish() throws(Problem) {
        for member in members where !known.contains(member.name) {
            fault(member.name, "field_unknown", "There is no such field.")
        }
        if !faults.isEmpty { throw Problem(faults) }
    }

    /// Where a field is (RFC 6901, section 3).
    func place(_ name: String) -> String {
        "\(pointer)/\(name.replacing("~", with: "~0").replacing("/", with: "~1").prefix(200))"
    }

    mutating func fault(_ name: String, _ code: String, _ detail: String) {
        faults.append(Problem.Fault(pointer: place(name), code: code, detail: detail))
    }

    mutating func take(_ faults: [Problem.Fault]) { self.faults += faults }

    /// The value of a field as it stands there; nil where it is not there.
    mutating func value(_ name: String) -> JSONTree? {
        known.insert(name)
        return members.first { $0.name == name }?.value
    }

    /// The same, where `null` may count as not there.
    private mutating func given(_ name: String) -> JSONTree? {
        value(name).flatMap { takesNull && $0 == .null ? nil : $0 }
    }

    /// A field that must be there.
    mutating func needed(_ name: String) -> JSONTree? {
        let value = value(name)
        if value == nil { fault(name, "field_missing", "This field is needed.") }
        return value
    }

    /// A text of these many characters without control characters.
    mutating func text(_ name: String, _ characters: ClosedRange<Int>) -> String? {
        guard let value = given(name) else { return nil }
        return checked(value, name, characters)
    }

    /// A text that must be there.
    mutating func neededText(_ name: String, _ characters: ClosedRange<Int>) -> String {
        guard let value = needed(name) else { return "" }
        return checked(value, name, characters) ?? ""
    }

    /// A text that may be taken away: nil where it is not there, empty for `null`.
    mutating func change(_ name: String, _ characters: ClosedRange<Int>) -> String? {
        guard let value = value(name) else { return nil }
        return value == .null ? "" : checked(value, name, characters)
    }

    private mutating func checked(_ value: JSONTree, _ name: String, _ characters: ClosedRange<Int>) -> String? {
        guard case .string(let text) = value else {
            fault(name, "field_invalid", "A text is needed here.")
            return nil
        }
        // As JSON Schema counts them, and never more bytes than a hundred thousand.
        let count = text.unicodeScalars.count
        guard characters.contains(count) else {
            fault(
                name, count < characters.lowerBound ? "text_short" : "text_long",
                "This text has \(characters.lowerBound) to \(characters.upperBound) characters.")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            fault(name, "text_invalid", "This text holds a control character.")
            return nil
        }
        return text
    }

    /// One of some words.
    mutating func word(_ name: String, of words: [String], isChange: Bool = false) -> String? {
        guard let value = isChange ? value(name) : given(name) else { return nil }
        if isChange, value == .null { return "" }
        guard case .string(let word) = value, words.contains(word) else {
            fault(name, "field_invalid", "This is one of \(words.joined(separator: ", ")).")
            return nil
        }
        return word
    }

    mutating func bool(_ name: String) -> Bool? {
        guard let value = given(name) else { return nil }
        guard case .bool(let answer) = value else {
            fault(name, "field_invalid", "This is true or false.")
            return nil
        }
        return answer
    }

    mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = given(name) else { return nil }
        guard case .number(let number) = value, range.contains(number) else {
            fault(name, "field_invalid", "This is a number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = given(name) else { return nil }
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            fault(name, "field_invalid", "This is a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return whole
    }

    mutating func time(_ name: String) -> Timestamp? {
        guard let value = given(name) else { return nil }
        guard case .string(let text) = value, let time = Timestamp(text), Self.years.contains(time) else {
            fault(name, "field_invalid", "This is a time of 1970 to 2999, such as 2026-11-30T12:00:00Z.")
            return nil
        }
        return time
    }

    /// Times outside of these years are nobody's; what follows from them could not be told in four digits.
    private static let years = Timestamp(milliseconds: 0)...Timestamp(milliseconds: 32_503_680_000_000)

    mutating func id(_ name: String) -> RecordID? {
        guard case .string(let text)? = needed(name), let id = RecordID(text) else {
            fault(name, "field_invalid", "This is an id: a UUID.")
            return nil
        }
        return id
    }

    /// A list of at most so many elements; nil where it is not there.
    mutating func list(_ name: String, _ count: ClosedRange<Int>) -> [JSONTree]? {
        guard let value = value(name) else { return nil }
        guard case .array(let elements) = value, count.contains(elements.count) else {
            fault(name, "field_invalid", "This is a list of \(count.lowerBound) to \(count.upperBound).")
            return nil
        }
        return elements
    }

    /// A list of texts.
    mutating func texts(_ name: String, _ count: ClosedRange<Int>, _ characters: ClosedRange<Int>) -> [String] {
        (list(name, count) ?? []).enumerated().compactMap { checked($1, "\(name)/\($0)", characters, inList: true) }
    }

    private mutating func checked(
        _ value: JSONTree, _ name: String, _ characters: ClosedRange<Int>, inList: Bool
    ) -> String? {
        guard case .string(let text) = value, characters.contains(text.unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            faults.append(
                Problem.Fault(
                    pointer: "\(pointer)/\(name)", code: "field_invalid",
                    detail: "This is a text of \(characters.lowerBound) to \(characters.upperBound) characters."))
            return nil
        }
        return text
    }
}
