/// A letter as SMTP takes it.
public struct Mail: Sendable {
    /// The address that the mail server is told, without angle brackets.
    public var sender: String
    /// Whom it goes to, likewise.
    public var recipients: [String]
    /// The whole of it: head, empty line, body, with CR LF at every line's end.
    public var text: [UInt8]

    /// A letter.
    public init(sender: String, recipients: [String], text: [UInt8]) {
        self.sender = sender
        self.recipients = recipients
        self.text = text
    }
}
