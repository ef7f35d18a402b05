import Loop
import Wire

/// One client's Socket.IO connection: reads its packets, and keeps its channels, one for each namespace that it is in.
///
/// Confined to its loop.
final class SocketIOConnection: MessageChannelDelegate, TimerTarget {
    let server: SocketIOServer
    private(set) var engine: (any MessageChannel)?
    private var reader: SocketIOReader
    private var namespaces: SocketIONamespaces
    private var channels: [SocketIOChannel?]
    private var patience = TimerToken.none

    init(_ server: SocketIOServer) {
        self.server = server
        reader = SocketIOReader(limits: server.configuration.limits)
        namespaces = SocketIONamespaces(names: server.namespaces.map(\.name))
        channels = Array(repeating: nil, count: server.namespaces.count)
    }

    func channelOpened(_ channel: any MessageChannel) {
        engine = channel
        waitForNamespace()
    }

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
        do throws(SocketIOViolation) {
            guard let packet = try reader.read(text) else { return }
            take(packet, text, attachments: [])
        } catch {
            violated(error)
        }
    }

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {
        do throws(SocketIOViolation) {
            guard let whole = try reader.read(binary: data) else { return }
            take(whole.packet, whole.text.span.bytes, attachments: whole.attachments)
        } catch {
            violated(error)
        }
    }

    private func take(_ packet: SocketIOPacket, _ text: RawSpan, attachments: [[UInt8]]) {
        let payload = text.extracting(packet.payload)
        switch namespaces.take(packet) {
        case .deliver(let index): channels[index]?.take(packet, payload, attachments: attachments)
        case .connect(let index):
            let channel = SocketIOChannel(self, index: index, name: packet.namespace)
            channels[index] = channel
            channel.connect(auth: payload)
        case .refuse(let name): refuse(name, message: "Invalid namespace", data: nil)
        case .leave(let index):
            close(index, .normal)
            waitForNamespace()
        case .ignore: break
        case .violation(let violation): violated(violation)
        }
    }

    /// The specification wants the connection closed; who holds a channel may still say why.
    private func violated(_ violation: SocketIOViolation) {
        for channel in channels {
            channel?.delegate?.channel(channel!, refused: .protocolError, reason: violation.reason)
        }
        engine?.close(.protocolError, reason: violation.reason)
    }

    func channel(_ channel: any MessageChannel, refused code: CloseCode, reason: String) {
        for channel in channels { channel?.delegate?.channel(channel!, refused: code, reason: reason) }
    }

    func channelCongested(_ channel: any MessageChannel) {
        for channel in channels { channel?.delegate?.channelCongested(channel!) }
        if namespaces.isIdle { channel.close(.tryAgainLater, reason: "you read too slowly") }
    }

    func channelDrained(_ channel: any MessageChannel) {
        for channel in channels { channel?.delegate?.channelDrained(channel!) }
    }

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {
        engine = nil
        server.loop.cancelTimer(patience)
        for index in channels.indices { close(index, code) }
    }

    private func close(_ index: Int, _ code: CloseCode) {
        guard let channel = channels[index] else { return }
        channels[index] = nil
        channel.tellClosed(code)
        if channel.isPaused { updateReading() }
    }
}

@available(*, unavailable)
extension SocketIOConnection: Sendable {}

// What channels ask for.
extension SocketIOConnection {
    /// Sends a packet; `write` appends its payload.
    func send(
        _ type: SocketIOPacketType, _ namespace: String, id: UInt64? = nil, attachments: [[UInt8]] = [],
        _ write: (inout [UInt8]) -> Void = { _ in }
    ) {
        guard let engine else { return }
        var packet = server.packets.take()
        SocketIOHead.append(type, attachments: attachments.count, namespace: namespace, id: id, to: &packet)
        write(&packet)
        engine.send(text: packet.span.bytes)
        server.packets.give(packet)
        for attachment in attachments { engine.send(binary: attachment.span.bytes) }
    }

    func refuse(_ namespace: String, message: String, data: [UInt8]?) {
        var json = JSONWriter()
        json.raw("{\"message\":")
        json.string(message)
        if let data {
            json.raw(",\"data\":")
            json.bytes += data
        }
        json.raw("}")
        send(.connectError, namespace) { $0 += json.bytes }
    }

    func granted(_ channel: SocketIOChannel) {
        namespaces.granted(channel.index)
        server.loop.cancelTimer(patience)
    }

    func refused(_ channel: SocketIOChannel) {
        namespaces.refused(channel.index)
        close(channel.index, .policyViolation)
        waitForNamespace()
    }

    func expelled(_ channel: SocketIOChannel, _ code: CloseCode) {
        namespaces.expelled(channel.index)
        close(channel.index, code)
        waitForNamespace()
    }

    func updateReading() {
        let isPaused = channels.contains { $0?.isPaused == true }
        if isPaused { engine?.pauseReading() } else { engine?.resumeReading() }
    }

    private func waitForNamespace() {
        guard namespaces.isIdle, engine != nil else { return }
        server.loop.cancelTimer(patience)
        patience = server.loop.startTimer(afterMilliseconds: server.configuration.connectMilliseconds, self)
    }

    /// The client is in no namespace and has had the time to ask for one.
    func timerFired(_ kind: Int) {
        guard namespaces.isIdle else { return }
        engine?.close(.policyViolation, reason: "you are in no namespace")
    }
}
