import Checking
import Ink
import Wire

extension SessionHead {
    /// The head of the session that `session:start` asks for.
    ///
    /// - Throws: `protocol_unsupported` or `level_unknown`.
    init(_ start: SessionStart) throws(EventError) {
        guard start.version == 1 else {
            throw EventError(.protocolUnsupported, "This server speaks protocol 1, not \(start.version).")
        }
        var level = Level.standard
        if let name = start.level {
            guard let named = Level(rawValue: name) else {
                let names = Level.allCases.map(\.rawValue).joined(separator: ", ")
                throw EventError(.levelUnknown, "There is no such level: choose one of \(names).")
            }
            level = named
        }
        self.init(
            text: start.text, boxes: start.boxes.isEmpty ? [.unnamed] : start.boxes,
            hasBoxes: !start.boxes.isEmpty, level: level,
            language: start.locale.map(Language.init(tag:)) ?? .english)
    }
}

extension EventError {
    /// No library knows a character of the text.
    init(_ unknown: UnknownCharacter) {
        self.init(
            .characterUnknown,
            "No library of this server knows how “\(unknown.character)” is written; “pilsun characters import” makes one."
        )
    }
}
