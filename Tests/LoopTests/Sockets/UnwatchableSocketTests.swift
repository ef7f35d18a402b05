import Glibc
import Testing

@testable import Loop

/// What the system does not let a loop watch.
@Suite struct UnwatchableSocketTests {
    @Test func `a descriptor that cannot be watched is an error, and nothing worse`() throws {
        let loop = try EventLoop(receiveBytes: 4096)
        // epoll watches no regular files.
        let file = open("/proc/self/exe", O_RDONLY)
        defer { close(file) }
        let address = try #require(SocketAddress("127.0.0.1", port: 1))
        #expect(throws: SystemError.self) {
            _ = try TCPConnection(loop, descriptor: file, remoteAddress: address, state: .open)
        }
    }
}
