import Records
import Testing

@Suite("Archives rotate refresh tokens")
struct DeviceRotationTests {
    private func device(_ archive: any Archive) async throws -> Device {
        let account = Samples.account()
        let device = Device(id: Samples.id(), user: account.user.id, name: "", createdAt: Samples.now)
        try await archive.add(account, device: device, invite: nil, once: nil)
        return device
    }

    @Test("fifty at once, whose answers are lost: one next number for all", arguments: Engine.allCases)
    func concurrent(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let device = try await device(archive)
        for round in Int64(1)...5 {
            let at = Samples.now.adding(seconds: round * 20)
            let rotations = try await withThrowingTaskGroup(of: Rotation.self) { group in
                for _ in 0..<50 { group.addTask { try await archive.rotate(device.id, shown: round, at: at) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            var next = 0
            for rotation in rotations {
                switch rotation {
                case .next(let device):
                    next += 1
                    #expect(device.counter == round + 1)
                case .again(let device): #expect(device.counter == round + 1)
                case .reused, .ended: Issue.record("round \(round): somebody was signed out")
                }
            }
            #expect(next == 1)
        }
    }

    @Test("a token two behind ends the device for good", arguments: Engine.allCases)
    func reuse(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let device = try await device(archive)
        for counter in Int64(1)...2 { _ = try await archive.rotate(device.id, shown: counter, at: Samples.now) }
        guard case .reused = try await archive.rotate(device.id, shown: 1, at: Samples.now) else {
            return #expect(Bool(false))
        }
        #expect(try await archive.rotate(device.id, shown: 3, at: Samples.now) == .ended)
        #expect(try await archive.devices(of: device.user).isEmpty)
        #expect(try await archive.device(device.id)?.endedAt == Samples.now)
    }

    @Test("signing out ends one, the others, or all", arguments: Engine.allCases)
    func ending(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let first = try await device(archive), user = first.user
        var ids = [first.id]
        for second in Int64(1)...4 {
            let device = Device(id: Samples.id(second), user: user, name: "\(second)", createdAt: Samples.now)
            try await archive.add(device)
            ids.append(device.id)
        }
        let another = try await self.device(archive)
        #expect(
            try await archive.end(devicesOf: user, only: another.id, except: nil, at: Samples.now).isEmpty)
        #expect(try await archive.end(devicesOf: user, only: ids[1], except: nil, at: Samples.now) == [ids[1]])
        let ended = try await archive.end(devicesOf: user, only: nil, except: ids[2], at: Samples.now)
        #expect(Set(ended) == [ids[0], ids[3], ids[4]])
        #expect(try await archive.devices(of: user).map(\.id) == [ids[2]])
        #expect(try await archive.devices(of: another.user).count == 1)
        await #expect(throws: ArchiveError.missing) {
            try await archive.add(Device(id: Samples.id(), user: Samples.id(), name: "", createdAt: Samples.now))
        }
    }
}
