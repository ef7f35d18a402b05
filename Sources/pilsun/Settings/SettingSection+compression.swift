import Wire

extension SettingSection {
    /// Whether messages are compressed, and what that may cost.
    static var compression: SettingSection {
        SettingSection(
            "Compression",
            [
                .flag(
                    "deflate", \.compression.isOn,
                    "Agree to permessage-deflate (RFC 7692) with WebSocket clients that offer it: for slow networks. Events are small, and compressing one takes longer than all else that is done for it."
                ),
                .count(
                    "deflate-minimum-bytes", \.compression.rules.minimumBytes, in: 0...1_073_741_824, of: "bytes",
                    "The length from which a message to such a client is compressed."),
                .count(
                    "deflate-memory-bytes", \.compression.rules.contextBytes, in: 0...1_099_511_627_776, of: "bytes",
                    "Memory, over all clients, for windows that are kept from message to message. A client that comes when it is used up keeps none."
                ),
            ])
    }
}
