/// The languages in which feedback speaks to learners.
public enum Language: String, CaseIterable, Sendable {
    /// Korean.
    case korean = "ko"
    /// English.
    case english = "en"
    /// Japanese.
    case japanese = "ja"
    /// Chinese.
    case chinese = "zh"

    /// The language of a BCP 47 tag such as `ko-KR`; English where the tag names none of the four.
    public init(tag: String) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self = Language(rawValue: primary) ?? .english
    }
}
