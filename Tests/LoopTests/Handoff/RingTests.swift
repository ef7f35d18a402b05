import Loop
import Testing

@Suite struct RingTests {
    @Test(arguments: [(1, 1), (2, 2), (3, 4), (1000, 1024)])
    func `capacity is rounded up to a power of two`(asked: Int, got: Int) {
        #expect(Ring<Int32>(minimumCapacity: asked).capacity == got)
    }

    @Test(arguments: [1, 2, 8])
    func `elements come out in order, across many times around`(capacity: Int) {
        let ring = Ring<Int>(minimumCapacity: capacity)
        var next = 0
        var expected = 0
        for step in 0..<200 {
            for _ in 0...(step % (capacity + 2)) where ring.push(next) { next += 1 }
            if step % 3 == 0 {
                if let element = ring.pop() {
                    #expect(element == expected)
                    expected += 1
                }
            } else {
                ring.drain(limit: step % 5 + 1) { element in
                    #expect(element == expected)
                    expected += 1
                }
            }
            #expect(ring.count == next - expected)
            #expect(ring.room == capacity - ring.count)
        }
    }

    @Test func `a full ring refuses and loses nothing`() {
        let ring = Ring<UInt8>(minimumCapacity: 4)
        #expect((0..<6).map { ring.push($0) } == [true, true, true, true, false, false])
        var taken: [UInt8] = []
        #expect(ring.drain { taken.append($0) } == 4)
        #expect(taken == [0, 1, 2, 3])
        #expect(ring.pop() == nil)
    }
}
