import Loop
import Testing
import Wire

@testable import Sessions

@Suite struct ResumeGuessesTests {
    private static func isRefused(_ guesses: ResumeGuesses, _ address: SocketAddress) -> Bool {
        do throws(EventError) {
            try guesses.count(address, at: 0)
            return false
        } catch {
            return true
        }
    }

    @Test func `a client that has a /64 is one client`() {
        let guesses = ResumeGuesses()
        for low in 0..<UInt64(ResumeGuesses.perMinute) {
            #expect(!Self.isRefused(guesses, SocketAddress(high: 0x2001_0db8_0000_0001, low: low, port: 1)))
        }
        #expect(Self.isRefused(guesses, SocketAddress(high: 0x2001_0db8_0000_0001, low: 77, port: 1)))
        #expect(!Self.isRefused(guesses, SocketAddress(high: 0x2001_0db8_0000_0002, low: 77, port: 1)))
        #expect(!Self.isRefused(guesses, SocketAddress(127, 0, 0, 1, port: 1)))
    }

    @Test func `a crowd with a guess each does not have anybody forgotten who has guessed more`() {
        let guesses = ResumeGuesses(), guesser = SocketAddress(10, 0, 0, 1, port: 1)
        for _ in 0..<ResumeGuesses.perMinute { #expect(!Self.isRefused(guesses, guesser)) }
        for high in 0..<UInt64(30_000) {
            _ = Self.isRefused(guesses, SocketAddress(high: 1 << 61 | high, low: 0, port: 1))
        }
        #expect(Self.isRefused(guesses, guesser))
    }
}
