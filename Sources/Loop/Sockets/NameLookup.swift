internal import CUV
internal import Glibc

/// Finds the addresses of a host, without holding the loop up.
public enum NameLookup {
    private final class Request {
        let name: String
        let port: UInt16
        let completion: (Result<[SocketAddress], SystemError>) -> Void

        init(_ name: String, _ port: UInt16, _ completion: @escaping (Result<[SocketAddress], SystemError>) -> Void) {
            self.name = name
            self.port = port
            self.completion = completion
        }
    }

    /// Answers with the addresses of the host, of which there is at least one, in the order in which to try them: at once where its name is a number, in a later turn of the loop otherwise.
    public static func find(
        _ name: String, port: UInt16, on loop: EventLoop,
        _ completion: @escaping (Result<[SocketAddress], SystemError>) -> Void
    ) {
        if let address = SocketAddress(name, port: port) { return completion(.success([address])) }
        let request = UnsafeMutablePointer<uv_getaddrinfo_t>.allocate(capacity: 1)
        // Held until the callback, which comes exactly once.
        request.pointee.data = Unmanaged.passRetained(Request(name, port, completion)).toOpaque()
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        let status = uv_getaddrinfo(loop.uv, request, answered, name, nil, &hints)
        guard status != 0 else { return }
        finish(request, .failure(SystemError("look up \(name)", code: -status)))
    }

    private static let answered: uv_getaddrinfo_cb = { request, status, list in
        guard let request else { return }
        defer { uv_freeaddrinfo(list) }
        let asked = Unmanaged<Request>.fromOpaque(request.pointee.data).takeUnretainedValue()
        var found: [SocketAddress] = [], next = status == 0 ? list : nil
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr else { continue }
            var storage = sockaddr_storage()
            withUnsafeMutableBytes(of: &storage) {
                $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: min(Int(entry.ai_addrlen), $0.count)))
            }
            let socket = SocketAddress(storage)
            found.append(SocketAddress(high: socket.high, low: socket.low, port: asked.port))
        }
        guard !found.isEmpty else {
            return finish(request, .failure(SystemError("look up \(asked.name)", code: EHOSTUNREACH)))
        }
        finish(request, .success(found))
    }

    private static func finish(
        _ request: UnsafeMutablePointer<uv_getaddrinfo_t>, _ result: Result<[SocketAddress], SystemError>
    ) {
        let asked = Unmanaged<Request>.fromOpaque(request.pointee.data).takeRetainedValue()
        request.deallocate()
        asked.completion(result)
    }
}
