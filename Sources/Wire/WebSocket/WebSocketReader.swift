/// Reads WebSocket frames (RFC 6455) from a stream of bytes, however it is cut; does no I/O and knows no time.
///
/// The common case is a whole message in one frame that lies whole in the receive buffer: it is unmasked where it lies and
/// handed out without a copy. What is cut by the end of the buffer, or comes in parts, is collected, unmasked on its
/// way, and checked on its way: text for UTF-8, so that a message is refused at its first wrong byte, and every size
/// before memory is spent on it.
///
/// A class, because its owner is one: a struct's step would be one long access to the owner's field, which the runtime
/// checks for exclusivity at some hundred instructions a message.
public final class WebSocketReader {
    /// Which side reads. Clients mask, servers don't, and each refuses the other way.
    public enum Role: Sendable {
        /// Frames come from a client.
        case server
        /// Frames come from a server.
        case client
    }

    private let role: Role
    private let limits: WebSocketLimits
    private var isFinished = false

    /// A header that the end of the buffer has cut.
    private var partialHeader = InlineArray<14, UInt8>(repeating: 0)
    private var partialCount = 0

    /// The frame whose payload is being collected, and how much of it is missing.
    private var frame: FrameHeader?
    private var missing = 0

    /// The message whose frames are being collected.
    private var messageOpcode: Opcode?
    private var messageIsCompressed = false
    private var fragments = 0
    private var validator = UTF8Validator()
    /// Asked for its length at every frame and never changed while it is read: the runtime need not look.
    @exclusivity(unchecked)
    private var message: [UInt8] = []
    /// The payload of a control frame that was cut; it may come in the midst of a message.
    private var control: [UInt8] = []

    /// permessage-deflate, when it was agreed on.
    private var inflater: Inflater?
    /// What was handed out last, kept alive until the next step.
    private var delivered: [UInt8] = []
    private var hasDelivered = false

    /// A reader at the first byte behind the upgrade.
    public convenience init(role: Role, limits: WebSocketLimits = WebSocketLimits()) {
        self.init(role: role, limits: limits, inflater: nil)
    }

    /// A reader of a connection that agreed on permessage-deflate.
    public init(role: Role, limits: WebSocketLimits, inflater: Inflater?) {
        self.role = role
        self.limits = limits
        self.inflater = inflater
    }

    /// Consumes bytes from the front of `bytes`, which are changed in place, until something is to be told.
    public func next(_ bytes: inout UnsafeMutableRawBufferPointer) -> WebSocketEvent {
        if hasDelivered { forgetDelivered() }
        guard !isFinished else {
            bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[bytes.count...])
            return .needsMore
        }
        while true {
            if frame != nil {
                guard collectPayload(&bytes) else { return stop(.invalidPayload, "The text is not UTF-8.") }
                if missing > 0 { return .needsMore }
                if let event = finishFrame() { return event }
                continue
            }
            guard let header = readHeader(&bytes) else { return .needsMore }
            if let (code, reason) = check(header) { return stop(code, reason) }
            if let event = deliverInPlace(header, &bytes) { return event }
            begin(header)
        }
    }

    private func forgetDelivered() {
        delivered = []
        hasDelivered = false
    }

    /// Ends reading: the rest of the stream is dropped.
    private func stop(_ code: CloseCode, _ reason: String) -> WebSocketEvent {
        isFinished = true
        message = []
        return .failure(code, reason)
    }
}

@available(*, unavailable)
extension WebSocketReader: Sendable {}

extension WebSocketReader {
    /// A header from the bytes, or from the piece that was kept and the bytes. Nil when there are not enough.
    @inline(__always)
    private func readHeader(_ bytes: inout UnsafeMutableRawBufferPointer) -> FrameHeader? {
        if partialCount == 0, let header = FrameHeader(UnsafeRawBufferPointer(bytes)) {
            bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[header.byteCount...])
            return header
        }
        return bytes.isEmpty ? nil : readCutHeader(&bytes)
    }

    @inline(never)
    private func readCutHeader(_ bytes: inout UnsafeMutableRawBufferPointer) -> FrameHeader? {
        while !bytes.isEmpty {
            partialHeader[partialCount] = bytes[0]
            partialCount += 1
            bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[1...])
            let copy = partialHeader
            let header = withUnsafeBytes(of: copy) {
                FrameHeader(UnsafeRawBufferPointer(rebasing: $0[..<partialCount]))
            }
            if let header {
                partialCount = 0
                return header
            }
        }
        return nil
    }

    /// The rules of section 5 that the header alone can break.
    @inline(__always)
    private func check(_ header: FrameHeader) -> (CloseCode, String)? {
        guard (header.mask != nil) == (role == .server) else {
            return (.protocolError, role == .server ? "A client's frame is not masked." : "A server's frame is masked.")
        }
        guard !header.hasReservedBits else { return (.protocolError, "A reserved bit is set.") }
        guard let opcode = Opcode(rawValue: header.opcode) else { return (.protocolError, "The opcode is unknown.") }
        guard let length = header.length else { return (.protocolError, "The length is not in its shortest form.") }
        if opcode.isControl {
            guard header.isFinal && length <= 125 && !header.isCompressed else {
                return (.protocolError, "A control frame is long, in parts, or compressed.")
            }
            return nil
        }
        guard (opcode == .continuation) == (messageOpcode != nil) else {
            return (.protocolError, "A message begins within another, or goes on without a beginning.")
        }
        guard !header.isCompressed || (inflater != nil && opcode != .continuation) else {
            return (.protocolError, "Nobody agreed on compression.")
        }
        guard length <= limits.messageBytes - message.count else {
            return (.messageTooBig, "Messages have at most \(limits.messageBytes) bytes (max-message-bytes).")
        }
        guard fragments < limits.fragments else {
            return (.policyViolation, "Messages have at most \(limits.fragments) frames (max-fragments).")
        }
        return nil
    }

    /// The fast path: a whole message or control frame that lies in the buffer.
    @inline(__always)
    private func deliverInPlace(
        _ header: FrameHeader, _ bytes: inout UnsafeMutableRawBufferPointer
    ) -> WebSocketEvent? {
        let length = header.length!
        guard bytes.count >= length, header.isFinal, header.opcode != Opcode.continuation.rawValue, !header.isCompressed
        else { return nil }
        let payload = UnsafeMutableRawBufferPointer(rebasing: bytes[..<length])
        bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[length...])
        let isASCII = header.mask.map { Masking.applyCollectingBits($0, to: payload) } ?? false
        let whole = UnsafeRawBufferPointer(payload)
        switch Opcode(rawValue: header.opcode)! {
        case .text:
            if isASCII || UTF8Validator.isValid(whole) { return .text(whole) }
            return stop(.invalidPayload, "The text is not UTF-8.")
        case .binary: return .binary(whole)
        default: return controlEvent(header.opcode, whole)
        }
    }
}

