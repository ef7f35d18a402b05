import Ink

/// Hints about how a stroke was made. They never make a character wrong, and where a device tells no times or no pressure, there
/// are none about those.
extension CharacterChecker {
    /// Says what could be more beautiful about a finished stroke.
    func sayBrush(of stroke: Int, _ status: StrokeVerdict.Status, emit: (FoldOutput) -> Void) {
        let written = strokes[stroke]
        let ending = ending(of: stroke)
        if let ending, status == .ok,
            ending.share(of: written.line, belief.placement.map) < brush.endingShare
        {
            sayAtEnd(.shapeOff, .hint, ending.technique == .hook ? .hook : .sweep, of: stroke, emit: emit)
        }
        if written.motion.isTimed, written.motion.longestPause > brush.longestPause {
            sayAtEnd(.rhythmOff, .hint, .hesitation, of: stroke, emit: emit)
        }
        if written.motion.hasPressure,
            let fault = PressureProfile(written.line).fault(brush, endsInSweep: ending?.technique == .sweep)
        {
            sayAtEnd(.pressureOff, .hint, .pressure(fault), of: stroke, emit: emit)
        }
    }

    /// The ending that a stroke should have, where it was written forward.
    private func ending(of stroke: Int) -> StrokeEnding? {
        guard case .stroke(let item, reversed: false) = belief.roles[stroke] else { return nil }
        return character.items[item].ending
    }
}
