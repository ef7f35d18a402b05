import Glibc
import Loop
import Synchronization

/// A server that does to each connection what the test says, on a thread of its own: silence, lies, resets.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let counter: Counter
    private let thread: LoopThread

    /// `serve` gets each connection's descriptor and its number from 0, on a thread of its own; it is closed afterwards.
    init(_ serve: @escaping @Sendable (Int32, Int) -> Void) throws {
        let (descriptor, port) = Self.listen()
        listener = descriptor
        self.port = port
        let count = Counter()
        counter = count
        thread = try LoopThread(name: "scripted") {
            var threads: [LoopThread] = []
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { break }
                let number = count.next()
                let thread = try? LoopThread(name: "scripted \(number)") {
                    serve(client, number)
                    close(client)
                }
                if let thread { threads.append(thread) }
            }
            for thread in threads { thread.join() }
        }
    }

    private final class Counter: Sendable {
        private let value = Atomic<Int>(0)

        func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }

        var current: Int { value.load(ordering: .relaxed) }
    }

    /// Connections so far.
    var connections: Int { counter.current }

    /// No more connections; those that are served go on to their end.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        thread.join()
        close(listener)
    }

    /// A listening socket on a free loopback port.
    static func listen() -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &name) { bytes in
            let address = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            _ = bind(descriptor, address, size)
            _ = Glibc.listen(descriptor, 16)
            getsockname(descriptor, address, &size)
        }
        return (descriptor, UInt16(bigEndian: name.sin_port))
    }
}
