/// Settings under one heading of the help.
struct SettingSection {
    /// The heading.
    let title: String
    /// The settings in the order of the help.
    let settings: [Setting]

    init(_ title: String, _ settings: [Setting]) {
        self.title = title
        self.settings = settings
    }

    /// All sections, in the order of the help. New settings go into the section where an operator would look for them.
    static var all: [SettingSection] {
        [.listening, .tls, .access, .records, .sessions, .limits, .compression, .running]
    }

    /// All settings.
    static var settings: [Setting] { all.flatMap(\.settings) }

    /// What closes a message about a name that is wrong.
    static let hint = "“pilsun serve --help” lists the settings."

    /// ` (did you mean --port?)` where a setting's name is close, otherwise nothing.
    static func suggestion(for name: String, _ prefix: String) -> String {
        closest(to: name).map { " (did you mean \(prefix)\($0.name)?)" } ?? ""
    }

    /// The setting that a misspelt name is close to, nil where none is.
    static func closest(to name: String) -> Setting? {
        let distances = settings.map { (setting: $0, distance: editDistance($0.name, name)) }
        guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, name.count / 4)
        else { return nil }
        return best.setting
    }

    /// Insertions, removals and replacements from one text to the other (Levenshtein).
    static func editDistance(_ a: String, _ b: String) -> Int {
        let target = Array(b)
        var row = Array(0...target.count)
        for (i, character) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in target.indices {
                let replaced = diagonal + (character == target[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[target.count]
    }
}
