internal import Records
internal import Wire

/// Objects whose members set their commas by themselves.
extension JSONWriter {
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
        default: raw(",")
        }
    }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        raw("{")
        members(&self)
        raw("}")
    }

    /// The name of a member, whose value comes next.
    mutating func member(_ name: StaticString) {
        separate()
        raw("\"")
        raw(name)
        raw("\":")
    }

    mutating func member(_ name: StaticString, _ text: String?) {
        member(name)
        string(orNull: text)
    }

    mutating func member(_ name: StaticString, _ number: Int) {
        member(name)
        integer(number)
    }

    mutating func member(_ name: StaticString, _ value: Bool) {
        member(name)
        bool(value)
    }

    mutating func member(_ name: StaticString, _ id: RecordID) { member(name, id.description) }

    mutating func member(_ name: StaticString, _ time: Timestamp?) { member(name, time.map(\.description)) }

    /// A score or a share, to four decimals.
    mutating func member(_ name: StaticString, share: Double) {
        member(name)
        fraction(share)
    }

    mutating func member(_ name: StaticString, _ texts: [String]) {
        member(name)
        list(texts) { $0.string($1) }
    }

    mutating func objects<Elements: Collection>(
        _ elements: Elements, _ members: (inout JSONWriter, Elements.Element) -> Void
    ) {
        list(elements) { json, element in json.object { members(&$0, element) } }
    }
}
