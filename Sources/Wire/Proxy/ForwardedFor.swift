/// Who a request comes from, by `X-Forwarded-For`.
///
/// Every proxy appends whom it was talking to, so the list is read from its end: as long as the speaker is trusted, the
/// element before it is believed. What stands left of the first address that is not trusted may have been invented by the client.
public enum ForwardedFor {
    /// The client of a request that arrived from `peer`.
    ///
    /// - Returns: the peer itself where it is not trusted, where there is no such field, or where the field cannot be read.
    public static func client(_ headers: HTTPHeaders, peer: IPAddress, trusted: [AddressBlock]) -> IPAddress {
        var speaker = peer
        for element in headers.elements("x-forwarded-for").reversed() {
            guard trusted.contains(where: { $0.contains(speaker) }) else { break }
            guard let address = address(element) else { break }
            speaker = address
        }
        return speaker
    }

    /// An address, perhaps with a port behind it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
    private static func address(_ element: String) -> IPAddress? {
        if let address = IPAddress(element) { return address }
        if element.hasPrefix("["), let end = element.firstIndex(of: "]") {
            return IPAddress(element[element.index(after: element.startIndex)..<end])
        }
        let parts = element.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? IPAddress(parts[0]) : nil
    }
}
