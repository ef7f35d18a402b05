import Ink
import Testing

@Suite("Quantiser")
struct QuantiserTests {
    @Test(
        "the step is 2^(⌈log2(longer side)⌉ − 16)",
        arguments: [(1.0, -16), (105.0, -9), (128.0, -9), (129.0, -8), (1000.0, -6), (1024.0, -6), (0.5, -17)])
    func step(side: Double, exponent: Int) throws {
        let frame = try #require(Frame(x: 0, y: 0, width: side / 2, height: side))
        #expect(Quantiser(frame: frame).step == Double(sign: .plus, exponent: exponent, significand: 1))
    }

    @Test("a quantised sample is quantised to itself")
    func idempotent() throws {
        let quantiser = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: 105, height: 105)))
        let once = quantiser.sample(x: 36.6427, y: -7.8591, time: 98.26, pressure: 0.3)
        let position = once.position
        #expect(quantiser.sample(x: position.x, y: position.y, time: once.time, pressure: once.pressure) == once)
        #expect(abs(position.x - 36.6427) <= quantiser.step / 2)
    }

    @Test("absent and impossible values are given their place")
    func rim() {
        #expect(Quantiser.time(nil) == Sample.absentTime)
        #expect(Quantiser.time(-3) == Sample.absentTime)
        #expect(Quantiser.time(12.34) == 12.3)
        #expect(Quantiser.pressure(nil) == Sample.absentPressure)
        #expect(Quantiser.pressure(-1) == 0)
        #expect(Quantiser.pressure(7) == 1)
    }

    @Test("zero has no sign: text and binary integers give the same bits", arguments: [-0.0, -1e-9, 0.0])
    func zero(value: Double) throws {
        let quantiser = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: 105, height: 105)))
        #expect(quantiser.coordinate(value).sign == .plus)
        #expect(Quantiser.time(-0.0).sign == .plus)
    }
}
