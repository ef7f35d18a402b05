extension StrokeFitter {
    /// cos² 60°: the ink turns a corner where it goes on by more than 60° off its course.
    private static var cornerCosine: Double { 0.25 }

    /// Looks for a corner among the samples that the pen has left behind far enough.
    ///
    /// A turn is a run of samples that are sharper than 60°; it is a corner at its sharpest one, once the run or the stroke is over.
    mutating func examineTurns() {
        let last = window.count - 1
        while corner == 0, probe < last {
            guard squaredLength(window.displacement(probe, last)) >= squaredReach else { return }
            let cosine = signedSquaredCosine(at: probe)
            if cosine < Self.cornerCosine {
                if turn == 0 || cosine < turnCosine {
                    turn = probe
                    turnCosine = cosine
                }
            } else if turn > 0 {
                return declareCorner()
            }
            probe += 1
        }
    }

    /// Takes the turn under examination for over.
    mutating func declareCorner() {
        corner = turn
        turn = 0
    }

    /// cos² with the sign of the cosine, between the way in and the way out of a sample; 1 where the way in is shorter than a tolerance.
    private mutating func signedSquaredCosine(at index: Int) -> Double {
        let before = window.neighbour(before: index, squaredReach: squaredReach)
        let after = window.neighbour(after: index, squaredReach: squaredReach)
        examinations += after - before
        let way = window.displacement(before, index), on = window.displacement(index, after)
        let squaredWay = squaredLength(way), squaredOn = squaredLength(on)
        guard squaredWay * 4 >= squaredReach else { return 1 }
        let product = (way * on).sum()
        return product * abs(product) / (squaredWay * squaredOn)
    }

    /// Unit direction against the ink at a sample, from the samples on both sides: the tangent of the parabola through three of them.
    mutating func directionBack(at index: Int) -> SIMD2<Double> {
        let reach = squaredReach * 0.5625
        let before = window.neighbour(before: index, squaredReach: reach)
        let after = window.neighbour(after: index, squaredReach: reach)
        examinations += after - before
        let way = window.displacement(before, index), on = window.displacement(index, after)
        // way/|way| · |on| + on/|on| · |way|, times |way|·|on|: the length is taken out below.
        let tangent = way * squaredLength(on) + on * squaredLength(way)
        let length = squaredLength(tangent).squareRoot()
        return length > 0 ? -tangent / length : .zero
    }
}
