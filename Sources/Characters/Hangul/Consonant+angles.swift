internal import Ink

/// ㄱ ㅋ ㄴ ㄷ ㅌ ㄹ: the letters of bars and corners.
extension Consonant {
    static func giyeokDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        [.standard([hook(place)])]
    }

    static func kieukDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        let middle: StrokePath =
            switch place {
            case .beside: StrokePath(4, 49).bar(78, 45)
            case .alone: StrokePath(3, 51).bar(94, 48)
            case .above: StrokePath(3, 52).bar(94, 48)
            case .beneath: StrokePath(3, 52).bar(96, 48)
            }
        return [.standard([hook(place), middle])]
    }

    /// Right, then down: a sweep to the lower left beside a vertical vowel, nearly upright elsewhere.
    private static func hook(_ place: LetterPlace) -> StrokePath {
        let bar = StrokePath(0, 5).bar(97, 0)
        return switch place {
        case .beside: StrokePath(3, 5).bar(99, 0).curve(94, 38, 60, 80, 0, 100)
        case .alone: bar.curve(97, 34, 94, 68, 88, 100)
        case .above: bar.curve(97, 34, 95, 68, 90, 100)
        case .beneath: bar.curve(98, 34, 97, 68, 94, 100)
        }
    }

    static func nieunDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        [.standard([foot(from: StrokePath(2, 0), place)])]
    }

    static func digeutDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        let top = StrokePath(0, 5).bar(95, 0)
        let body = foot(from: StrokePath(3, 5), place)
        return [.standard([top, body]), LetterDrawing(name: "one line", paths: [top.joined(to: body)])]
    }

    static func tieutDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        let top = StrokePath(0, 4).bar(95, 0)
        let middle = StrokePath(3, 49).bar(92, 45)
        let body = foot(from: StrokePath(3, 4), place)
        return [
            .standard([top, middle, body], orders: [[0, 2, 1]]),
            LetterDrawing(name: "middle and body in one line", paths: [top, middle.joined(to: body)]),
            LetterDrawing(name: "top and body in one line", paths: [top.joined(to: body), middle]),
        ]
    }

    static func rieulDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        let hook = StrokePath(2, 4).bar(95, 0).line(92, 46)
        let middle = StrokePath(3, 50).bar(92, 46)
        let body = foot(from: StrokePath(3, 50), place)
        // Without lifting the pen, the middle bar is drawn once, to the left, on the way from the hook to the foot.
        let hookAndMiddle = hook.bar(3, 50, bow: -2)
        return [
            .standard([hook, middle, body]),
            LetterDrawing(name: "hook and middle in one line", paths: [hookAndMiddle, body]),
            LetterDrawing(name: "middle and foot in one line", paths: [hook, middle.joined(to: body)]),
            LetterDrawing(name: "one line", paths: [hookAndMiddle.joined(to: body)]),
        ]
    }

    /// Down, then right, with the narrow turn that a brush makes; beside a vertical vowel the end rises towards it.
    private static func foot(from start: StrokePath, _ place: LetterPlace) -> StrokePath {
        let end = place == .beside ? 90.0 : 95.0
        let x = start.start.x
        return start.line(x, 86).curve(x, 96, x + 3, 99, x + 13, 99).curve(x + 40, 99, 76, 97, 100, end)
    }
}
