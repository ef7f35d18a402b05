import Loop
import Wire

/// A blocking pen client for tests: sends events to `/ws`, and keeps what the server says.
final class LiveClient {
    private let raw: RawClient
    private var bytes: [UInt8] = []
    /// All events so far, as they came.
    private(set) var events: [String] = []

    /// The upgrade's response.
    let head: String
    /// The code of the close frame that has come.
    private(set) var closeCode: UInt16?

    /// A client behind the upgrade.
    init(_ address: SocketAddress, receiveBuffer: Int32? = nil, headers: String = "") {
        raw = RawClient(address, receiveBuffer: receiveBuffer)
        raw.send(
            "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(headers)\r\n")
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), let byte = raw.receive(atMost: 1)?.first {
            head.append(byte)
        }
        precondition(head.starts(with: "HTTP/1.1 101".utf8), "the server upgrades")
        self.head = String(decoding: head, as: UTF8.self)
    }

    /// Sends an event.
    func send(_ event: String) { send([Array(event.utf8)]) }

    /// Sends events in one write.
    func send(_ events: [[UInt8]]) {
        var bytes: [UInt8] = []
        for event in events {
            // A key of zeros masks nothing.
            FrameEncoder.Header(.text, length: event.count, mask: 0).withBytes { bytes += $0 }
            bytes += event
        }
        raw.send(bytes)
    }

    /// Waits for an event of this name that meets the condition; nil when the server closes or five seconds pass before.
    @discardableResult
    func wait(for name: String, where isMeant: (String) -> Bool = { _ in true }) -> String? {
        var index = 0
        while true {
            while index < events.count {
                if events[index].hasPrefix("[\"\(name)\"") && isMeant(events[index]) { return events[index] }
                index += 1
            }
            guard let more = raw.receive(atMost: 1 << 16), !more.isEmpty else { return nil }
            bytes += more
            takeFrames()
        }
    }

    /// Waits for the server's close, and answers its code; nil when it ends without one or five seconds pass before.
    func waitForClose() -> UInt16? {
        while closeCode == nil, let more = raw.receive(atMost: 1 << 16), !more.isEmpty {
            bytes += more
            takeFrames()
        }
        return closeCode
    }

    /// Answers the server's close.
    func close() { raw.send([0x88, 0x80, 0, 0, 0, 0]) }

    private func takeFrames() {
        while let frame = firstFrame() {
            if bytes[0] == 0x88, frame.count >= 2 {
                closeCode = UInt16(bytes[frame.lowerBound]) << 8 | UInt16(bytes[frame.lowerBound + 1])
            }
            if bytes[0] == 0x81 { events.append(String(decoding: bytes[frame], as: UTF8.self)) }
            bytes.removeFirst(frame.upperBound)
        }
    }

    /// Where the payload of the first frame lies, once it is whole.
    private func firstFrame() -> Range<Int>? {
        guard bytes.count >= 2 else { return nil }
        var start = 2, length = Int(bytes[1])
        if length == 126 || length == 127 {
            start += length == 126 ? 2 : 8
            guard bytes.count >= start else { return nil }
            length = bytes[2..<start].reduce(0) { $0 << 8 | Int($1) }
        }
        return bytes.count >= start + length ? start..<start + length : nil
    }
}
