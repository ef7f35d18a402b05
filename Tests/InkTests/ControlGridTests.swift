import Ink
import Testing

@Suite("ControlGrid")
struct ControlGridTests {
    @Test(
        "the pitch is the largest power of ten up to 1/16 of the tolerance",
        arguments: [(5.0, 0.1), (0.525, 0.01), (5.12, 0.1), (16, 1), (15.9, 0.1), (5_000, 100), (0.000005, 1e-7)])
    func pitch(tolerance: Double, pitch: Double) {
        #expect(ControlGrid(tolerance: tolerance).pitch == pitch)
    }

    @Test("at the default tolerance no coordinate is lost between two of the session's grid")
    func coarserThanSession() throws {
        for side in stride(from: 1.0, through: 3_000, by: 0.37) {
            let frame = try #require(Frame(x: 0, y: 0, width: side, height: side / 2))
            #expect(StrokeFitter(frame: frame).grid.pitch > Quantiser(frame: frame).step)
        }
    }

    @Test("coordinates are the doubles nearest to short decimals, never −0")
    func decimals() {
        let grid = ControlGrid(tolerance: 0.525)
        #expect("\(grid.rounded(Point(36.642578125, 0.1 + 0.2)))" == "\(Point(36.64, 0.3))")
        #expect(grid.rounded(Point(-0.001, 0)).x.sign == .plus)
        #expect(ControlGrid(tolerance: 5_000).rounded(Point(1_251, -49)) == Point(1_300, 0))
    }
}
