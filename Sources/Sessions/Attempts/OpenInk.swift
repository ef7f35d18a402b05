import Checking
import Ink

/// The ink of the open character of a session whose characters are kept, and what was last said of it.
struct OpenInk {
    /// A character that has ended.
    struct Written: Sendable {
        let character: Int
        let analysis: CharacterAnalysis
        let events: [InkEvent]
    }

    /// Steps of one character that are kept: an hour of writing at 120 Hz would be more. What has more is no attempt.
    private static let mostEvents = 100_000

    private var events: [InkEvent] = []
    private var analysis: CharacterAnalysis?
    /// Characters that have ended since they were last taken.
    var written: [Written] = []

    /// The fold has said this of a character.
    mutating func note(_ analysis: CharacterAnalysis) { self.analysis = analysis }

    /// The fold has taken this step, and had this character open before and that one after it.
    mutating func take(_ event: InkEvent, from open: Int, to next: Int) {
        if next == open, event.kind != .next {
            if event.kind == .clear { events.removeAll(keepingCapacity: true) }
            if events.count <= Self.mostEvents { events.append(event) }
            return
        }
        // Whoever goes on in the next box has ended the character as well.
        events.append(event.kind == .next ? event : InkEvent(.next))
        if let analysis, analysis.character == open, events.count <= Self.mostEvents {
            written.append(Written(character: open, analysis: analysis, events: events))
        }
        events.removeAll(keepingCapacity: true)
        analysis = nil
        if event.kind == .start { events.append(event) }
    }
}
