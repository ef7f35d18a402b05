import Records
import Testing

@testable import API

/// Tokens that were verified.
struct CallerBookTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func id() -> RecordID {
        var random = SystemRandomNumberGenerator()
        return RecordID(now, random: &random)
    }

    @Test func `a token is remembered until it ends, or its device does, or its account`() {
        let book = CallerBook(), user = id(), devices = [id(), id(), id()]
        let tokens = devices.map { device in
            let digest = CallerBook.digest("\(device)")
            book.remember(
                Caller(
                    user: device == devices[2] ? id() : user, device: device, role: .learner,
                    expiresAt: now.adding(seconds: 900)),
                digest, at: now)
            return digest
        }
        #expect(tokens.allSatisfy { book.caller($0, at: now) != nil })
        book.end([devices[0]], at: now)
        #expect(tokens.map { book.caller($0, at: now) == nil } == [true, false, false])
        #expect(book.hasEnded(devices[0]) && !book.hasEnded(devices[1]))
        book.forget(user)
        #expect(tokens.map { book.caller($0, at: now) == nil } == [true, true, false])
        #expect(book.caller(tokens[2], at: now.adding(seconds: 900)) == nil)
    }

    @Test func `a device's end is known for as long as its tokens may be about`() {
        let book = CallerBook(), device = id()
        book.end([device], at: now)
        book.end([id()], at: now.adding(seconds: 900))
        #expect(book.hasEnded(device))
        book.end([id()], at: now.adding(seconds: 2_000))
        #expect(!book.hasEnded(device))
    }
}
