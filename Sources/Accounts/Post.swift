package import Records

/// What a letter says; whoever carries it words it in the reader's language.
package enum LetterKind: Hashable, Sendable {
    /// Somebody registered with this address: the secret says that it is theirs.
    case verify(secret: String)
    /// Somebody registered with this address, which has an account.
    case known
    /// Somebody forgot the password: the secret sets another.
    case reset(secret: String)
}

/// Carries letters. It takes them at once, and tells nobody here what became of them.
package protocol Post: Sendable {
    /// Takes a letter to this address, in this language where it is known.
    func send(_ letter: LetterKind, to address: EmailAddress, locale: String?)
}
