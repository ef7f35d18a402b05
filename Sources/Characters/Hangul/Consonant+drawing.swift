extension Consonant {
    /// The accepted ways of writing the letter, the standard one first, in hundredths of the box that its ink fills.
    ///
    /// - Parameters:
    ///   - place: where it stands; ㄱ bends to the left beside a vertical vowel, the legs of ㅅ spread over a horizontal one.
    ///   - aspect: width of the box divided by its height, so that a ring stays round.
    func drawings(_ place: LetterPlace, aspect: Double) -> [LetterDrawing] {
        switch self {
        case .giyeok: Self.giyeokDrawings(place)
        case .kieuk: Self.kieukDrawings(place)
        case .nieun: Self.nieunDrawings(place)
        case .digeut: Self.digeutDrawings(place)
        case .tieut: Self.tieutDrawings(place)
        case .rieul: Self.rieulDrawings(place)
        case .mieum: Self.mieumDrawings
        case .bieup: Self.bieupDrawings
        case .pieup: Self.pieupDrawings
        case .siot: Self.siotDrawings(place)
        case .jieut: Self.jieutDrawings(place)
        case .chieut: Self.chieutDrawings(place)
        case .ieung: Self.ieungDrawings
        case .hieut: Self.hieutDrawings(aspect: aspect)
        }
    }
}
