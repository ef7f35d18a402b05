internal import Ink

/// Draws characters as a teacher would on the board: box, guide lines, the brush's path, and over it each stroke's number where
/// it begins and an arrow head where it goes. The result is one SVG document; several characters stand in rows.
///
/// A pure function of its input. Colours and widths are classes of one style sheet, so that a page can restyle them.
public struct CharacterDrawing: Sendable {
    /// The characters from left to right.
    public let characters: [ReferenceCharacter]
    /// Side of a character's box in pixels.
    public let side: Int
    /// Characters in a row before the next row begins.
    public let columns: Int

    /// A drawing of the standard way of writing each character.
    public init(_ characters: [ReferenceCharacter], side: Int = 320, columns: Int = 8) {
        precondition(side > 0 && columns > 0, "a drawing has an extent")
        self.characters = characters
        self.side = side
        self.columns = columns
    }

    /// The whole document.
    public var svg: String {
        let across = min(columns, max(1, characters.count))
        let down = max(1, (characters.count + columns - 1) / columns)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(across * 1000) \(down * 1000)\" "
                + "width=\"\(across * side)\" height=\"\(down * side)\" role=\"img\">",
            "<title>\(Self.escaped(characters.map(\.text).joined()))</title>",
            Self.style,
        ]
        for (place, character) in characters.enumerated() {
            lines.append("<g transform=\"translate(\(place % columns * 1000) \(place / columns * 1000))\">")
            lines += Self.cell(character)
            lines.append("</g>")
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let style = """
        <style>
        .box { fill: #fff; stroke: #b9b2a6; stroke-width: 4 }
        .guide { stroke: #d8d2c8; stroke-width: 3; stroke-dasharray: 18 14 }
        .brush { fill: none; stroke: #26221c; stroke-width: 46; stroke-linecap: round; stroke-linejoin: round }
        .way { fill: none; stroke: #f6c344; stroke-width: 7; stroke-linecap: round; stroke-linejoin: round }
        .head { fill: #f6c344 }
        .mark { fill: #c8371f }
        .number { fill: #fff; font: bold 42px sans-serif; text-anchor: middle }
        </style>
        """
}

extension CharacterDrawing {
    /// One character in a box of 1000 units.
    private static func cell(_ character: ReferenceCharacter) -> [String] {
        let strokes = character.standardStrokes
        var lines = [
            "<rect class=\"box\" x=\"20\" y=\"20\" width=\"960\" height=\"960\"/>",
            "<path class=\"guide\" d=\"M500 20V980M20 500H980\"/>",
        ]
        lines += strokes.map { "<path class=\"brush\" d=\"\(path($0.points))\"/>" }
        for stroke in strokes {
            lines.append("<path class=\"way\" d=\"\(path(stroke.points))\"/>")
            lines.append("<path class=\"head\" d=\"\(path(ArrowHead(of: stroke).corners))Z\"/>")
        }
        for (index, place) in StrokeLabels(strokes).places.enumerated() {
            lines.append("<circle class=\"mark\" cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"30\"/>")
            lines.append(
                "<text class=\"number\" x=\"\(number(place.x))\" y=\"\(number(place.y + 0.015))\">\(index + 1)</text>")
        }
        return lines
    }

    private static func path(_ points: [Point]) -> String {
        var text = ""
        for (index, point) in points.enumerated() {
            text += "\(index == 0 ? "M" : "L")\(number(point.x)) \(number(point.y))"
        }
        return text
    }

    /// A share of the box in tenths of the drawing's unit, without Foundation's formatter.
    private static func number(_ share: Double) -> String {
        let tenths = Int((share * 10_000).rounded())
        let sign = tenths < 0 ? "-" : ""
        let fraction = abs(tenths) % 10
        return "\(sign)\(abs(tenths) / 10)" + (fraction == 0 ? "" : ".\(fraction)")
    }

    private static func escaped(_ text: String) -> String {
        text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == ">" ? "&gt;" : String($0) }.joined()
    }
}
