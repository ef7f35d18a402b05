import Records
import Testing

@Suite("Rotation of refresh tokens")
struct RotationTests {
    private let now = Timestamp(milliseconds: 1_796_000_000_000)

    private func device(counter: Int64, secondsAgo: Int64, ended: Bool = false) -> Device {
        var random = SystemRandomNumberGenerator()
        let id = RecordID(now, random: &random)
        var device = Device(id: id, user: id, name: "", createdAt: now.adding(seconds: -secondsAgo))
        device.counter = counter
        if ended { device.endedAt = now }
        return device
    }

    @Test("the valid token gives the next one")
    func next() {
        guard case .next(let next) = Rotation(of: device(counter: 7, secondsAgo: 900), shown: 7, at: now) else {
            return #expect(Bool(false))
        }
        #expect(next.counter == 8 && next.rotatedAt == now && next.endedAt == nil)
    }

    @Test("the one before gives it again for thirty seconds", arguments: [0, 1, 30] as [Int64])
    func again(seconds: Int64) {
        let device = device(counter: 7, secondsAgo: seconds)
        #expect(Rotation(of: device, shown: 6, at: now) == .again(device))
    }

    @Test(
        "any other ends the device",
        arguments: [(6, 31), (5, 0), (0, 0), (8, 0), (-1, 0), (Int64.max, 0), (Int64.min, 0)] as [(Int64, Int64)])
    func reused(shown: Int64, seconds: Int64) {
        guard case .reused(let ended) = Rotation(of: device(counter: 7, secondsAgo: seconds), shown: shown, at: now)
        else { return #expect(Bool(false)) }
        #expect(ended.endedAt == now)
    }

    @Test("a device that ended, or never was, stays so")
    func ended() {
        #expect(Rotation(of: device(counter: 7, secondsAgo: 0, ended: true), shown: 7, at: now) == .ended)
        #expect(Rotation(of: nil, shown: 7, at: now) == .ended)
    }
}
