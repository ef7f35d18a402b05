/// Text as HTML.
enum Markup {
    /// With the characters replaced that mean something.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// A table whose first column is text and whose others are figures.
    static func table(_ rows: [[String]]) -> String {
        guard let head = rows.first else { return "" }
        let title = head.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        let body = rows.dropFirst().map { row in
            "<tr>"
                + row.enumerated().map { column, cell in
                    column == 0 ? "<th scope=\"row\">\(escaped(cell))</th>" : "<td>\(escaped(cell))</td>"
                }.joined() + "</tr>"
        }
        return
            "<div class=\"scroll\"><table><thead><tr>\(title)</tr></thead><tbody>\(body.joined())</tbody></table></div>"
    }
}