extension WebSocketReader {
    /// Starts to collect a frame's payload.
    private func begin(_ header: FrameHeader) {
        frame = header
        missing = header.length!
        let opcode = Opcode(rawValue: header.opcode)!
        guard !opcode.isControl else {
            control.removeAll(keepingCapacity: true)
            return
        }
        if opcode != .continuation {
            messageOpcode = opcode
            messageIsCompressed = header.isCompressed
            validator = UTF8Validator()
            fragments = 0
            // What is announced is not yet there: reserve some of it, let the rest grow with what really comes.
            message.reserveCapacity(min(missing, 256 * 1024))
        }
        fragments += 1
    }

    /// Moves what is there of the frame's payload, unmasked. False when it shows text that can't be UTF-8.
    private func collectPayload(_ bytes: inout UnsafeMutableRawBufferPointer) -> Bool {
        let header = frame!
        let count = min(missing, bytes.count)
        guard count > 0 else { return true }
        let piece = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
        bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
        if let mask = header.mask { Masking.apply(mask, to: piece, offset: header.length! - missing) }
        missing -= count
        if header.opcode & 0x8 != 0 {
            control.append(contentsOf: UnsafeRawBufferPointer(piece))
            return true
        }
        message.append(contentsOf: UnsafeRawBufferPointer(piece))
        return messageOpcode != .text || messageIsCompressed || validator.take(UnsafeRawBufferPointer(piece))
    }

    /// A frame is complete: a control frame is told, and so is a message with its last frame.
    private func finishFrame() -> WebSocketEvent? {
        let header = frame!
        frame = nil
        if header.opcode & 0x8 != 0 {
            delivered = control
            hasDelivered = true
            control = []
            return delivered.withUnsafeBytes { controlEvent(header.opcode, $0) }
        }
        guard header.isFinal, let opcode = messageOpcode else { return nil }
        messageOpcode = nil
        fragments = 0
        if messageIsCompressed { return finishCompressed(opcode) }
        guard opcode == .binary || validator.isComplete else {
            return stop(.invalidPayload, "The text ends within a character.")
        }
        return deliver(message, opcode)
    }

    private func finishCompressed(_ opcode: Opcode) -> WebSocketEvent {
        let inflated: [UInt8]
        do throws(InflateFailure) {
            inflated = try inflater!.inflate(message, limit: limits.messageBytes)
        } catch {
            switch error {
            case .corrupt: return stop(.invalidPayload, "The compressed message is corrupt.")
            case .tooLarge:
                return stop(.messageTooBig, "Messages have at most \(limits.messageBytes) bytes (max-message-bytes).")
            }
        }
        guard opcode == .binary || inflated.withUnsafeBytes(UTF8Validator.isValid) else {
            return stop(.invalidPayload, "The text is not UTF-8.")
        }
        return deliver(inflated, opcode)
    }

    /// Hands out collected bytes. The pointer stays good after the closure because `delivered` holds the only reference to
    /// the array and is not touched before the next step.
    private func deliver(_ bytes: [UInt8], _ opcode: Opcode) -> WebSocketEvent {
        delivered = bytes
        hasDelivered = true
        message = []
        let whole = delivered.withUnsafeBytes { $0 }
        return opcode == .text ? .text(whole) : .binary(whole)
    }

    private func controlEvent(_ opcode: UInt8, _ payload: UnsafeRawBufferPointer) -> WebSocketEvent {
        switch Opcode(rawValue: opcode)! {
        case .ping: .ping(payload)
        case .pong: .pong(payload)
        default: closeEvent(payload)
        }
    }

    /// A close frame: nothing, or a code that may be sent and a reason in UTF-8 (section 5.5.1).
    private func closeEvent(_ payload: UnsafeRawBufferPointer) -> WebSocketEvent {
        if payload.isEmpty {
            isFinished = true
            return .close(.noStatus)
        }
        guard payload.count >= 2 else { return stop(.protocolError, "A close code has two bytes.") }
        let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isAllowedOnTheWire else { return stop(.protocolError, "This close code is never sent.") }
        guard UTF8Validator.isValid(UnsafeRawBufferPointer(rebasing: payload[2...])) else {
            return stop(.invalidPayload, "The reason is not UTF-8.")
        }
        isFinished = true
        return .close(code)
    }
}
