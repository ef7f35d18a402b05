import Loop
import Synchronization
import Testing

@Suite struct MailboxStressTests {
    private struct Letter: Sendable {
        let sender: Int
        let number: Int
        let text: [Int]
    }

    @Test func `four threads post to a loop, and each one's letters come in its order`() throws {
        let senders = 4
        let total = 20_000
        let loop = try EventLoop()
        let remote = loop.remote
        let received = Received(senders: senders, total: total)
        let threads = try (0..<senders).map { sender in
            try LoopThread(name: "sender") {
                for number in 0..<total {
                    let letter = Letter(sender: sender, number: number, text: [number])
                    remote.execute { loop in
                        received.take(letter.sender, letter.number, letter.text)
                        if received.isComplete { loop.stop() }
                    }
                }
            }
        }
        loop.run()
        for thread in threads { thread.join() }
        #expect(received.wrong == 0)
        #expect(received.isComplete)
    }

    /// Touched by the loop's thread only, without a lock: that this is so is what the sanitizer checks.
    private final class Received: @unchecked Sendable {
        private var next: [Int]
        private let total: Int
        private(set) var wrong = 0

        init(senders: Int, total: Int) {
            next = Array(repeating: 0, count: senders)
            self.total = total
        }

        var isComplete: Bool { next.allSatisfy { $0 == total } }

        func take(_ sender: Int, _ number: Int, _ text: [Int]) {
            if number != next[sender] || text != [number] { wrong += 1 }
            next[sender] = number + 1
        }
    }
}
