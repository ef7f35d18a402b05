import Loop
import Sessions
import Transport
import Wire

/// `GET /metrics`: the counters of all loops, added up when somebody asks, in Prometheus' text format.
struct Metrics {
    private var text = ""

    /// The page, from what each loop counted and from what the store holds.
    static func page(
        _ loops: [SessionCounters], sessions: Int, limits: LimitCounters, lostRecordings: UInt64
    ) -> String {
        var metrics = Metrics()
        func sum(_ figure: (SessionCounters) -> UInt64) -> UInt64 { loops.reduce(0) { $0 + figure($1) } }
        metrics.add("connections", "gauge", "WebSockets that are open.", sum { $0.connections.current })
        metrics.add("sessions", "gauge", "Sessions that are written in or wait for their client.", UInt64(sessions))
        metrics.add("connections_opened_total", "counter", "WebSockets opened.", sum { $0.connectionsOpened.current })
        metrics.add("sessions_started_total", "counter", "Sessions begun.", sum { $0.sessionsStarted.current })
        metrics.add("sessions_resumed_total", "counter", "Sessions taken up again.", sum { $0.sessionsResumed.current })
        metrics.add(
            "sessions_watched_total", "counter", "Times somebody followed one.", sum { $0.sessionsWatched.current })
        metrics.add("events_received_total", "counter", "Events from clients.", sum { $0.eventsReceived.current })
        metrics.add("received_bytes_total", "counter", "Bytes of those events.", sum { $0.bytesReceived.current })
        metrics.add("points_received_total", "counter", "Points of the pen.", sum { $0.pointsReceived.current })
        metrics.add("events_sent_total", "counter", "Events to clients.", sum { $0.eventsSent.current })
        metrics.add("sent_bytes_total", "counter", "Bytes of those events.", sum { $0.bytesSent.current })
        metrics.add("errors_sent_total", "counter", "Error events to clients.", sum { $0.errorsSent.current })
        metrics.add(
            "reading_pauses_total", "counter", "Times a full ring stopped reading.", sum { $0.readingPauses.current })
        metrics.add(limits)
        metrics.add("recordings_cut_short_total", "counter", "Session logs that do not go to the end.", lostRecordings)
        metrics.addLatency(loops)
        return metrics.text
    }

    private mutating func add(_ name: String, _ type: String, _ help: String, _ value: UInt64) {
        describe(name, type, help)
        text += "pilsun_\(name) \(value)\n"
    }

    private mutating func add(_ limits: LimitCounters) {
        describe(
            "limits_total", "counter", "Times that a client was refused, slowed or cut off, by the limit's setting.")
        for limit in Limit.allCases {
            text += "pilsun_limits_total{limit=\"\(limit.rawValue)\"} \(limits.count(limit))\n"
        }
    }

    private mutating func addLatency(_ loops: [SessionCounters]) {
        let name = "turn_latency_seconds"
        describe(name, "histogram", "From a turn's first ink to its last answer.")
        let readings = loops.map(\.latency.reading)
        var total: UInt64 = 0
        for bucket in 0..<LatencyHistogram.bounds {
            total += readings.reduce(0) { $0 + $1.counts[bucket] }
            text += "pilsun_\(name)_bucket{le=\"\(LatencyHistogram.bound(bucket))\"} \(total)\n"
        }
        total += readings.reduce(0) { $0 + $1.counts[LatencyHistogram.bounds] }
        text += "pilsun_\(name)_bucket{le=\"+Inf\"} \(total)\n"
        text += "pilsun_\(name)_sum \(readings.reduce(0) { $0 + $1.seconds })\npilsun_\(name)_count \(total)\n"
    }

    private mutating func describe(_ name: String, _ type: String, _ help: String) {
        text += "# HELP pilsun_\(name) \(help)\n# TYPE pilsun_\(name) \(type)\n"
    }
}
