import Wire

/// What an operator says about compression.
struct CompressionSettings: Sendable {
    /// Whether clients that offer permessage-deflate get it.
    var isOn = false
    /// What it may use then.
    var rules = WebSocketDeflate()

    /// The rules where it is on, otherwise nil.
    var granted: WebSocketDeflate? { isOn ? rules : nil }
}
