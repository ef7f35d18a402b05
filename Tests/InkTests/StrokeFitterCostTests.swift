import Testing

@testable import Ink

@Suite("Cost of StrokeFitter, counted in samples looked at")
struct StrokeFitterCostTests {
    @Test(
        "the same ink costs the same in the first thousand samples of a stroke as in the fifth, within a tenth",
        arguments: 1...8 as ClosedRange<UInt64>)
    func flat(seed: UInt64) {
        for motif in [SyntheticInk.spiral(count: 1_001), SyntheticInk.scrawl(count: 1_001, seed: seed)] {
            // The same thousand steps over and over: only the length of the stroke differs, not what is written.
            var fitter = StrokeFitter(tolerance: 5)
            var position = motif[0]
            let counts = (0..<5_050).map { i in
                _ = fitter.add(position)
                position = position + (motif[i % 1_000 + 1] - motif[i % 1_000])
                return fitter.examinations
            }
            // The first fifty are cheaper: nothing has had to be cut off yet.
            let first = Double(counts[1_049] - counts[49]), fifth = Double(counts[5_049] - counts[4_049])
            #expect(abs(fifth / first - 1) <= 0.1, "\(first / 1_000) and \(fifth / 1_000) a sample")
            #expect(fifth <= 40 * 1_000)
        }
    }

    @Test("no single sample costs more than a few fits of a full window")
    func bounded() {
        var fitter = StrokeFitter(tolerance: 5)
        var before = 0, most = 0
        for sample in SyntheticInk.scrawl(count: 5_000, seed: 7) {
            _ = fitter.add(sample)
            most = max(most, fitter.examinations - before)
            before = fitter.examinations
        }
        #expect(most <= 40 * FitWindow.capacity)
    }

    @Test("the state of a fitter takes 2.1 KB at most")
    func size() {
        #expect(MemoryLayout<StrokeFitter>.size <= 2_150)
    }
}
