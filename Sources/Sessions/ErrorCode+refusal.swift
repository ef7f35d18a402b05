import Wire

extension ErrorCode {
    /// What a client is told before the transport closes its connection with this code.
    init(refusing code: CloseCode) {
        switch code {
        case .messageTooBig: self = .messageTooBig
        case .invalidPayload: self = .payloadInvalid
        case .policyViolation: self = .fragmentsTooMany
        default: self = .framingInvalid
        }
    }
}
