import CMeter
import Checking

/// Bytes that a session's fold holds in the middle of a character of so many strokes, the prepared character aside, which all sessions share:
/// the mean of `count` sessions.
public func bytesOfASession(strokes: Int, of count: Int) -> Int {
    let character = WrittenCharacter(WrittenCharacter.syllable(strokes: strokes))
    let prepared = character.prepared()
    var sessions: [SessionFold] = []
    sessions.reserveCapacity(count + 1)
    // The first one also makes what is made once.
    sessions.append(character.session(of: prepared))
    character.writeHalf(in: sessions[0])
    let before = meter_live_bytes()
    for _ in 0..<count {
        sessions.append(character.session(of: prepared))
        character.writeHalf(in: sessions[sessions.count - 1])
    }
    let after = meter_live_bytes()
    return withExtendedLifetime(sessions) { Int(after - before) / count }
}
