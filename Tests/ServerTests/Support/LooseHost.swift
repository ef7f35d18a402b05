import Access
import Characters
import Checking
import Logging
import Loop
import Transport
import Wire

@testable import Sessions

/// A host of sessions on a loop that the test runs itself, without sockets.
struct LooseHost {
    let loop: EventLoop
    let service: SessionService
    let host: SessionHost
    private let analyses: AnalysisLane
    private let lanes: [Lane]

    init(lanes count: Int = 0, access: AccessControl = AccessControl(nil)) throws {
        var configuration = SessionService.Configuration()
        configuration.lanes = count
        lanes = try (0..<count).map { try Lane(name: "lane \($0)") }
        analyses = try AnalysisLane()
        service = SessionService(
            configuration, source: SourceChain([HangulSource()]), lanes: lanes.map(\.remote), analysisLane: analyses,
            limits: LimitCounters(), access: access, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        loop = try EventLoop(receiveBytes: 4096)
        host = SessionHost(loop: loop, service: service)
    }

    func session(_ id: String) throws -> Session {
        try service.makeSession(.unnamed, isNamed: true, id: id)
    }

    func stop() {
        host.stop()
        for lane in lanes { lane.stop() }
        analyses.stop()
    }
}

/// A channel that keeps what is sent.
final class KeptChannel: MessageChannel {
    private(set) var texts: [String] = []
    private(set) var closed: CloseCode?

    func send(text: RawSpan) { texts.append(text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }) }
    func send(binary: RawSpan) {}
    func close(_ code: CloseCode, reason: String) { closed = code }
    func pauseReading() {}
    func resumeReading() {}
    var queuedBytes: Int { 0 }
    var remoteAddress: SocketAddress { SocketAddress(127, 0, 0, 1, port: 1) }
    var subprotocol: String? { nil }
}
