extension Consonant {
    /// The accepted ways of writing the letter, the standard one first, in hundredths of the box that its ink fills.
    func drawings(_ site: LetterSite) -> [LetterDrawing] {
        switch self {
        case .giyeok: Self.giyeokDrawings(site)
        case .kieuk: Self.kieukDrawings(site)
        case .nieun: Self.nieunDrawings(site)
        case .digeut: Self.digeutDrawings(site)
        case .tieut: Self.tieutDrawings(site)
        case .rieul: Self.rieulDrawings(site)
        case .mieum: Self.mieumDrawings(site)
        case .bieup: Self.bieupDrawings(site)
        case .pieup: Self.pieupDrawings(site)
        case .siot: Self.siotDrawings(site)
        case .jieut: Self.jieutDrawings(site)
        case .chieut: Self.chieutDrawings(site)
        case .ieung: Self.ieungDrawings
        case .hieut: Self.hieutDrawings(site)
        }
    }
}
