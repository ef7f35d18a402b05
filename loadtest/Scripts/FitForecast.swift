import Ink

/// Which ink event leads to which `stroke:fit`: the product's own fitter says it beforehand, so that the time from the deciding
/// point to its curve can be measured to the event.
enum FitForecast {
    /// For each `stroke:fit` of the session, in order, the number of the ink event that leads to it.
    static func causes(of script: PenScript) -> [UInt64] {
        var causes: [UInt64] = []
        var isPenDown = false
        var fitter = StrokeFitter(frame: script.frame)
        func end(_ number: UInt64) {
            guard isPenDown else { return }
            while fitter.finish() != nil { causes.append(number) }
            isPenDown = false
        }
        for (index, event) in script.events.enumerated() {
            let number = UInt64(index + 1)
            switch event.kind {
            case .start:
                end(number)
                fitter.begin()
                isPenDown = true
            case .move: break
            case .end, .next: end(number)
            case .undo, .clear: isPenDown = false
            }
            guard isPenDown else { continue }
            for sample in script.samples(of: event) where fitter.add(sample.position) != nil { causes.append(number) }
        }
        return causes
    }
}
