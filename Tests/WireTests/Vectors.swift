import Foundation
import Testing

/// The vectors of `protocol/vectors`, which other people's clients are tested with too.
enum Vectors {
    typealias Row = [String: JSONValue]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../protocol/vectors").standardizedFileURL

    /// The object that a file holds.
    static func object(in file: String) throws -> Row {
        let data = try Data(contentsOf: folder.appendingPathComponent(file))
        return try #require(try JSONDecoder().decode(JSONValue.self, from: data).object)
    }

    /// What stands in a file.
    static func text(of file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    /// The elements of one list of a file.
    static func list(_ list: String, of file: String) throws -> [JSONValue] {
        try #require(try object(in: file)[list]?.array)
    }

    /// The rows of one list of a file.
    static func rows(_ name: String, of file: String) throws -> [Row] {
        try list(name, of: file).map { try #require($0.object) }
    }
}

/// Any JSON. (`JSONSerialization` is of no use here: it reads 0.5004887585532747 one bit off.)
enum JSONValue: Decodable {
    case null, bool(Bool), number(Double), text(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }
    var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
}

extension [String: JSONValue] {
    func double(_ key: String) -> Double? { self[key]?.number }
    func number(_ key: String) -> UInt64? { self[key]?.number.flatMap { UInt64(exactly: $0) } }
    func text(_ key: String) -> String? { self[key]?.text }
}
