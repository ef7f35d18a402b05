/// Finds pieces of JSON text without reading them: enough to take apart the lines of `pilsun check`, whose form is known.
enum JSONElements {
    /// The text of a member of the outermost object, nil where it has none of this name.
    static func member(_ name: String, of object: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let key = Array("\"\(name)\":".utf8)
        return elements(of: object).first { $0.starts(with: key) }?.dropFirst(key.count)
    }

    /// The texts of the outermost array's elements, or of the outermost object's members.
    static func elements(of container: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var elements: [ArraySlice<UInt8>] = []
        var depth = 0, isInString = false, isEscaped = false
        var start = container.startIndex
        for place in container.indices {
            let byte = container[place]
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    if depth == 1 { start = place + 1 }
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth -= 1
                    if depth == 0, place > start { elements.append(container[start..<place]) }
                case UInt8(ascii: ","):
                    guard depth == 1 else { break }
                    elements.append(container[start..<place])
                    start = place + 1
                default: break
                }
            }
        }
        return elements
    }

    /// A text without its quotation marks; nil where it is none, or one with escapes.
    static func string(_ text: ArraySlice<UInt8>?) -> String? {
        guard let text, text.count >= 2, text.first == UInt8(ascii: "\""), !text.contains(UInt8(ascii: "\\")) else {
            return nil
        }
        return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
}
