import Ink

/// Hints about how a stroke was made. They never make a character wrong, and where a device tells no times or no pressure, there
/// are none about those.
extension CharacterChecker {
    /// Says what could be more beautiful about a finished stroke that is right.
    func sayBrush(of stroke: Int, _ ink: InkLine, _ motion: PenMotion, emit: (FoldOutput) -> Void) {
        let brush = BrushTolerances(level)
        let ending = ending(of: stroke)
        if let ending, ending.share(of: ink.drawn, belief.placement.map) < brush.share(of: ending.technique) {
            sayAtEnd(.shapeOff, .hint, ending.technique == .hook ? .hook : .sweep, of: stroke, emit: emit)
        }
        if motion.isTimed, motion.longestPause > brush.longestPause {
            sayAtEnd(.rhythmOff, .hint, .hesitation, of: stroke, emit: emit)
        }
        // Pressure that never changes counts as none.
        if !ink.pressures.isEmpty,
            let fault = PressureProfile(ink.pressures).fault(brush, endsInSweep: ending?.technique == .sweep)
        {
            sayAtEnd(.pressureOff, .hint, .pressure(fault), of: stroke, emit: emit)
        }
    }

    /// The ending that a stroke should have, where it was written forward.
    private func ending(of stroke: Int) -> StrokeEnding? {
        guard let judged = places.firstIndex(of: stroke), judged < belief.roles.count,
            case .stroke(let item, reversed: false) = belief.roles[judged]
        else { return nil }
        return character.items[item].ending
    }
}
