package import Records

/// Why somebody is not registered, signed in or changed.
package enum AccountFailure: Error, Hashable, Sendable {
    /// What was typed is no address.
    case emailInvalid
    /// The password has fewer characters than it must have.
    case passwordShort
    /// The password has more bytes than are taken.
    case passwordLong
    /// The password is among those that are tried first.
    case passwordWeak
    /// The address has an account.
    case emailTaken
    /// Nobody registers here.
    case registrationClosed
    /// Whoever registers here needs an invite.
    case inviteNeeded
    /// The invite is none, or was used up.
    case inviteInvalid
    /// No account has this address and this password.
    case credentialsWrong
    /// The token was not made here, or was worth something once.
    case tokenInvalid
    /// The token's time is over.
    case tokenExpired
    /// The device was signed out.
    case deviceEnded
    /// More passwords wait to be weighed than may.
    case busy
    /// The records are to blame.
    case archive(ArchiveError)

    /// A stable word for programs.
    package var code: String {
        switch self {
        case .emailInvalid: "email_invalid"
        case .passwordShort: "password_short"
        case .passwordLong: "password_long"
        case .passwordWeak: "password_weak"
        case .emailTaken: "email_taken"
        case .registrationClosed: "registration_closed"
        case .inviteNeeded: "invite_needed"
        case .inviteInvalid: "invite_invalid"
        case .credentialsWrong: "credentials_wrong"
        case .tokenInvalid: "token_invalid"
        case .tokenExpired: "token_expired"
        case .deviceEnded: "device_ended"
        case .busy: "busy"
        case .archive(let error): error.code
        }
    }

    init(_ error: ArchiveError) {
        switch error {
        case .taken(.email): self = .emailTaken
        case .inviteInvalid: self = .inviteInvalid
        default: self = .archive(error)
        }
    }
}

extension AccountFailure: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .emailInvalid: "This is no e-mail address."
        case .passwordShort: "A password has at least \(Password.leastCharacters) characters."
        case .passwordLong: "A password has at most \(Password.mostBytes) bytes."
        case .passwordWeak: "This password is guessed easily: take a longer one, or several words."
        case .emailTaken: "This address has an account already."
        case .registrationClosed: "Nobody can register here: ask whoever looks after the server."
        case .inviteNeeded: "Registering here needs an invite."
        case .inviteInvalid: "This invite is not valid, or was used up."
        case .credentialsWrong: "No account has this address and this password."
        case .tokenInvalid: "This token is not valid: sign in again."
        case .tokenExpired: "This token has expired."
        case .deviceEnded: "This device was signed out: sign in again."
        case .busy: "Too many sign in at once: try again in a moment."
        case .archive(let error): error.description
        }
    }
}
