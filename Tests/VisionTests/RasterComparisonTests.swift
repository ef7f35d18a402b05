import Foundation
import Ink
import Testing

@testable import Vision

@Suite("RasterComparison")
struct RasterComparisonTests {
    /// ㄱ above a bar, as a reference would be laid out.
    private static let letters = [
        BrushStroke(middleLine: [Point(0.2, 0.2), Point(0.8, 0.2), Point(0.75, 0.55)]),
        BrushStroke(middleLine: [Point(0.15, 0.8), Point(0.85, 0.78)]),
    ]

    private static func moved(_ stroke: BrushStroke, by offset: Point) -> BrushStroke {
        BrushStroke(middleLine: stroke.places.map { $0.position + offset })
    }

    @Test("a drawing has everything in common with itself")
    func identity() throws {
        let features = try #require(try RasterComparison().features(ink: Self.letters, reference: Self.letters))
        #expect(features.overlap == 1)
        #expect(features.coverage == 1)
        #expect(features.spill == 0)
        #expect(features.inkDistance == 0)
        #expect(features.referenceDistance == 0)
        #expect(features.centroidOffset == .zero)
        #expect(features.inkSpread == features.referenceSpread)
        #expect(features.similarity == 1)
    }

    @Test(
        "the farther a stroke is moved from its place, the less similar it is",
        arguments: [Point(1, 0), Point(-1, 0), Point(0, 1), Point(0, -1), Point(0.6, 0.8), Point(-0.8, 0.6)])
    func monotone(direction: Point) throws {
        let comparison = try RasterComparison()
        for stroke in Self.letters {
            var before = 1.0
            // As far as the whole stroke stays on the raster: on its rim a stroke is squeezed, and no longer the same.
            for step in 1...30 {
                let ink = Self.moved(stroke, by: direction * (Double(step) / 100))
                let features = try #require(try comparison.features(ink: [ink], reference: [stroke]))
                #expect(features.similarity <= before, "step \(step)")
                before = features.similarity
            }
            #expect(before < 0.9)
        }
    }

    @Test("a stroke left out costs coverage, one too many spills")
    func missingAndExtra() throws {
        let comparison = try RasterComparison()
        let fewer = try #require(try comparison.features(ink: [Self.letters[0]], reference: Self.letters))
        #expect(fewer.coverage < 0.75)
        #expect(fewer.spill == 0)
        let more = try #require(try comparison.features(ink: Self.letters, reference: [Self.letters[0]]))
        #expect(more.coverage == 1)
        #expect(more.spill > 0.25)
    }

    @Test("a bar has the area, place and spread of a bar")
    func moments() throws {
        let comparison = try RasterComparison()
        let bar = BrushStroke(middleLine: [Point(0.25, 0.5), Point(0.75, 0.5)], width: 0.05)
        let lower = Self.moved(bar, by: Point(0.05, 0.125))
        let features = try #require(try comparison.features(ink: [lower], reference: [bar]))
        #expect(abs(features.centroidOffset.x - 0.05) < 0.01)
        #expect(abs(features.centroidOffset.y - 0.125) < 0.01)
        // An even line of length ½ has the variance ¼ / 12, a little more with its round ends.
        #expect(abs(features.referenceSpread.xx - 0.0208) < 0.004)
        #expect(features.referenceSpread.yy < 0.001)
        #expect(abs(features.referenceSpread.xy) < 0.0005)
        // 0.125 down, less half a width, evenly over the bar; beyond its end, what lies aside is added.
        #expect(abs(features.inkDistance - 0.1) < 0.01)
    }

    @Test("pressure widens the ink")
    func width() throws {
        #expect(BrushStroke.width(pressure: 0) == 0.02)
        func dot(_ pressure: Double) -> BrushStroke {
            BrushStroke([.init(position: Point(0, 0.25), width: BrushStroke.width(pressure: pressure))])
        }
        let light = dot(0), heavy = dot(1)
        let features = try #require(try RasterComparison().features(ink: [heavy], reference: [light]))
        #expect(features.coverage == 1)
        #expect(features.inkSpread.yy > features.referenceSpread.yy)
    }

    @Test("without strokes on one side there is nothing to compare")
    func empty() throws {
        let comparison = try RasterComparison()
        #expect(try comparison.features(ink: [], reference: Self.letters) == nil)
        #expect(try comparison.features(ink: Self.letters, reference: []) == nil)
        #expect(try comparison.features(ink: [BrushStroke(middleLine: [])], reference: Self.letters) == nil)
    }

    @Test("ink far outside is drawn on the rim", arguments: [1e9, -1e9, .infinity, -.infinity, .nan])
    func outside(coordinate: Double) throws {
        let ink = BrushStroke(middleLine: [Point(coordinate, 0.5), Point(0.5, coordinate)])
        let features = try #require(try RasterComparison().features(ink: [ink], reference: Self.letters))
        #expect(features.inkDistance.isFinite)
        #expect(features.overlap < 1)
    }

    @Test("what OpenCV throws is an error")
    func refused() {
        #expect(throws: VisionError.refused) { try RasterComparison(side: -1) }
        #expect(throws: VisionError.outOfMemory) { try RasterComparison(side: Int(Int32.max)) }
    }

    @Test("a comparison remembers nothing of the ones before, and threads at once give the same bits")
    func threads() async throws {
        let letters = Self.letters
        let inks = (0..<50).map { i in letters.map { Self.moved($0, by: Point(Double(i) / 500, Double(i % 7) / 100)) } }
        @Sendable func all() throws -> [RasterFeatures?] {
            let comparison = try RasterComparison()
            return try inks.map { try comparison.features(ink: $0, reference: letters) }
        }
        let fresh = try inks.map { try RasterComparison().features(ink: $0, reference: letters) }
        async let first = Task.detached { try all() }.value
        async let second = Task.detached { try all() }.value
        #expect(try await first == fresh)
        #expect(try await second == fresh)
    }

    @Test("of OpenCV only core and imgproc are linked")
    func libraries() throws {
        // Foundation takes the size of a file under /proc, which is 0, for its length; a handle reads on.
        let handle = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/maps"))
        let maps = String(decoding: try #require(try handle.readToEnd()), as: UTF8.self)
        let names = maps.split(separator: "\n").compactMap { $0.split(separator: "/").last }
            .filter { $0.hasPrefix("libopencv_") }.compactMap { $0.split(separator: ".").first }
        #expect(Set(names) == ["libopencv_core", "libopencv_imgproc"])
    }
}
