import Testing
import Wire

@testable import API

/// Bodies, read field by field.
struct FieldsTests {
    private func faults(_ json: String, _ read: (inout Fields) -> Void) throws -> [String] {
        var fields = try Fields(try JSONTree(Array(json.utf8)))
        read(&fields)
        do throws(Problem) {
            try fields.finish()
            return []
        } catch {
            return error.faults.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test(
        arguments: [
            (#"{"name":"가"}"#, []), (#"{}"#, ["/name field_missing"]), (#"{"name":null}"#, ["/name field_invalid"]),
            (#"{"name":""}"#, ["/name text_short"]), (#"{"name":"가나다라"}"#, ["/name text_long"]),
            (#"{"name":"a\u0000"}"#, ["/name text_invalid"]), (#"{"name":["a"]}"#, ["/name field_invalid"]),
            (#"{"name":"a","a/b~c":1}"#, ["/a~1b~0c field_unknown"]),
            (#"{"x":1,"y":2}"#, ["/name field_missing", "/x field_unknown", "/y field_unknown"]),
        ])
    func `a body is closed, and all of its faults are told by their place`(json: String, expected: [String]) throws {
        #expect(try faults(json) { _ = $0.neededText("name", 1...3) } == expected)
    }

    @Test(arguments: ["[]", "1", #""x""#, "null", "true"])
    func `what is no object is refused as a whole`(json: String) throws {
        #expect(throws: Problem.self) { try Fields(try JSONTree(Array(json.utf8))) }
    }

    @Test(
        arguments: [
            ("1", 1), ("1000", 1_000), ("1e2", 100), ("0", nil), ("1001", nil), ("1.5", nil), ("\"1\"", nil),
            ("true", nil), ("1e300", nil), ("-1", nil),
        ] as [(String, Int?)])
    func `a number is whole and within its bounds`(text: String, expected: Int?) throws {
        var read: Int?
        let faults = try faults(#"{"n":\#(text)}"#) { read = $0.integer("n", in: 1...1_000) }
        #expect(read == expected)
        #expect(faults.isEmpty == (expected != nil))
    }

    @Test func `a text that may be taken away is told from one that is not named`() throws {
        var kept: String?, taken: String?, given: String?
        _ = try faults(#"{"b":null,"c":"x"}"#) {
            kept = $0.change("a", 1...9)
            taken = $0.change("b", 1...9)
            given = $0.change("c", 1...9)
        }
        #expect(kept == nil && taken == "" && given == "x")
    }

    @Test(
        arguments: [
            ("[[[1,2]]]", true), ("[[[1,2,3,0.5],[1,2,null,null]]]", true), ("[]", false), ("[[]]", false),
            ("[[[1]]]", false), ("[[[1,2,3,4,5]]]", false), ("[[[1,\"2\"]]]", false), ("[[[3e9,0]]]", false),
            ("[[{}]]", false), ("[[[null,2]]]", false),
        ])
    func `strokes are lists of points within reach`(json: String, isTaken: Bool) throws {
        let faults = try faults(#"{"strokes":\#(json)}"#) { _ = $0.strokes("strokes") }
        #expect(faults.isEmpty == isTaken)
    }

    @Test func `a raw pressure anywhere means that none was measured`() throws {
        var strokes: [[RawPoint]] = []
        _ = try faults(#"{"strokes":[[[1,2,0,0.5]],[[1,2,0,800]]]}"#) { strokes = $0.strokes("strokes") }
        #expect(strokes.joined().allSatisfy { $0.pressure == nil })
    }
}
