/// Where the pen is expected next: goes on as it went. What is written of a point is how it differs from this.
struct PenPrediction: Equatable, Sendable {
    /// Coordinates in steps of the grid, and how far they went with the last point.
    var x: Int64 = 0
    var y: Int64 = 0
    var speedX: Int64 = 0
    var speedY: Int64 = 0
    /// Tenths of a millisecond and one more, 0 for none; and how far it went with the last point.
    var time: Int64 = 0
    var interval: Int64 = 0
    /// Steps of pressure and one more, 0 for none.
    var pressure: Int64 = 0

    /// Takes a point's coordinates.
    @inline(__always)
    mutating func place(_ x: Int64, _ y: Int64) {
        speedX = x - self.x
        speedY = y - self.y
        self.x = x
        self.y = y
    }

    /// Takes a point's time.
    @inline(__always)
    mutating func tick(_ time: Int64) {
        interval = time - self.time
        self.time = time
    }

    /// The first point came from nowhere: nothing moves yet.
    mutating func rest() {
        speedX = 0
        speedY = 0
        interval = 0
    }
}
