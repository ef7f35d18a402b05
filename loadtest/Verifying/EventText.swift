/// The text of a server's event as `pilsun check` prints it: less its number.
enum EventText {
    /// `["stroke:fit",{"seq":7,"character":0,…}]` becomes `["stroke:fit",{"character":0,…}]`.
    static func withoutNumber(_ event: RawSpan) -> [UInt8] {
        let bytes = event.withUnsafeBytes { Array($0) }
        let field = Array(#","#.utf8) + Array(#"{"seq":"#.utf8)
        guard let comma = bytes.firstIndex(of: UInt8(ascii: ",")), bytes[comma...].starts(with: field) else {
            return bytes
        }
        let behind = bytes[(comma + field.count)...]
        guard let end = behind.firstIndex(where: { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return bytes
        }
        let rest = bytes[end] == UInt8(ascii: ",") ? bytes[(end + 1)...] : bytes[end...]
        return bytes[...comma] + [UInt8(ascii: "{")] + rest
    }

    /// Whether this is the judgement of a whole character, which has no place among the outputs.
    static func isAnalysis(_ event: [UInt8]) -> Bool { event.starts(with: #"["analysis:result""#.utf8) }
}
