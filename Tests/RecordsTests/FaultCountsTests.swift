import Records
import Testing

@Suite("Counts of mistakes")
struct FaultCountsTests {
    @Test("are kept in order and read as they were")
    func kept() {
        let faults = FaultCounts(["shape.off", "order.wrong", "shape.off"])
        #expect(faults.text == " order.wrong:1 shape.off:2 ")
        #expect(FaultCounts(kept: faults.text) == faults)
        #expect(FaultCounts().text.isEmpty)
        #expect(FaultCounts(kept: " a:b :1 c:0 d:-1 e:2 ").counts.map(\.kind) == ["e"])
    }
}
