import Glibc
import Loop
import Wire

/// A server's `/metrics`, read now and then: its own counters beside what the harness counts.
struct MetricsPage: Sendable {
    private let endpoint: Endpoint
    private static let timeoutSeconds = 2

    /// A page at an http:// URL.
    init(url: String) throws(InputFault) {
        do throws(Endpoint.Fault) {
            endpoint = try Endpoint(url)
        } catch {
            throw InputFault("--metrics: \(error.description)")
        }
        guard !endpoint.isSecure else { throw InputFault("--metrics reads over http:// only.") }
    }

    /// All samples of the page by their name with its labels; series of one name are added up without them.
    func read() throws(InputFault) -> [String: Double] {
        let body = try fetch()
        var samples: [String: Double] = [:]
        for line in String(decoding: body, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                continue
            }
            let series = line[..<space]
            if series.contains("le=") { continue }
            samples[String(series.prefix { $0 != "{" }), default: 0] += value
        }
        return samples
    }

    private func fetch() throws(InputFault) -> [UInt8] {
        let path = endpoint.path.isEmpty ? "/metrics" : endpoint.path
        let failure = InputFault(
            "The metrics at \(endpoint.text) cannot be read: is the server running, and is the URL right?")
        let descriptor = socket(endpoint.address.isIPv4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: Self.timeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        guard endpoint.address.connect(descriptor) else { throw failure }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(endpoint.host)\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { throw failure }
        var reader = HTTPResponseReader()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                guard count == 0, let response = reader.end() else { throw failure }
                return response.body
            }
            var cursor = 0
            switch reader.next(buffer.span.bytes.extracting(0..<count), &cursor) {
            case .needsMore: continue
            case .response(let response):
                guard response.status.code == 200 else { throw failure }
                return response.body
            case .failure: throw failure
            }
        }
    }
}

extension SocketAddress {
    /// Connects a blocking socket; says whether that went well.
    fileprivate func connect(_ descriptor: Int32) -> Bool {
        if isIPv4 {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(truncatingIfNeeded: low).bigEndian
            return withUnsafeBytes(of: name) { Self.connect(descriptor, $0) }
        }
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &name.sin6_addr) { bytes in
            bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        return withUnsafeBytes(of: name) { Self.connect(descriptor, $0) }
    }

    private static func connect(_ descriptor: Int32, _ name: UnsafeRawBufferPointer) -> Bool {
        Glibc.connect(
            descriptor, name.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(name.count)) == 0
    }
}
