internal import COpenCV
internal import Ink

/// Draws ink and reference as surfaces and measures how far they agree.
///
/// It owns two masks of 16 KB and their scratch, and is used over and over by one thread; a comparison remembers nothing of
/// the ones before it. The raster shows the unit square at 96 pixels a side with a sixth of it around; what lies farther
/// out is drawn on the rim.
public final class RasterComparison {
    /// Pixels along the raster's side, and along that of the unit square in its middle.
    static var rasterSide: Int { 128 }
    static var pixelsPerUnit: Double { 96 }
    /// City-block distance up to which a pixel counts as met: 4 pixels, 3 to 4 % of the frame's side as the direction is.
    static var band: Int64 { 4 }
    /// From one place to the next it is drawn through up to here, in pixels; a NaN is no way.
    private static var longestWay: Double { 1_024 }

    private let raster: OpaquePointer

    /// A raster for the calling thread.
    public convenience init() throws(VisionError) { try self.init(side: Self.rasterSide) }

    init(side: Int) throws(VisionError) {
        var made: OpaquePointer?
        try Self.check(pilsun_raster_create(Int32(clamping: side), &made))
        guard let made else { throw .failed }
        raster = made
    }

    deinit { pilsun_raster_destroy(raster) }

    /// What the strokes of a learner and of a reference, laid onto the same box, have in common; nil where one side has no stroke.
    public func features(ink: [BrushStroke], reference: [BrushStroke]) throws(VisionError) -> RasterFeatures? {
        try Self.check(pilsun_raster_clear(raster))
        for stroke in ink { try draw(stroke, on: PILSUN_RASTER_INK) }
        for stroke in reference { try draw(stroke, on: PILSUN_RASTER_REFERENCE) }
        var inkSums = pilsun_raster_sums(), referenceSums = pilsun_raster_sums()
        try Self.check(pilsun_raster_compare(raster, Self.band, &inkSums, &referenceSums))
        guard inkSums.pixels > 0, referenceSums.pixels > 0 else { return nil }
        return RasterFeatures(ink: inkSums, reference: referenceSums)
    }

    /// A disc at every pixel of the way: a brush that is set down so often leaves no gaps.
    private func draw(_ stroke: BrushStroke, on layer: pilsun_raster_layer) throws(VisionError) {
        var previous: RasterPlace?
        for index in stroke.places.indices {
            let place = stroke.places[index], before = stroke.places[max(index - 1, 0)]
            let pixels = before.position.distance(to: place.position) * Self.pixelsPerUnit
            // What lies far outside comes to lie on the rim: a few steps are enough.
            let count = pixels < Self.longestWay ? max(1, Int(pixels.rounded(.up))) : 1
            for step in 1...count {
                let next = RasterPlace(before.interpolated(to: place, at: Double(step) / Double(count)))
                // What falls on the same pixel was drawn already.
                if next == previous { continue }
                try Self.check(pilsun_raster_disc(raster, layer, next.x, next.y, next.radius))
                previous = next
            }
        }
    }

    private static func check(_ status: pilsun_raster_status) throws(VisionError) {
        switch status {
        case PILSUN_RASTER_OK: return
        case PILSUN_RASTER_REFUSED: throw .refused
        case PILSUN_RASTER_OUT_OF_MEMORY: throw .outOfMemory
        default: throw .failed
        }
    }
}

/// Its masks belong to one thread at a time.
@available(*, unavailable)
extension RasterComparison: Sendable {}
