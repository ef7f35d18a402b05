public import Characters
public import Ink

/// The state of a session: a pure fold over its log of ink events.
///
/// Same head, same source, same events: same outputs, bit for bit, however the events were batched and wherever they are folded.
/// Confined to whoever drains the session's ring. Its fields, used for every point, are not checked for exclusive access: nothing that is called
/// knows the fold but `emit`, which must not call back, and `step` sees to that once for each event.
public final class SessionFold {
    /// What the session is about.
    public let head: SessionHead

    private let prepared: [PreparedCharacter]
    @exclusivity(unchecked) private var checker: CharacterChecker?
    @exclusivity(unchecked) private var fitter: StrokeFitter
    @exclusivity(unchecked) private var strays: StrayGuard
    /// Place of the open character in the text; the text's length once all of them have ended. Without a text, how many have ended.
    public var openCharacter: Int { character }
    @exclusivity(unchecked) private var character = 0
    /// Strokes of the open character that are finished.
    @exclusivity(unchecked) private var strokeCount = 0
    @exclusivity(unchecked) private var isPenDown = false
    @exclusivity(unchecked) private var isStepping = false
    /// Place of the stroke that is being written, nil while the pen is up.
    public var openStroke: Int? { isPenDown ? strokeCount : nil }
    /// What is written of that stroke and is in no segment yet, where the pen went on from the last one.
    public var openInk: [Point] { isPenDown ? fitter.pendingPoints() + strays.held.map(\.position) : [] }

    /// A fold before the first event.
    ///
    /// - Parameter character: the place of the character that is open: later than 0 where a log begins between two characters.
    /// - Throws: `UnknownCharacter` where the source does not know a character of the text.
    public convenience init(
        head: SessionHead, source: some CharacterSource, from character: Int = 0
    ) throws(UnknownCharacter) {
        var prepared: [PreparedCharacter] = []
        for character in head.text { prepared.append(try PreparedCharacter(character, of: source)) }
        self.init(head: head, characters: prepared, from: character)
    }

    /// A fold before the first event, with the characters of the head's text, in order.
    public init(head: SessionHead, characters: [PreparedCharacter], from character: Int = 0) {
        precondition(characters.count == head.text.count, "a prepared character for each of the text")
        self.head = head
        prepared = characters
        fitter = StrokeFitter(frame: head.boxes[0])
        strays = StrayGuard(frame: head.boxes[0])
        open(character)
    }

    /// Takes one event; `emit` is called for each output, in order, before the call returns, and must not come back to the fold.
    ///
    /// Events that make no sense (a move without a start) change nothing: the rim refuses them with an error of its own.
    public func step(_ event: InkEvent, emit: (FoldOutput) -> Void) {
        precondition(!isStepping, "a fold takes one event after the other")
        isStepping = true
        defer { isStepping = false }
        switch event.kind {
        case .start:
            start(event.sample, emit: emit)
        case .move:
            if isPenDown { move(event.sample, emit: emit) }
        case .end:
            end(emit: emit)
        case .undo:
            if !isPenDown { strokeCount = max(strokeCount - 1, 0) }
            isPenDown = false
            checker?.undo()
        case .clear:
            isPenDown = false
            open(openCharacter)
        case .next:
            end(emit: emit)
            next(emit: emit)
        }
    }

    private func start(_ sample: Sample, emit: (FoldOutput) -> Void) {
        // A client that lost its pen-up still means two strokes.
        end(emit: emit)
        // Whoever has finished a character and goes on in the next box has gone on.
        if let checker, checker.isComplete, openCharacter + 1 < prepared.count,
            head.boxes[openCharacter + 1].contains(sample.position), !checker.frame.contains(sample.position)
        {
            next(emit: emit)
        }
        isPenDown = true
        strays.begin(sample)
        begin(sample, emit: emit)
    }

    /// - Parameter strayCount: how many samples of the stroke came before it that are no ink.
    private func begin(_ sample: Sample, after strayCount: Int = 0, emit: (FoldOutput) -> Void) {
        fitter.begin()
        fit(sample, emit: emit)
        checker?.begin(sample, after: strayCount)
    }

    private func move(_ sample: Sample, emit: (FoldOutput) -> Void) {
        switch strays.rule(sample) {
        case .ink: draw(sample, emit: emit)
        case .held: return
        case .released: drawHeld(emit: emit)
        case .begun:
            // Nothing was made of the first sample yet: a place is no segment, and nobody judges it.
            begin(strays.held[0], after: 1, emit: emit)
            drawHeld(from: 1, emit: emit)
        }
    }

    private func drawHeld(from first: Int = 0, emit: (FoldOutput) -> Void) {
        let held = strays.held
        strays.release()
        for sample in held.dropFirst(first) { draw(sample, emit: emit) }
    }

    private func draw(_ sample: Sample, emit: (FoldOutput) -> Void) {
        fit(sample, emit: emit)
        checker?.move(sample, emit: emit)
    }

    /// Ink is fitted for whoever shows it, also where there is nothing to check it against; not after the last character's end.
    private func fit(_ sample: Sample, emit: (FoldOutput) -> Void) {
        guard isFitting, let segment = fitter.add(sample.position) else { return }
        emit(.fit(character: openCharacter, stroke: strokeCount, segment: segment))
    }

    private var isFitting: Bool { prepared.isEmpty || openCharacter < prepared.count }

    private func end(emit: (FoldOutput) -> Void) {
        guard isPenDown else { return }
        strays.end()
        drawHeld(emit: emit)
        isPenDown = false
        while isFitting, let segment = fitter.finish() {
            emit(.fit(character: openCharacter, stroke: strokeCount, segment: segment))
        }
        strokeCount += 1
        checker?.end(emit: emit)
    }

    private func next(emit: (FoldOutput) -> Void) {
        checker?.finish(emit: emit)
        open(openCharacter + 1)
    }

    private func open(_ index: Int) {
        strokeCount = 0
        character = prepared.isEmpty ? index : min(index, prepared.count)
        guard openCharacter < prepared.count else {
            checker = nil
            return
        }
        fitter = StrokeFitter(frame: head.boxes[openCharacter])
        strays = StrayGuard(frame: head.boxes[openCharacter])
        checker = CharacterChecker(
            index: openCharacter, frame: head.boxes[openCharacter], hasBox: head.hasBoxes,
            character: prepared[openCharacter],
            level: head.level, language: head.language)
    }
}
