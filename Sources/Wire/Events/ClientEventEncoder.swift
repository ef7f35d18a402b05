public import Ink

/// Appends client events to a buffer, as a load test or a test writes them. What `EventScanner` reads back is the same.
public struct ClientEventEncoder: Sendable {
    /// The text so far.
    public var json = JSONWriter()
    /// The grid of the session's coordinates.
    public var grid: Quantiser

    /// An encoder for a session's ink.
    public init(grid: Quantiser) { self.grid = grid }

    /// An ink event. `samples` holds one sample for `.start`, any number for `.move`, and is not looked at for the others.
    public mutating func ink(_ kind: InkEvent.Kind, samples: ArraySlice<Sample> = [], number: UInt64?) {
        switch kind {
        case .start:
            json.raw("[\"stroke:start\",{")
            if let sample = samples.first { members(of: sample) }
            follow(number)
        case .move:
            json.raw("[\"stroke:move\",{\"points\":[")
            for index in samples.indices {
                if index > samples.startIndex { json.raw(",") }
                array(samples[index])
            }
            json.raw("]")
            follow(number)
        case .end: bare("[\"stroke:end\",{", number)
        case .undo: bare("[\"stroke:undo\",{", number)
        case .clear: bare("[\"character:clear\",{", number)
        case .next: bare("[\"character:next\",{", number)
        }
        json.raw("}]")
    }

    /// `session:start`
    public mutating func start(_ start: SessionStart) {
        json.raw("[\"session:start\",")
        body(of: start)
        json.raw("]")
    }

    /// The object of `session:start`.
    public mutating func body(of start: SessionStart) {
        json.raw("{\"text\":")
        json.string(String(start.text))
        if start.boxes.count == 1 {
            json.raw(",\"frame\":")
            json.frame(start.boxes[0])
        } else if !start.boxes.isEmpty {
            json.raw(",\"boxes\":")
            json.list(start.boxes) { $0.frame($1) }
        }
        optional(",\"level\":", start.level)
        optional(",\"locale\":", start.locale)
        json.raw(",\"protocol\":")
        json.integer(start.version)
        optional(",\"token\":", start.token)
        optional(",\"class\":", start.className)
        optional(",\"lesson\":", start.lesson)
        optional(",\"help\":", start.help)
        optional(",\"name\":", start.name)
        json.raw("}")
    }

    /// `session:resume`
    public mutating func resume(_ resume: SessionResume) {
        json.raw("[\"session:resume\",{\"session\":")
        json.string(resume.session)
        json.raw(",\"resume\":")
        json.string(resume.secret)
        json.raw(",\"seq\":")
        json.integer(resume.seen)
        if let ink = resume.ink {
            json.raw(",\"ink\":")
            json.integer(ink)
        }
        if resume.checkpoint != .beginning {
            json.raw(",\"checkpoint\":")
            json.checkpoint(resume.checkpoint)
        }
        if let start = resume.start {
            json.raw(",\"start\":")
            body(of: start)
        }
        optional(",\"token\":", resume.token)
        json.raw("}]")
    }

    /// `session:token`
    public mutating func token(_ token: String) {
        json.raw("[\"session:token\",{\"token\":")
        json.string(token)
        json.raw("}]")
    }

    private mutating func bare(_ text: StaticString, _ number: UInt64?) {
        json.raw(text)
        guard let number else { return }
        json.raw("\"seq\":")
        json.integer(number)
    }

    private mutating func follow(_ number: UInt64?) {
        guard let number else { return }
        json.raw(",\"seq\":")
        json.integer(number)
    }

    private mutating func optional(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        json.raw(key)
        json.string(text)
    }

    private mutating func members(of sample: Sample) {
        json.raw("\"x\":")
        json.coordinate(sample.position.x, on: grid)
        json.raw(",\"y\":")
        json.coordinate(sample.position.y, on: grid)
        if sample.pressure != Sample.absentPressure {
            json.raw(",\"pressure\":")
            json.pressure(sample.pressure)
        }
        if sample.time >= 0 {
            json.raw(",\"t\":")
            json.time(sample.time)
        }
    }

    private mutating func array(_ sample: Sample) {
        json.raw("[")
        json.sample(sample, on: grid)
        json.raw("]")
    }
}

extension JSONWriter {
    /// Appends `x,y`, and as much of `,t,pressure` as the sample has.
    public mutating func sample(_ sample: Sample, on grid: Quantiser) {
        coordinates(of: sample.position, on: grid)
        let hasPressure = sample.pressure != Sample.absentPressure
        guard sample.time >= 0 || hasPressure else { return }
        raw(",")
        if sample.time >= 0 { time(sample.time) } else { raw("-1") }
        guard hasPressure else { return }
        raw(",")
        pressure(sample.pressure)
    }

    /// Appends a frame; its numbers are printed as Swift prints doubles, since they lie on no grid.
    public mutating func frame(_ frame: Frame) {
        raw("{\"x\":")
        double(frame.x)
        raw(",\"y\":")
        double(frame.y)
        raw(",\"width\":")
        double(frame.width)
        raw(",\"height\":")
        double(frame.height)
        raw("}")
    }

    /// Appends a finite double with the fewest digits that read back as the very same one.
    public mutating func double(_ value: Double) {
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 {
            integer(Int(value))
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }
}
