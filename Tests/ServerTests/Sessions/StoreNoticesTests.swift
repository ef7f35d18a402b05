import Testing

@testable import Sessions

struct StoreNoticesTests {
    @Test("a store that is away for a second is told once, and again when it is back")
    func notices() {
        var notices = StoreNotices()
        func note(_ isInTrouble: Bool, _ now: UInt64) -> StoreNotices.Notice? {
            notices.note(0, isInTrouble: isInTrouble, now: now)
        }
        #expect(note(true, 100) == nil)
        #expect(note(true, 1_099) == nil)
        #expect(note(true, 1_100) == .lost)
        #expect(note(true, 9_000) == nil)
        #expect(notices.note(1, isInTrouble: false, now: 9_000) == nil)
        #expect(note(false, 9_100) == .back)
        #expect(note(false, 9_200) == nil)
        #expect(note(true, 9_300) == nil)
        #expect(note(false, 9_400) == nil, "a moment is not told")
        #expect(note(true, 9_500) == nil)
        #expect(note(true, 10_500) == .lost)
    }
}
