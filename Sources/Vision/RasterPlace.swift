internal import COpenCV
internal import Ink

/// A place of a stroke on the raster: a whole pixel, and a radius in sixteenths of one.
///
/// Not finer, because OpenCV fills what a surface touches: a level bar 4.3 pixels wide would be five or six rows thick, as its place between
/// two pixels has it, and a stroke moved away could seem to come nearer. On whole pixels it keeps its thickness wherever it goes.
struct RasterPlace: Equatable {
    let x: Int32
    let y: Int32
    let radius: Int32

    /// Where a place is drawn: on the raster, if need be on its rim, at least a pixel wide.
    init(_ place: BrushStroke.Place) {
        x = Self.coordinate(place.position.x)
        y = Self.coordinate(place.position.y)
        let radius = place.width / 2 * RasterComparison.pixelsPerUnit
        self.radius = Self.fixed(min(max(radius, 0.5), Double(RasterComparison.rasterSide)))
    }

    private static func coordinate(_ value: Double) -> Int32 {
        let side = Double(RasterComparison.rasterSide)
        let pixel = (value - 0.5) * RasterComparison.pixelsPerUnit + side / 2
        // min and max, in this order, send what is not a number to 0.
        return fixed(max(0, min(pixel.rounded(), side - 1)))
    }

    private static func fixed(_ pixels: Double) -> Int32 {
        Int32((pixels * Double(1 << PILSUN_RASTER_COORDINATE_SHIFT)).rounded())
    }

    /// The surface between two discs, as x and y of its corners; nil where one place lies on the other. Its long sides are square to the way,
    /// which falls short of the common tangent by less than a pixel as long as widths change slowly.
    func quadrilateral(to next: RasterPlace) -> [Int32]? {
        let way = Point(Double(next.x - x), Double(next.y - y))
        guard way != .zero else { return nil }
        let across = Point(-way.y, way.x).unit
        func corner(_ place: RasterPlace, _ side: Double) -> [Int32] {
            let reach = across * (side * Double(place.radius))
            return [place.x + Int32(reach.x.rounded()), place.y + Int32(reach.y.rounded())]
        }
        return corner(self, 1) + corner(next, 1) + corner(next, -1) + corner(self, -1)
    }
}
