internal import Ink

/// A place of a stroke on the raster: a whole pixel, and a radius in pixels.
///
/// Not finer, because a disc between two pixels covers more or fewer of them as its place has it, and a stroke moved away could seem to come
/// nearer. On whole pixels it keeps its thickness wherever it goes.
struct RasterPlace: Equatable {
    let x: Int32
    let y: Int32
    let radius: Int32

    /// Where a place is drawn: on the raster, if need be on its rim, at least three pixels wide.
    init(_ place: BrushStroke.Place) {
        x = Self.coordinate(place.position.x)
        y = Self.coordinate(place.position.y)
        let radius = place.width / 2 * RasterComparison.pixelsPerUnit
        self.radius = Int32(max(1, min(radius.rounded(), Double(RasterComparison.rasterSide))))
    }

    private static func coordinate(_ value: Double) -> Int32 {
        let side = Double(RasterComparison.rasterSide)
        let pixel = (value - 0.5) * RasterComparison.pixelsPerUnit + side / 2
        // min and max, in this order, send what is not a number to 0.
        return Int32(max(0, min(pixel.rounded(), side - 1)))
    }
}
