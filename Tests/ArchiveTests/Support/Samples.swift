import Ink
import Records

/// Records to keep, each with an id of its own.
enum Samples {
    static let now = Timestamp(milliseconds: 1_796_000_000_000)

    static func id(_ seconds: Int64 = 0) -> RecordID {
        var random = SystemRandomNumberGenerator()
        return RecordID(now.adding(seconds: seconds), random: &random)
    }

    static func account(_ email: String? = nil, seconds: Int64 = 0) -> Credentials {
        let id = id(seconds)
        let email = EmailAddress(email ?? "\(id)@example.org")
        return Credentials(
            user: User(id: id, email: email, username: "민지", locale: "ko", createdAt: now), passwordHash: "$argon2id$…")
    }

    static func attempt(
        of user: RecordID, session: String = "s", place: Int64 = 0, epoch: Int64 = 1, character: String = "한",
        seconds: Int64 = 0, faults: [String] = []
    ) -> Attempt {
        let box = Frame(x: 0, y: 0, width: 105, height: 105)!, grid = Quantiser(frame: box)
        let events = (0..<30).map { step in
            InkEvent(
                step == 0 ? .start : .move,
                sample: grid.sample(x: Double(step), y: Double(epoch), time: Double(step) * 8, pressure: nil))
        }
        return Attempt(
            summary: Attempt.Summary(
                id: id(seconds), user: user, source: .init(session: session, place: place, epoch: epoch),
                character: character, text: "한글", writtenAt: now.adding(seconds: seconds), lesson: "hangul-1",
                help: nil,
                level: "standard", engine: 5, library: "", isCorrect: faults.isEmpty, score: 0.93,
                faults: FaultCounts(faults)),
            ink: AttemptInk(box: box, grid: grid, events: events + [InkEvent(.end), InkEvent(.next)]))
    }
}
