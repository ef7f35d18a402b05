package import Wire

/// Why a token is not taken.
package struct TokenFailure: Error, Equatable {
    /// `token_invalid` or `token_expired`.
    package let code: ErrorCode
    /// A sentence for whoever writes the client. It says nothing that helps to forge a token.
    package let message: String

    /// A token that is not taken.
    package init(code: ErrorCode, message: String) {
        self.code = code
        self.message = message
    }

    /// As the answer to an event.
    package var event: EventError { EventError(code, message) }
}
