import Records
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "are written and read as RFC 3339 has them",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_796_166_408_123, "2026-12-01T23:06:48.123Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ])
    func both(milliseconds: Int64, text: String) {
        #expect("\(Timestamp(milliseconds: milliseconds))" == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("every day of four hundred years is read as what was written")
    func days() {
        for day in stride(from: Int64(-86_400_000 * 73_000), to: 86_400_000 * 73_000, by: 86_400_000) {
            let time = Timestamp(milliseconds: day)
            #expect(Timestamp("\(time)") == time)
        }
    }

    @Test(
        "are read with offsets and fractions",
        arguments: [
            ("2026-12-01T08:06:48+09:00", 1_796_080_008_000), ("2026-11-30t23:06:48.1z", 1_796_080_008_100),
            ("2026-11-30 18:06:48.123999-05:00", 1_796_080_008_123), ("2016-12-31T23:59:60Z", 1_483_228_799_000),
        ])
    func reading(text: String, milliseconds: Int64) { #expect(Timestamp(text)?.milliseconds == milliseconds) }

    @Test(
        "are refused in any other form",
        arguments: [
            "", "2026-11-30", "2026-11-30T23:06:48", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-11-31T00:00:00Z",
            "2026-11-30T24:00:00Z", "2026-11-30T23:06:48.Z", "2026-11-30T23:06:48Z ", "2026-11-30T23:06:48+9:00",
            "2026-00-10T00:00:00Z", "2026-11-00T00:00:00Z", "0000-01-01T00:00:00Z", "+026-11-30T23:06:48Z",
        ])
    func refused(text: String) { #expect(Timestamp(text) == nil) }
}
