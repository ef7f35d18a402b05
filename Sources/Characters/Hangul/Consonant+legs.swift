internal import Ink

/// ㅅ ㅈ ㅊ: the letters of two legs.
extension Consonant {
    static func siotDrawings(_ site: LetterSite) -> [LetterDrawing] {
        [.standard(legs(site, from: 0))]
    }

    static func jieutDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let (bent, separate) = barAndLegs(site, from: 0)
        return [.standard(bent), LetterDrawing(name: "separate bar", paths: separate)]
    }

    static func chieutDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let (bent, separate) = barAndLegs(site, from: 25)
        let level = StrokePath(35, 0.6 * site.rise).bar(Point(63, 0), bow: 0.4 * site.bow)
        let falling = StrokePath(44, 0).line(55, 14)
        return [
            .standard([level] + bent),
            LetterDrawing(name: "falling top", paths: [falling] + bent),
            LetterDrawing(name: "separate bar", paths: [level] + separate),
            LetterDrawing(name: "falling top, separate bar", paths: [falling] + separate),
        ]
    }

    /// A bar with legs under it in both accepted divisions: bar and left leg as one stroke, or the bar by itself.
    ///
    /// - Parameter top: height of the bar, in hundredths of the box.
    private static func barAndLegs(
        _ site: LetterSite, from top: Double
    ) -> (bent: [StrokePath], separate: [StrokePath]) {
        let scale = (100 - top) / 100
        func y(_ share: Double) -> Double { top + share * scale }
        let bar = StrokePath(7, top + site.rise).bar(Point(88, top), bow: site.bow)
        let bent = bar.curve(77, y(35), 45, y(76), 0, y(100))
        let leg = StrokePath(bent.segments[1].point(at: 0.48))
            .curve(66, y(62), 82, y(82), 100, y(site.place == .beside ? 93 : 97))
        return ([bent, leg], [bar] + legs(site, from: bar.segments[0].point(at: 0.55).y))
    }

    /// Down-left, then down-right from the upper half of the first leg.
    private static func legs(_ site: LetterSite, from top: Double) -> [StrokePath] {
        let scale = (100 - top) / 100
        func y(_ share: Double) -> Double { top + share * scale }
        if site.place == .beside {
            let left = StrokePath(54, y(0)).curve(53, y(36), 34, y(76), 0, y(100))
            let joint = left.segments[0].point(at: 0.36)
            return [left, StrokePath(joint).curve(57, y(62), 74, y(82), 100, y(94))]
        }
        let left = StrokePath(51, y(0)).curve(50, y(38), 32, y(78), 0, y(100))
        let joint = left.segments[0].point(at: 0.37)
        return [left, StrokePath(joint).curve(55, y(64), 76, y(84), 100, y(97))]
    }
}
