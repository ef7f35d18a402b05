import Checking
import Foundation
import Testing

@Suite("Words of the protocol")
struct ProtocolWordsTests {
    /// The words that a schema allows at a place of it.
    private func words(_ file: String, at path: [String]) throws -> [String] {
        let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../protocol/schemas/\(file)")
        var place = try JSONSerialization.jsonObject(with: Data(contentsOf: schema))
        for key in path {
            let inner = Int(key).map { (place as? [Any])?[$0] } ?? (place as? [String: Any])?[key]
            place = try #require(inner)
        }
        return try #require(place as? [Any]).compactMap { $0 as? String }
    }

    @Test("types and severities of feedback, and levels, are those of the schemas")
    func schemas() throws {
        let feedback = ["$defs", "event", "prefixItems", "1", "properties"]
        #expect(
            try words("feedback-live.json", at: feedback + ["type", "enum"]) == FeedbackType.allCases.map(\.rawValue))
        #expect(
            try words("feedback-live.json", at: feedback + ["severity", "enum"])
                == [Severity.info, .hint, .error].map(\.rawValue))
        #expect(
            try words("session-start.json", at: ["prefixItems", "1", "properties", "level", "enum"])
                == Level.allCases.map(\.rawValue))
    }
}
