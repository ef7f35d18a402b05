internal import CUV
internal import Glibc

/// Finds the address of a host, without holding the loop up.
public enum NameLookup {
    private final class Request {
        let name: String
        let port: UInt16
        let completion: (Result<SocketAddress, SystemError>) -> Void

        init(_ name: String, _ port: UInt16, _ completion: @escaping (Result<SocketAddress, SystemError>) -> Void) {
            self.name = name
            self.port = port
            self.completion = completion
        }
    }

    /// Answers with the first address of the host: at once where its name is a number, in a later turn of the loop otherwise.
    public static func find(
        _ name: String, port: UInt16, on loop: EventLoop,
        _ completion: @escaping (Result<SocketAddress, SystemError>) -> Void
    ) {
        if let address = SocketAddress(name, port: port) { return completion(.success(address)) }
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
        guard status == 0, let address = list?.pointee.ai_addr, let size = list?.pointee.ai_addrlen else {
            return finish(request, .failure(SystemError("look up \(asked.name)", code: EHOSTUNREACH)))
        }
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: min(Int(size), $0.count)))
        }
        let found = SocketAddress(storage)
        finish(request, .success(SocketAddress(high: found.high, low: found.low, port: asked.port)))
    }

    private static func finish(
        _ request: UnsafeMutablePointer<uv_getaddrinfo_t>, _ result: Result<SocketAddress, SystemError>
    ) {
        let asked = Unmanaged<Request>.fromOpaque(request.pointee.data).takeRetainedValue()
        request.deallocate()
        asked.completion(result)
    }
}
