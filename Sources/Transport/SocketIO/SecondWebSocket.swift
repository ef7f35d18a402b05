import Wire

/// Turns away a WebSocket of a session that has one.
final class SecondWebSocket: MessageChannelDelegate {
    func channelOpened(_ channel: any MessageChannel) {
        channel.close(.policyViolation, reason: "this session has its WebSocket")
    }

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {}

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {}

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {}
}
