import Records
import Testing

@testable import API

/// What stands behind a path's `?`.
struct QueryTests {
    private func code(_ query: String?, _ read: (inout Query) -> Void) -> String? {
        do throws(Problem) {
            var parsed = try Query(query)
            read(&parsed)
            try parsed.finish()
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        arguments: [
            (nil, nil), ("", nil), ("limit=1", nil), ("limit=200", nil), ("limit=201", "parameter_invalid"),
            ("limit=0", "parameter_invalid"), ("limit=%2B5", "parameter_invalid"),
            ("limit=5&limit=5", "parameter_invalid"),
            ("limit", "parameter_invalid"), ("Limit=5", "parameter_unknown"), ("=", "parameter_unknown"),
            ("limit=%zz", "query_invalid"), ("limit=%ff", "query_invalid"), ("limit=1%00", "parameter_invalid"),
        ] as [(String?, String?)])
    func `a limit is one whole number, and nothing else may be asked`(query: String?, expected: String?) {
        #expect(code(query) { _ = $0.limit() } == expected)
    }

    @Test func `a plus and %20 are spaces, as forms have them`() throws {
        #expect(try Query.pairs("a=b+c%20d&e").map { "\($0.name)|\($0.value)" } == ["a|b c d", "e|"])
    }

    @Test func `a cursor comes back as the place that it was made of, and no other word is one`() throws {
        var random = SystemRandomNumberGenerator()
        for time in [Int64(0), 1, 1_700_000_000_000] {
            let id = RecordID(Timestamp(milliseconds: time), random: &random)
            #expect(Cursor.id(Cursor.text(id)) == id)
            #expect(Cursor.id(Cursor.text(id).dropLast() + "!") == nil)
        }
        #expect(Cursor.id("") == nil)
        #expect(Cursor.id(String(repeating: "A", count: 23)) == nil)
    }
}
