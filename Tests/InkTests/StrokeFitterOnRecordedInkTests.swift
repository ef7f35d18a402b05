import Testing

@testable import Ink

@Suite(
    "StrokeFitter on real writers' ink",
    .enabled(if: RecordedInk.isPresent, "no recordings: set PILSUN_DATA to a folder that has samples/*.ndjson.gz"))
struct StrokeFitterOnRecordedInkTests {
    @Test("every sample lies within the tolerance", arguments: RecordedInk.allCases)
    func tolerance(ink: RecordedInk) throws {
        let strokes = try ink.strokes(limit: 2_000, stride: 20)
        #expect(strokes.count > 30)
        for stroke in strokes {
            let fit = FittedStroke(stroke.samples, tolerance: stroke.tolerance)
            #expect(fit.strays(among: stroke.samples, tolerance: stroke.tolerance).isEmpty)
        }
    }

    @Test("at most 1.2 times as many segments as Schneider's batch fit", arguments: RecordedInk.allCases)
    func segments(ink: RecordedInk) throws {
        var ours = 0, batch = 0
        for stroke in try ink.strokes(limit: 4_000, stride: 10) {
            ours += FittedStroke(stroke.samples, tolerance: stroke.tolerance).segments.count
            batch += SchneiderFit(stroke.samples, tolerance: stroke.tolerance).segments.count
        }
        #expect(Double(ours) <= 1.2 * Double(batch), "\(ours) segments against \(batch)")
    }
}
