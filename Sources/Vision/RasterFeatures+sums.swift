internal import COpenCV
internal import Ink

extension RasterFeatures {
    /// The features of two surfaces that are not empty.
    init(ink: pilsun_raster_sums, reference: pilsun_raster_sums) {
        overlap = Self.rounded(Double(ink.near + reference.near) / Double(ink.pixels + reference.pixels))
        coverage = Self.rounded(Double(reference.near) / Double(reference.pixels))
        spill = Self.rounded(Double(ink.pixels - ink.near) / Double(ink.pixels))
        inkDistance = Self.meanDistance(ink)
        referenceDistance = Self.meanDistance(reference)
        let offset = Self.centroid(ink) - Self.centroid(reference)
        centroidOffset = Point(Self.rounded(offset.x), Self.rounded(offset.y))
        inkSpread = Self.spread(ink)
        referenceSpread = Self.spread(reference)
    }

    /// To 1/10,000, and never −0.
    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 + 0 }

    private static func meanDistance(_ sums: pilsun_raster_sums) -> Double {
        let pixels = Double(sums.distance) / Double(sums.pixels)
        return rounded(pixels / RasterComparison.pixelsPerUnit)
    }

    private static func centroid(_ sums: pilsun_raster_sums) -> Point {
        Point(Double(sums.x), Double(sums.y)) * (1 / (Double(sums.pixels) * RasterComparison.pixelsPerUnit))
    }

    private static func spread(_ sums: pilsun_raster_sums) -> Spread {
        // n·Σx² − (Σx)² is exact in integers: 2¹⁴ pixels of at most 2⁷ give less than 2⁴³.
        func central(_ product: Int64, _ first: Int64, _ second: Int64) -> Double {
            let area = Double(sums.pixels) * RasterComparison.pixelsPerUnit
            return rounded(Double(sums.pixels * product - first * second) / (area * area))
        }
        return Spread(
            xx: central(sums.xx, sums.x, sums.x), xy: central(sums.xy, sums.x, sums.y),
            yy: central(sums.yy, sums.y, sums.y))
    }
}
