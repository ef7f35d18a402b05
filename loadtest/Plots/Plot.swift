/// Lines over two axes, as SVG that takes its colours from the page.
struct Plot {
    /// One line.
    struct Series {
        let name: String
        /// Which of the page's eight colours, from 1.
        let colour: Int
        let points: [(x: Double, y: Double)]
        /// Whether the points are marked.
        var isMarked = false
        /// Whether the space beneath is filled.
        var isFilled = false
    }

    /// A value that is not to be passed.
    struct Limit {
        let value: Double
        let label: String
    }

    let title: String
    let x: Axis
    let y: Axis
    let series: [Series]
    var limit: Limit?

    private static let width = 640.0
    private static let height = 300.0
    private static let left = 56.0
    private static let right = 18.0
    private static let top = 16.0
    private static let bottom = 44.0

    /// The figure with its caption and, for several lines, their names.
    var html: String {
        var names = ""
        if series.count > 1 {
            names = series.map { "<span><i class=\"c\($0.colour)\"></i>\(Markup.escaped($0.name))</span>" }.joined()
            names = "<div class=\"names\">\(names)</div>"
        }
        return
            "<figure><figcaption>\(Markup.escaped(title)) <span>\(Markup.escaped(y.title))</span></figcaption>\(names)\(svg)</figure>"
    }

    private var svg: String {
        let description = "\(title): \(series.map(\.name).joined(separator: ", "))"
        return
            "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" aria-label=\"\(Markup.escaped(description))\">"
            + grid + series.map(line).joined() + limitLine + "</svg>"
    }

    private func across(_ value: Double) -> Double {
        Self.left + x.place(value) * (Self.width - Self.left - Self.right)
    }

    private func down(_ value: Double) -> Double {
        Self.height - Self.bottom - y.place(value) * (Self.height - Self.top - Self.bottom)
    }

    private var grid: String {
        var text = ""
        for tick in y.ticks {
            let place = down(tick.value)
            text += "<path class=\"grid\" d=\"M\(n(Self.left)) \(n(place))H\(n(Self.width - Self.right))\"/>"
            text += "<text class=\"end\" x=\"\(n(Self.left - 8))\" y=\"\(n(place + 4))\">\(tick.label)</text>"
        }
        let base = Self.height - Self.bottom
        text += "<path class=\"axis\" d=\"M\(n(Self.left)) \(n(base))H\(n(Self.width - Self.right))\"/>"
        for tick in x.ticks {
            let place = across(tick.value)
            text += "<path class=\"axis\" d=\"M\(n(place)) \(n(base))v4\"/>"
            // The last name must not stick out.
            let anchor = tick == x.ticks.last && x.place(tick.value) > 0.99 ? "end" : "middle"
            let shift = anchor == "end" ? Self.right - 4 : 0
            text += "<text class=\"\(anchor)\" x=\"\(n(place + shift))\" y=\"\(n(base + 18))\">\(tick.label)</text>"
        }
        let middle = (Self.left + Self.width - Self.right) / 2
        text +=
            "<text class=\"middle name\" x=\"\(n(middle))\" y=\"\(n(Self.height - 8))\">\(Markup.escaped(x.title))</text>"
        return text
    }

    private var limitLine: String {
        guard let limit, limit.value <= y.high, limit.value >= y.low else { return "" }
        let place = down(limit.value)
        return "<path class=\"limit\" d=\"M\(n(Self.left)) \(n(place))H\(n(Self.width - Self.right))\"/>"
            + "<text class=\"limit\" x=\"\(n(Self.left + 6))\" y=\"\(n(place - 5))\">\(Markup.escaped(limit.label))</text>"
    }

    private func line(_ series: Series) -> String {
        guard let first = series.points.first, let last = series.points.last else { return "" }
        let corners = series.points.map { "\(n(across($0.x))) \(n(down($0.y)))" }
        var text = ""
        if series.isFilled {
            let base = n(Self.height - Self.bottom)
            text +=
                "<path class=\"area f\(series.colour)\" d=\"M\(n(across(first.x))) \(base)L\(corners.joined(separator: "L"))"
                + "L\(n(across(last.x))) \(base)Z\"/>"
        }
        text += "<path class=\"line s\(series.colour)\" d=\"M\(corners.joined(separator: "L"))\"/>"
        if series.isMarked || series.points.count == 1 {
            for point in series.points {
                text +=
                    "<circle class=\"c\(series.colour)\" cx=\"\(n(across(point.x)))\" cy=\"\(n(down(point.y)))\" r=\"4\">"
                    + "<title>\(Axis.label(point.x)) \(Markup.escaped(x.title)): \(ProgressLine.figure(point.y)) "
                    + "\(Markup.escaped(y.title))</title></circle>"
            }
        }
        return text
    }

    /// A coordinate with one decimal.
    private func n(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}
