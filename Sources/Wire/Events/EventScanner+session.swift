import Ink

extension EventScanner {
    /// The body of `session:start`.
    func sessionStart(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> SessionStart {
        var start = SessionStart(), frame: Frame?
        guard hasBody, try cursor.beginObject() else { return start }
        repeat {
            let key = try cursor.key()
            if try cursor.takeNull() { continue }
            switch key {
            case JSONWord("text"): start.text = try writtenText(in: &cursor)
            case JSONWord("frame"): frame = try cursor.frame()
            case JSONWord("boxes"): start.boxes = try boxes(in: &cursor)
            case JSONWord("level"): start.level = try cursor.string(limit: EventLimits.wordBytes, named: "level")
            case JSONWord("locale"): start.locale = try cursor.string(limit: EventLimits.wordBytes, named: "locale")
            case JSONWord("protocol"): start.version = Int(try cursor.integer(in: 0...1_000_000, named: "protocol"))
            case JSONWord("token"): start.token = try cursor.string(limit: EventLimits.tokenBytes, named: "token")
            case JSONWord("class"): start.className = try cursor.string(limit: EventLimits.wordBytes, named: "class")
            case JSONWord("lesson"): start.lesson = try cursor.string(limit: EventLimits.wordBytes, named: "lesson")
            case JSONWord("help"):
                let help = try cursor.string(limit: EventLimits.wordBytes, named: "help")
                guard SessionStart.helps.contains(help) else {
                    throw EventError(.fieldInvalid, "help is one of \(SessionStart.helps.joined(separator: ", ")).")
                }
                start.help = help
            case JSONWord("name"): start.name = try cursor.string(limit: EventLimits.wordBytes, named: "name")
            default: try cursor.skipValue()
            }
        } while try cursor.nextMember()
        if !start.boxes.isEmpty, start.boxes.count != start.text.count {
            throw EventError(
                .frameInvalid, "boxes must place each character: \(start.text.count), not \(start.boxes.count).")
        }
        if start.boxes.isEmpty, let frame { start.boxes = [frame] }
        return start
    }

    /// The body of `session:resume`.
    func sessionResume(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> SessionResume {
        var session: String?, secret: String?, seen: UInt64 = 0, ink: UInt64?
        var checkpoint = Checkpoint.beginning, start: SessionStart?, token: String?
        if hasBody, try cursor.beginObject() {
            repeat {
                let key = try cursor.key()
                if try cursor.takeNull() { continue }
                switch key {
                case JSONWord("session"): session = try cursor.string(limit: EventLimits.wordBytes, named: "session")
                case JSONWord("resume"): secret = try cursor.string(limit: EventLimits.wordBytes, named: "resume")
                case names.number: seen = try cursor.integer(in: 0...EventLimits.largestNumber, named: "seq")
                case JSONWord("ink"): ink = try cursor.integer(in: 0...EventLimits.largestNumber, named: "ink")
                case JSONWord("checkpoint"): checkpoint = try cursor.checkpoint()
                case JSONWord("token"): token = try cursor.string(limit: EventLimits.tokenBytes, named: "token")
                case JSONWord("start"):
                    try cursor.requireObject(named: "start")
                    start = try sessionStart(true, in: &cursor)
                default: try cursor.skipValue()
                }
            } while try cursor.nextMember()
        }
        guard let session, let secret else {
            throw EventError(
                .fieldMissing, #"session:resume needs "session" and "resume", as session:ready gave them."#)
        }
        return SessionResume(
            session: session, secret: secret, seen: seen, ink: ink, checkpoint: checkpoint, start: start, token: token)
    }

    /// The body of `session:token`.
    func sessionToken(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> String {
        var token: String?
        if hasBody {
            try cursor.members { cursor, key throws(EventError) in
                guard key == JSONWord("token") else { return try cursor.skipValue() }
                if try cursor.takeNull() { return }
                token = try cursor.string(limit: EventLimits.tokenBytes, named: "token")
            }
        }
        guard let token else { throw EventError(.fieldMissing, #"session:token needs "token"."#) }
        return token
    }

    /// The body of `session:watch`.
    func sessionWatch(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> SessionWatch {
        var session: String?, secret: String?, token: String?, seen: UInt64 = 0
        if hasBody, try cursor.beginObject() {
            repeat {
                let key = try cursor.key()
                if try cursor.takeNull() { continue }
                switch key {
                case JSONWord("session"): session = try cursor.string(limit: EventLimits.wordBytes, named: "session")
                case JSONWord("watch"): secret = try cursor.string(limit: EventLimits.wordBytes, named: "watch")
                case JSONWord("token"): token = try cursor.string(limit: EventLimits.tokenBytes, named: "token")
                case names.number: seen = try cursor.integer(in: 0...EventLimits.largestNumber, named: "seq")
                default: try cursor.skipValue()
                }
            } while try cursor.nextMember()
        }
        guard let session, secret != nil || token != nil else {
            throw EventError(.fieldMissing, #"session:watch needs "session", and "watch" or "token"."#)
        }
        return SessionWatch(session: session, secret: secret, token: token, seen: seen)
    }

    private func writtenText(in cursor: inout JSONCursor) throws(EventError) -> [Character] {
        let text = try cursor.string(limit: EventLimits.textCharacters * 64, named: "text")
        let characters = text.filter { !$0.isWhitespace }
        guard characters.count <= EventLimits.textCharacters else {
            throw EventError(.textInvalid, "A session's text has at most \(EventLimits.textCharacters) characters.")
        }
        return Array(characters)
    }

    private func boxes(in cursor: inout JSONCursor) throws(EventError) -> [Frame] {
        var boxes: [Frame] = []
        guard try cursor.beginArray() else { return boxes }
        repeat {
            guard boxes.count < EventLimits.textCharacters else {
                throw EventError(.frameInvalid, "There are at most \(EventLimits.textCharacters) boxes.")
            }
            boxes.append(try cursor.frame())
        } while try cursor.nextElement()
        return boxes
    }
}

extension JSONCursor {
    /// Sees to it that an object follows.
    mutating func requireObject(named name: String) throws(EventError) {
        skipSpace()
        guard current == UInt8(ascii: "{") else { throw EventError(.fieldInvalid, "\(name) must be an object.") }
    }

    /// Reads `{"ink":50,"seq":17,"character":2}`, as `ink:ack` gives it; what is missing is 0.
    mutating func checkpoint() throws(EventError) -> Checkpoint {
        var checkpoint = Checkpoint.beginning
        try requireObject(named: "checkpoint")
        guard try beginObject() else { return checkpoint }
        repeat {
            switch try key() {
            case JSONWord("ink"): checkpoint.ink = try integer(in: 0...EventLimits.largestNumber, named: "ink")
            case JSONWord("seq"): checkpoint.output = try integer(in: 0...EventLimits.largestNumber, named: "seq")
            case JSONWord("character"):
                checkpoint.character = Int(
                    try integer(in: 0...EventLimits.largestNumber, named: "character"))
            default: try skipValue()
            }
        } while try nextMember()
        return checkpoint
    }

    /// Reads `{"x":0,"y":0,"width":…,"height":…}`; the place may be missing, the extent may be called `w` and `h`, as in recordings.
    mutating func frame() throws(EventError) -> Frame {
        var x = 0.0, y = 0.0, width: Double?, height: Double?
        skipSpace()
        guard current == UInt8(ascii: "{") else {
            throw try misplaced(.frameInvalid, #"A frame is an object: {"x":0,"y":0,"width":300,"height":300}"#)
        }
        if try beginObject() {
            repeat {
                switch try key() {
                case JSONWord("x"): x = try number()
                case JSONWord("y"): y = try number()
                case JSONWord("width"), JSONWord("w"): width = try number()
                case JSONWord("height"), JSONWord("h"): height = try number()
                default: try skipValue()
                }
            } while try nextMember()
        }
        guard let width, let height, let frame = Frame(x: x, y: y, width: width, height: height) else {
            throw EventError(.frameInvalid, "A frame's width and height must be above 0 and its edges within 1e9.")
        }
        return frame
    }
}
