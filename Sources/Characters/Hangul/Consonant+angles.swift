internal import Ink

/// ㄱ ㅋ ㄴ ㄷ ㅌ ㄹ: the letters of bars and corners.
extension Consonant {
    static func giyeokDrawings(_ site: LetterSite) -> [LetterDrawing] {
        [.standard([hook(site)])]
    }

    static func kieukDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let hook = hook(site)
        // The middle bar ends on the downstroke.
        let end = hook.segments[1].point(at: site.place == .beside ? 0.4 : 0.46)
        let start = Point(3, end.y + 0.9 * site.rise)
        return [.standard([hook, StrokePath(start).bar(end, bow: site.bow)])]
    }

    /// Right, then down: a sweep to the lower left beside a vertical vowel, nearly upright elsewhere.
    private static func hook(_ site: LetterSite) -> StrokePath {
        let bar = StrokePath(0, site.rise).bar(Point(97, 0), bow: site.bow)
        return switch site.place {
        case .beside:
            StrokePath(3, site.rise).bar(Point(99, 0), bow: site.bow).curve(94, 38, 60, 80, 0, 100)
        case .alone: bar.curve(97, 34, 94, 68, 88, 100)
        case .above: bar.curve(97, 34, 95, 68, 90, 100)
        case .beneath: bar.curve(98, 34, 97, 68, 94, 100)
        }
    }

    static func nieunDrawings(_ site: LetterSite) -> [LetterDrawing] {
        [.standard([foot(from: Point(2, 0), site)])]
    }

    static func digeutDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let top = StrokePath(1, site.rise).bar(Point(95, 0), bow: site.bow)
        let body = foot(from: Point(3, site.rise), site)
        return [.standard([top, body]), LetterDrawing(name: "one line", paths: [top.joined(to: body)])]
    }

    static func tieutDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let top = StrokePath(1, site.rise).bar(Point(95, 0), bow: site.bow)
        let middle = StrokePath(3, 46 + 0.8 * site.rise).bar(Point(92, 46), bow: site.bow)
        let body = foot(from: Point(3, site.rise), site)
        return [
            .standard([top, middle, body], orders: [[0, 2, 1]]),
            LetterDrawing(name: "middle and body in one line", paths: [top, middle.joined(to: body)]),
            LetterDrawing(name: "top and body in one line", paths: [top.joined(to: body), middle]),
        ]
    }

    static func rieulDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let hook = StrokePath(2, site.rise).bar(Point(95, 0), bow: site.bow).line(92, 46)
        let middleStart = Point(3, 46 + 0.8 * site.rise)
        let middle = StrokePath(middleStart).bar(Point(92, 46), bow: site.bow)
        let body = foot(from: middleStart, site)
        // Without lifting the pen, the middle bar is drawn once, to the left, on the way from the hook to the foot.
        let hookAndMiddle = hook.bar(middleStart, bow: site.bow)
        return [
            .standard([hook, middle, body]),
            LetterDrawing(name: "hook and middle in one line", paths: [hookAndMiddle, body]),
            LetterDrawing(name: "middle and foot in one line", paths: [hook, middle.joined(to: body)]),
            LetterDrawing(name: "one line", paths: [hookAndMiddle.joined(to: body)]),
        ]
    }

    /// Down, then right, with the narrow turn that a brush makes; beside a vertical vowel the end rises towards it.
    private static func foot(from start: Point, _ site: LetterSite) -> StrokePath {
        let end = 100 - site.rise * (site.place == .beside ? 2 : 1)
        let turn = 13 / max(site.aspect, 0.6)
        return StrokePath(start)
            .line(start.x, 86)
            .curve(start.x, 96, start.x + turn / 4, 100, start.x + turn, 99.6)
            .curve(start.x + 40, 99, 76, end + 1.5, 100, end)
    }
}
