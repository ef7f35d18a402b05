import Glibc
import Loop

/// A blocking TCP client for tests: says exactly these bytes, and waits at most five seconds for an answer.
final class RawClient {
    private let descriptor: Int32

    /// Connects from 127.0.0.`host`. A `receiveBuffer` makes a reader that is soon full.
    init(_ address: SocketAddress, from host: UInt32 = 1, receiveBuffer: Int32? = nil) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var bytes = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, 4) }
        var home = sockaddr_in()
        home.sin_family = sa_family_t(AF_INET)
        home.sin_addr.s_addr = (0x7F00_0000 | host).bigEndian
        _ = withUnsafeBytes(of: home) {
            bind(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = address.port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafeBytes(of: name) {
            connect(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
        precondition(status == 0, "the server listens")
        var timeout = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Whether somebody listens there.
    static func connects(to address: SocketAddress) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = address.port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: name) {
            connect(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        } == 0
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// As much as the other side takes in this time.
    func send(_ bytes: [UInt8], withinMilliseconds milliseconds: Int) {
        var patience = timeval(tv_sec: 0, tv_usec: milliseconds * 1000)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        send(bytes)
    }

    /// No more will be sent; what comes is still read.
    func end() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes next; empty at the end, nil when nothing comes in time.
    func receive(atMost count: Int) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        let received = recv(descriptor, &buffer, count, 0)
        return received < 0 ? nil : Array(buffer[..<received])
    }

    /// What has come when the condition holds or the server has closed. Nil when neither happens in time.
    func read(until isEnough: ([UInt8]) -> Bool = { _ in false }) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !isEnough(bytes) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return bytes }
            if count < 0 { return errno == ECONNRESET ? bytes : nil }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// The same as text.
    func readText(until isEnough: (String) -> Bool = { _ in false }) -> String? {
        read { isEnough(String(decoding: $0, as: UTF8.self)) }.map { String(decoding: $0, as: UTF8.self) }
    }
}
