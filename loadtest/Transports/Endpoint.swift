import Loop

/// Where a server is, taken from a URL: its address, what to call it, and the path.
struct Endpoint: Equatable, Sendable {
    /// A URL that cannot be used, and what to write instead.
    struct Fault: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    /// The URL as it was given.
    let text: String
    let address: SocketAddress
    let isSecure: Bool
    /// For the `Host` field: name or address, with the port.
    let host: String
    /// What a certificate must name.
    let name: String
    /// The path with its query, empty where the URL names none: then the transport's own.
    private(set) var path: String

    /// Reads `ws://`, `wss://`, `http://` or `https://`, a numeric address or `localhost`, a port, a path.
    init(_ text: String) throws(Fault) {
        self.text = text
        guard let colon = text.range(of: "://") else {
            throw Fault(description: "“\(text)” is no URL: write it as ws://127.0.0.1:8080.")
        }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard let standard: UInt16 = ["ws": 80, "http": 80, "wss": 443, "https": 443][scheme] else {
            throw Fault(description: "“\(text)” begins with “\(scheme)://”: use ws://, wss://, http:// or https://.")
        }
        isSecure = standard == 443
        let rest = text[colon.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        path = rest[slash...] == "/" ? "" : String(rest[slash...])
        let (name, port) = try Self.divide(authority, standard, text)
        let numeric = name == "localhost" ? "127.0.0.1" : name
        guard let address = SocketAddress(numeric, port: port) else {
            throw Fault(
                description:
                    "“\(name)” is not a numeric address: names are not looked up, so that a load test never goes "
                    + "astray. Write its address, such as 127.0.0.1.")
        }
        self.address = address
        host = String(authority)
        self.name = name
    }

    /// The same server; where the URL names no path, this one.
    func at(_ path: String) -> Endpoint {
        var endpoint = self
        if endpoint.path.isEmpty { endpoint.path = path }
        return endpoint
    }

    private static func divide(
        _ authority: Substring, _ standard: UInt16, _ text: String
    ) throws(Fault) -> (name: String, port: UInt16) {
        let isBracketed = authority.hasPrefix("[")
        let end = isBracketed ? authority.firstIndex(of: "]") ?? authority.endIndex : authority.firstIndex(of: ":")
        guard let end, end < authority.endIndex else {
            guard !authority.isEmpty, !isBracketed else { throw Fault(description: "“\(text)” names no server.") }
            return (String(authority), standard)
        }
        let name = isBracketed ? authority[authority.index(after: authority.startIndex)..<end] : authority[..<end]
        let behind = isBracketed ? authority[authority.index(after: end)...] : authority[end...]
        guard !behind.isEmpty else { return (String(name), standard) }
        guard behind.first == ":", let port = UInt16(behind.dropFirst()), port > 0 else {
            throw Fault(description: "The port in “\(text)” is not a number from 1 to 65535.")
        }
        return (String(name), port)
    }
}

extension String {
    /// Where a piece of text stands first, without Foundation.
    fileprivate func range(of piece: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(piece) { return start..<index(start, offsetBy: piece.count) }
            start = index(after: start)
        }
        return nil
    }
}
