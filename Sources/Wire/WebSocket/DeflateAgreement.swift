/// What both sides have agreed on about permessage-deflate (RFC 7692, section 7.1).
public struct DeflateAgreement: Hashable, Sendable {
    /// Window of the server's compressor.
    public var serverWindowBits = 15
    /// Window of the client's compressor.
    public var clientWindowBits = 15
    /// Whether the server's window outlives a message.
    public var serverKeepsContext = true
    /// Whether the client's window outlives a message.
    public var clientKeepsContext = true

    /// The answer's `Sec-WebSocket-Extensions`.
    public var header: String {
        var header = "permessage-deflate"
        if !serverKeepsContext { header += "; server_no_context_takeover" }
        if !clientKeepsContext { header += "; client_no_context_takeover" }
        if serverWindowBits < 15 { header += "; server_max_window_bits=\(serverWindowBits)" }
        if clientWindowBits < 15 { header += "; client_max_window_bits=\(clientWindowBits)" }
        return header
    }

    /// What the connection holds from message to message, in bytes: nothing where no window is kept.
    public var keptBytes: Int {
        (serverKeepsContext ? Deflater.memoryBytes(windowBits: serverWindowBits) : 0)
            + (clientKeepsContext ? Inflater.memoryBytes(windowBits: clientWindowBits) : 0)
    }

    /// The same agreement with every message by itself, in both directions. A server may ask for that whatever was offered
    /// (sections 7.1.1.1 and 7.1.1.2).
    public var keepingNothing: DeflateAgreement {
        var agreement = self
        agreement.serverKeepsContext = false
        agreement.clientKeepsContext = false
        return agreement
    }

    /// The first of the client's offers that the server can meet; nil for none.
    public init?(offers: [String], _ deflate: WebSocketDeflate) {
        for offer in offers {
            if let agreement = DeflateAgreement(offer: offer, deflate) {
                self = agreement
                return
            }
        }
        return nil
    }

    private init?(offer: String, _ deflate: WebSocketDeflate) {
        let parts = offer.split(separator: ";", omittingEmptySubsequences: false).map {
            $0.trimmingOptionalWhitespace()
        }
        guard parts.first?.lowercased() == "permessage-deflate" else { return nil }
        serverWindowBits = deflate.serverWindowBits
        serverKeepsContext = deflate.serverContextTakeover
        clientKeepsContext = deflate.clientContextTakeover
        var seen: Set<String> = []
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0].trimmingOptionalWhitespace().lowercased()
            let value = pair.count > 1 ? Self.unquoted(pair[1].trimmingOptionalWhitespace()) : nil
            guard seen.insert(name).inserted, take(name, value, deflate) else { return nil }
        }
    }

    /// Takes one parameter of an offer; false when it can't be met, or is none.
    private mutating func take(_ name: String, _ value: String?, _ deflate: WebSocketDeflate) -> Bool {
        switch (name, value) {
        case ("server_no_context_takeover", nil):
            serverKeepsContext = false
        case ("client_no_context_takeover", nil):
            clientKeepsContext = false
        case ("server_max_window_bits", let value?):
            // zlib can't compress raw data with a window of 256 bytes.
            guard let bits = Self.windowBits(value), bits > 8 else { return false }
            serverWindowBits = min(serverWindowBits, bits)
        case ("client_max_window_bits", nil):
            clientWindowBits = deflate.clientWindowBits
        case ("client_max_window_bits", let value?):
            guard let bits = Self.windowBits(value) else { return false }
            clientWindowBits = min(deflate.clientWindowBits, bits)
        default:
            return false
        }
        return true
    }

    private static func windowBits(_ value: String) -> Int? {
        guard let bits = Int(value), (8...15).contains(bits), String(bits) == value else { return nil }
        return bits
    }

    private static func unquoted(_ value: String) -> String {
        guard value.count >= 2, value.first == "\"", value.last == "\"" else { return value }
        return String(value.dropFirst().dropLast())
    }

    /// What inflates the client's messages.
    public func makeInflater() -> Inflater {
        Inflater(windowBits: clientWindowBits, keepsContext: clientKeepsContext)
    }

    /// What compresses the server's messages.
    public func makeDeflater(level: Int) -> Deflater {
        Deflater(windowBits: serverWindowBits, keepsContext: serverKeepsContext, level: level)
    }
}
