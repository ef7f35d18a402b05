import Foundation

/// A line of `pilsun check`, taken apart.
struct CheckedLine: Equatable {
    /// The fold's outputs, without numbers, in order.
    private(set) var outputs: [String] = []
    /// The `analysis:result` events, in order.
    private(set) var results: [String] = []

    init(_ line: String) {
        let events = line.range(of: "\"events\":[").map { line[$0.upperBound...].dropLast(2) } ?? ""
        for event in Self.elements(of: events) {
            if event.hasPrefix("[\"analysis:result\"") { results.append(event) } else { outputs.append(event) }
        }
    }

    /// The arrays that stand one behind the other. No string in an event holds a bracket.
    private static func elements(of text: Substring) -> [String] {
        var elements: [String] = [], depth = 0, element = ""
        for character in text {
            if depth > 0 || character == "[" { element.append(character) }
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if depth == 0, !element.isEmpty {
                elements.append(element)
                element = ""
            }
        }
        return elements
    }
}
