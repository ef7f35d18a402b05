import Checking
import Wire

/// A session log while it is read: the session begins with its first event, named or not.
struct LoggedSession {
    let id: String
    private let source: PreparedCharacters
    private let level: Level?
    private var session: CheckedSession?

    init(id: String, source: PreparedCharacters, level: Level?) {
        self.id = id
        self.source = source
        self.level = level
    }

    /// Takes one event of the log in.
    mutating func take(_ event: ClientEvent, points: [RawPoint]) throws(EventError) {
        switch event {
        case .start(let start):
            var head = try SessionHead(start)
            if let level { head.level = level }
            do throws(UnknownCharacter) {
                session = try CheckedSession(head: head, source: source)
            } catch {
                throw EventError(error)
            }
        case .ink(let kind, let number):
            guard session != nil else {
                throw EventError(
                    .textInvalid, "No text was named before this ink: there is nothing to check it against.")
            }
            try session?.take(kind, number: number, points: points)
        case .resume, .watch, .token: break
        }
    }

    /// The log has ended: appends a line for each character that was judged.
    func finish(raster: CharacterRaster, into json: inout JSONWriter) {
        guard let session else { return }
        for character in session.judged {
            session.appendLine(id: "\(id)/\(character)", character: character, raster: raster, to: &json)
        }
    }
}
