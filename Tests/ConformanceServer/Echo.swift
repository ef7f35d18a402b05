import Transport
import Wire

/// Sends every message back. One for all channels of a loop.
final class Echo: MessageChannelDelegate {
    private var channels: [ObjectIdentifier: any MessageChannel] = [:]

    func channelOpened(_ channel: any MessageChannel) {
        channels[ObjectIdentifier(channel)] = channel
    }

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
        channel.send(text: text)
    }

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {
        channel.send(binary: data)
    }

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {
        channels[ObjectIdentifier(channel)] = nil
    }

    func closeAll() {
        for channel in channels.values { channel.close(.serviceRestart, reason: "the server restarts") }
    }
}
