/// What loops tell each other through the store, besides what they write there.
public enum LogNotice: Equatable, Sendable {
    /// Another owner has taken the session over in this epoch, and its client has been welcomed there.
    case taken(String, epoch: UInt64)
    /// Somebody elsewhere follows a session that is written here.
    case followed(String)
    /// The log of a session that is followed here has grown, or may have.
    case ink(of: String)

    /// The notice that `text` is, on the channel of an owner.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        switch (words.first, words.count) {
        case ("taken", 3):
            guard let epoch = UInt64(words[2]) else { return nil }
            self = .taken(String(words[1]), epoch: epoch)
        case ("followed", 2): self = .followed(String(words[1]))
        default: return nil
        }
    }
}
