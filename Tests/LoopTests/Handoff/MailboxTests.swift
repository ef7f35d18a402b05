import Loop
import Synchronization
import Testing

@Suite struct MailboxTests {
    @Test func `messages come in order, and one wake-up serves many`() {
        let box = Box()
        let mailbox = Mailbox<Int> { box.add() }
        for value in 0..<100 { mailbox.post(value) }
        #expect(box.count == 1)
        var received: [Int] = []
        #expect(mailbox.receive { received.append($0) } == 100)
        #expect(received == Array(0..<100))
        #expect(mailbox.receive { _ in } == 0)
        mailbox.post(1)
        #expect(box.count == 2)
    }

    @Test func `what is never received is let go`() {
        final class Token: Sendable {}
        weak var gone: Token?
        do {
            let mailbox = Mailbox<Token> {}
            let token = Token()
            gone = token
            mailbox.post(token)
        }
        #expect(gone == nil)
    }

    private final class Box: Sendable {
        private let counter = Atomic<Int>(0)

        var count: Int { counter.load(ordering: .relaxed) }

        func add() { counter.add(1, ordering: .relaxed) }
    }
}
