import Glibc
import Loop
import Synchronization
import Testing

@Suite struct RingStressTests {
    /// Three words, so that an element that is read while it is written is seen to be torn.
    private struct Sample {
        var number: Int
        var twice: Int
        var inverse: Int
    }

    @Test(arguments: [1, 2, 64, 1024])
    func `two threads hand over every element, whole and in order`(capacity: Int) throws {
        // A small ring changes threads at every element, and on a busy machine each change takes a time slice.
        let total = capacity < 64 ? 5_000 : 200_000
        let ring = Ring<Sample>(minimumCapacity: capacity)
        let producer = try LoopThread(name: "producer") {
            var number = 0
            while number < total {
                if ring.push(Sample(number: number, twice: 2 * number, inverse: ~number)) {
                    number += 1
                } else {
                    sched_yield()
                }
            }
        }
        var expected = 0
        var torn = 0
        while expected < total {
            let take = { (sample: Sample) in
                if sample.number != expected || sample.twice != 2 * expected || sample.inverse != ~expected {
                    torn += 1
                }
                expected += 1
            }
            if expected % 3 == 0 {
                if let sample = ring.pop() { take(sample) } else { sched_yield() }
            } else if ring.drain(limit: 100, take) == 0 {
                sched_yield()
            }
        }
        producer.join()
        #expect(torn == 0)
        #expect(ring.count == 0)
    }
}
