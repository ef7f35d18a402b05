import Records
import Testing

@Suite("Record ids")
struct RecordIDTests {
    @Test("are UUIDs of version 7 whose time comes first")
    func form() throws {
        var random = SystemRandomNumberGenerator()
        let id = RecordID(Timestamp(milliseconds: 0x0192_8F3A_1B2C), random: &random)
        let text = Array("\(id)")
        #expect(String(text[..<15]) == "01928f3a-1b2c-7")
        #expect("89ab".contains(text[19]))
        #expect(id.time.milliseconds == 0x0192_8F3A_1B2C)
        #expect(RecordID("\(id)") == id)
        #expect(RecordID("\(id)".uppercased()) == id)
        #expect(RecordID(bytes: id.bytes) == id)
    }

    @Test("sort by when they were made")
    func order() {
        var random = SystemRandomNumberGenerator()
        let ids = (0..<1_000).map { RecordID(Timestamp(milliseconds: 1_700_000_000_000 + Int64($0)), random: &random) }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test(
        "are refused in any other form",
        arguments: [
            "", "01928f3a", "01928f3a-1b2c-7abc-8def-0123456789a", "01928f3a-1b2c-7abc-8def-0123456789abc",
            "01928f3a-1b2c-7abc-8def_0123456789ab", "g1928f3a-1b2c-7abc-8def-0123456789ab",
            "01928f3a1b2c7abc8def0123456789ab0000",
        ])
    func refused(text: String) { #expect(RecordID(text) == nil) }
}
