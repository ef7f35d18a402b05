import Loop
import Wire

/// What the connections of one loop share. Confined to its loop.
final class TransportContext {
    unowned let loop: EventLoop
    let handler: any RequestHandler
    let limits: TransportLimits
    let deflate: WebSocketDeflate?
    /// The contexts of all loops, this one among them, by their loops' index. Set before the loops run.
    var peers: [LoopConfined<TransportContext>] = []

    init(_ loop: EventLoop, _ handler: any RequestHandler, _ configuration: TransportConfiguration) {
        self.loop = loop
        self.handler = handler
        limits = configuration.limits
        deflate = configuration.deflate
    }
}
