package import Wire

/// Why a token is not taken.
package struct TokenFailure: Error, Equatable {
    /// `token_invalid` or `token_expired`.
    let code: ErrorCode
    /// A sentence for whoever writes the client. It says nothing that helps to forge a token.
    let message: String

    /// As the answer to an event.
    package var event: EventError { EventError(code, message) }
}
