package import Access
package import Accounts
internal import Loop
package import Records
internal import Wire

/// `/api/v1`: accounts, records, lessons and classes over HTTP, as `protocol/openapi.yaml` says it.
///
/// What is asked for is an ``Endpoint``; the manners that all of them share (who asks, how often, in what form, and how a failure is told) are in
/// `Manners`. Any loop may ask; nothing here holds a loop up.
package final class API: Sendable {
    /// What an operator sets.
    package struct Configuration: Sendable {
        /// Requests a minute for an account or, without one, an address; 0 for no limit.
        package var requestsPerMinute = 100
        /// Whether cookies are for HTTPS alone.
        package var hasSecureCookies = false

        /// The defaults.
        package init() {}
    }

    /// Why a request failed for which nobody but the server is to blame, for its log.
    package typealias Notice = @Sendable (_ request: String, _ path: String, _ sentence: String) -> Void

    let configuration: Configuration
    /// Nil where the server keeps no records: then what needs them answers 503.
    let accounts: Accounts?
    let foreign: AccessControl
    let judge: any InkJudge
    let callers = CallerBook()
    let limit: RateLimit
    /// Failed sign-ins of one address on one account.
    let failures: RateLimit
    let notice: Notice
    /// Where the engine folds what is asked of it here: no more than one at once, behind those who write.
    let bench = WorkerPool(name: "judging", threads: 1, queue: 64, priority: .lowest)

    /// The API over these records.
    ///
    /// - Parameters:
    ///   - foreign: knows the operator's own tokens.
    ///   - judge: what the engine says of ink.
    package init(
        _ configuration: Configuration, accounts: Accounts?, foreign: AccessControl, judge: any InkJudge,
        notice: @escaping Notice
    ) {
        self.configuration = configuration
        self.accounts = accounts
        self.foreign = foreign
        self.judge = judge
        self.notice = notice
        limit = RateLimit(configuration.requestsPerMinute)
        failures = RateLimit(configuration.requestsPerMinute == 0 ? 0 : 10)
    }

    /// Takes nothing more of what a loop does not do itself. Not to be called from a loop.
    package func stop() { bench.stop() }

    /// Devices were signed out: what they were given is worth nothing any more.
    package func end(_ devices: [RecordID]) { callers.end(devices, at: .now) }

    /// Whether a device was signed out while its tokens may still be about.
    package func hasEnded(_ device: RecordID) -> Bool { callers.hasEnded(device) }

    var endpoints: [Endpoint] {
        Self.documents + Self.signing + Self.devices + Self.profile + Self.moving + Self.history + Self.classrooms
            + Self.learning
    }
}
