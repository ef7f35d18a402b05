/// Who may register.
public enum RegistrationPolicy: String, CaseIterable, Sendable {
    case open, invite, closed
}

/// What somebody says who registers.
package struct Registration: Sendable {
    /// The address as it was typed.
    package var email: String
    /// The password as it was typed.
    package var password: String
    /// What others are to see.
    package var username: String?
    /// The language that they are to be spoken to in.
    package var locale: String?
    /// An invite's code.
    package var invite: String?
    /// What the device is called.
    package var device: String

    /// What was said.
    package init(
        email: String, password: String, username: String? = nil, locale: String? = nil, invite: String? = nil,
        device: String = ""
    ) {
        self.email = email
        self.password = password
        self.username = username
        self.locale = locale
        self.invite = invite
        self.device = device
    }
}
