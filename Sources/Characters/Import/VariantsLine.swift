import Ink

/// One line of the project's own form as it stands, before its coordinates are laid into the frame, which may come last.
struct VariantsLine {
    private var json: JSONScanner
    private(set) var text = ""
    private(set) var frame = Frame(x: 0, y: 0, width: 1, height: 1)!
    private(set) var source: String?
    private(set) var license: String?
    private(set) var alternatives: [Alternative] = []

    /// A way of writing, in the coordinates of the line.
    struct Alternative {
        var name = "standard"
        var strokes: [JSONScanner.Polyline] = []
        var orders: [[Int]] = []
    }

    init(_ json: JSONScanner) { self.json = json }

    /// Reads the whole line.
    mutating func read() throws(ImportFault) {
        var line = self
        try json.object { json, key throws(ImportFault) in
            switch key {
            case "text": line.text = try json.string()
            case "source": line.source = try json.string()
            case "license": line.license = try json.string()
            case "frame": line.frame = try Self.frame(&json)
            case "strokes": line.alternatives.append(Alternative(strokes: try json.polylines()))
            case "alternatives":
                try json.array { json throws(ImportFault) in line.alternatives.append(try Self.alternative(&json)) }
            default: try json.skip()
            }
        }
        try json.finish()
        line.json = json
        self = line
    }

    private static func alternative(_ json: inout JSONScanner) throws(ImportFault) -> Alternative {
        json.bytes.skipBlank()
        let place = json.bytes.position
        var alternative = Alternative()
        try json.object { json, key throws(ImportFault) in
            switch key {
            case "name": alternative.name = try json.string()
            case "strokes": alternative.strokes = try json.polylines()
            case "orders": try json.array { json throws(ImportFault) in alternative.orders.append(try order(&json)) }
            default: try json.skip()
            }
        }
        guard !alternative.strokes.isEmpty else { throw json.bytes.fault("the alternative has no strokes", at: place) }
        for order in alternative.orders where order.sorted() != Array(alternative.strokes.indices) {
            throw json.bytes.fault("an order must name every stroke once, counted from 0", at: place)
        }
        return alternative
    }

    private static func order(_ json: inout JSONScanner) throws(ImportFault) -> [Int] {
        var order: [Int] = []
        try json.array { json throws(ImportFault) in
            json.bytes.skipBlank()
            let place = json.bytes.position
            guard let index = Int(exactly: try json.number()) else {
                throw json.bytes.fault("the number of a stroke is expected", at: place)
            }
            order.append(index)
        }
        return order
    }

    private static func frame(_ json: inout JSONScanner) throws(ImportFault) -> Frame {
        json.bytes.skipBlank()
        let place = json.bytes.position
        var x = 0.0
        var y = 0.0
        var width = 0.0
        var height = 0.0
        try json.object { json, key throws(ImportFault) in
            switch key {
            case "x": x = try json.number()
            case "y": y = try json.number()
            case "w": width = try json.number()
            case "h": height = try json.number()
            default: try json.skip()
            }
        }
        guard let frame = Frame(x: x, y: y, width: width, height: height) else {
            throw json.bytes.fault("a frame needs w and h above 0", at: place)
        }
        return frame
    }
}
