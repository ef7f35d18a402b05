package import Loop

/// The thread that compares finished characters with their references: slow work that no loop and no ink has to wait for.
///
/// One is enough for a node: a character takes it some hundred microseconds, and a learner some seconds.
package final class AnalysisLane: Sendable {
    private let lane: Lane
    private let desk = Desk()

    /// Starts the thread.
    package init() throws(SystemError) { lane = try Lane(name: "analysis") }

    /// Any thread: has what waits there analysed.
    func schedule(_ analyses: SessionAnalyses) {
        lane.remote.execute { [desk] _ in analyses.work(desk.raster) }
    }

    /// Ends the thread once it has done what was left there before, and waits for it.
    package func stop() { lane.stop() }

    /// Sendable, although the raster is not: only work on the lane touches it.
    private final class Desk: @unchecked Sendable {
        let raster = CharacterRaster()
    }
}
