import Testing
import Wire

@Suite("ErrorCode")
struct ErrorCodeTests {
    @Test("every code stands in the protocol's schema, and nothing else does")
    func schema() throws {
        let common = try Vectors.object(in: "../schemas/common.json")
        let words = common["$defs"]?.object?["errorCode"]?.object?["enum"]?.array?.compactMap(\.text)
        #expect(Set(words ?? []) == Set(ErrorCode.allCases.map(\.rawValue)))
    }

    @Test("every code stands in the protocol's prose with its close code")
    func prose() throws {
        let prose = try Vectors.text(of: "../README.md")
        for code in ErrorCode.allCases {
            let row = prose.split(separator: "\n").filter { $0.hasPrefix("| `\(code.rawValue)` |") }
            #expect(row.count == 1, "\(code.rawValue): its row in the table of protocol/README.md")
            let close = code.closeCode.map { "| \($0) |" } ?? "| |"
            #expect(row.first?.hasSuffix(close) == true, "\(code.rawValue): \(close)")
        }
    }

    @Test("the limits are those of the protocol's prose")
    func limits() throws {
        let prose = try Vectors.text(of: "../README.md")
        func grouped(_ number: Int) -> String {
            number < 1000 ? "\(number)" : "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())"
        }
        for row in [
            "| points of an event | \(grouped(EventLimits.pointsPerEvent)) |",
            "| characters of a text | \(EventLimits.textCharacters) |", "| nesting | \(EventLimits.depth) |",
            "| \(EventLimits.wordBytes) / \(grouped(EventLimits.tokenBytes)) bytes |",
            "| frames of a message | \(grouped(WebSocketLimits().fragments)) |",
        ] {
            #expect(prose.contains(row), "\(row)")
        }
    }
}
