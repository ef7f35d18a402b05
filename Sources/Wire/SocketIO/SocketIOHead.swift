/// Writes packets' heads: what stands before the payload.
public enum SocketIOHead {
    /// Appends the head of a packet; with attachments the type becomes the binary one.
    public static func append(
        _ type: SocketIOPacketType, attachments: Int = 0, namespace: String, id: UInt64? = nil, to bytes: inout [UInt8]
    ) {
        bytes.append(binary(type, attachments).rawValue)
        if attachments > 0 {
            append(UInt64(attachments), to: &bytes)
            bytes.append(UInt8(ascii: "-"))
        }
        if namespace != "/" {
            bytes.append(contentsOf: namespace.utf8)
            bytes.append(UInt8(ascii: ","))
        }
        if let id { append(id, to: &bytes) }
    }

    private static func binary(_ type: SocketIOPacketType, _ attachments: Int) -> SocketIOPacketType {
        guard attachments > 0 else { return type }
        return type == .acknowledgement ? .binaryAcknowledgement : .binaryEvent
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(number).utf8)
    }
}
