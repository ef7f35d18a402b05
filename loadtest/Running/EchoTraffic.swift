import Wire

/// The same message over and over, for a server that sends it back.
final class EchoTraffic: ClosedLoopTraffic {
    let wire = WireForm.webSocketText
    let path = "/"
    private let frame: [UInt8]
    private let payloadBytes: Int

    /// Messages of this size.
    init(bytes: Int) {
        payloadBytes = bytes
        frame = WireForm.frame(.binary, [UInt8](repeating: 0x61, count: bytes))
    }

    func withNext(_ body: (UnsafeRawBufferPointer) -> Void) { frame.withUnsafeBytes(body) }

    func isAnswer(_ event: RawSpan) -> Bool { event.byteCount == payloadBytes }
}
