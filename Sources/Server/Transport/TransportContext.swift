import Loop
import Wire

/// What the connections of one loop share. Confined to its loop.
final class TransportContext {
    unowned let loop: EventLoop
    let handler: any RequestHandler
    let limits: TransportLimits
    let deflate: WebSocketDeflate?

    init(_ loop: EventLoop, _ handler: any RequestHandler, _ configuration: TransportConfiguration) {
        self.loop = loop
        self.handler = handler
        limits = configuration.limits
        deflate = configuration.deflate
    }
}
