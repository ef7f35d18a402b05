import Testing

@testable import loadtest

@Suite struct CapacitySearchTests {
    /// The levels that are tried against a server that stands so many pens, and the answer.
    private func search(limit: Int, first: Int = 400, most: Int = 15_000) -> (tried: [Int], answer: Int?) {
        var search = CapacitySearch(first: first, most: most)
        var tried: [Int] = []
        while let pens = search.next {
            tried.append(pens)
            search.note(pens, isGood: pens <= limit)
        }
        return (tried, search.good)
    }

    @Test(
        "The answer is never more than the server stands, and close to it",
        arguments: [5, 50, 399, 400, 401, 2500, 2501, 9999])
    func answers(_ limit: Int) {
        let (tried, answer) = search(limit: limit)
        #expect(answer.map { $0 <= limit && Double($0) >= 0.9 * Double(limit) - 1 } == true)
        #expect(tried.count <= 16 && Set(tried).count == tried.count)
    }

    @Test("It stops at the most that is allowed")
    func most() {
        #expect(search(limit: .max, first: 100, most: 1_000).answer == 1_000)
    }

    @Test("A server that stands nothing has no answer")
    func nothing() {
        let (tried, answer) = search(limit: 0)
        #expect(answer == nil && tried.last! == 1)
    }
}
