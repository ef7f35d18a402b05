import Logging
import Synchronization

/// Logs to standard error, at a level that can be changed while the server runs, for all its loggers at once.
struct AdjustableLogHandler: LogHandler {
    /// The level that all handlers share.
    final class SharedLevel: Sendable {
        private let index: Atomic<Int>

        init(_ level: Logger.Level) { index = Atomic(Self.index(level)) }

        var level: Logger.Level {
            get { Logger.Level.allCases[index.load(ordering: .relaxed)] }
            set { index.store(Self.index(newValue), ordering: .relaxed) }
        }

        private static func index(_ level: Logger.Level) -> Int { Logger.Level.allCases.firstIndex(of: level)! }
    }

    private var base: StreamLogHandler
    private let shared: SharedLevel

    init(label: String, level: SharedLevel) {
        base = StreamLogHandler.standardError(label: label)
        // The handler below lets everything through that the logger has let through.
        base.logLevel = .trace
        shared = level
    }

    var logLevel: Logger.Level {
        get { shared.level }
        set { shared.level = newValue }
    }

    var metadata: Logger.Metadata {
        get { base.metadata }
        set { base.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { base[metadataKey: key] }
        set { base[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\(LogText.sentence(event.message.description))"
        event.metadata = event.metadata?.mapValues(LogText.value)
        base.log(event: event)
    }
}
