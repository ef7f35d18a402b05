/// One packet of a payload.
public enum EnginePacket: Equatable, Sendable {
    /// A packet of text; where its data lies in the payload, behind the digit.
    case text(EnginePacketType, Range<Int>)
    /// A binary message.
    case binary([UInt8])
}
