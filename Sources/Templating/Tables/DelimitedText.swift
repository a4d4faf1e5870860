/// Comma-separated values as Python's csv module reads them in its `excel` dialect.
struct DelimitedText {
    var delimiter: Character = ","
    var quote: Character = "\""
    var skipsBlanks = false

    /// The rows; an empty line is a row without fields.
    func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = [], field = ""
        var isQuoted = false, wasQuoted = false, isFresh = true
        func isEnd(_ letter: Character) -> Bool { letter == "\n" || letter == "\r\n" || letter == "\r" }
        var letters = text.makeIterator(), pending: Character?
        while let letter = pending ?? letters.next() {
            pending = nil
            if isQuoted {
                guard letter == quote else {
                    field.append(letter)
                    continue
                }
                let next = letters.next()
                if next == quote {
                    field.append(quote)
                } else {
                    isQuoted = false
                    pending = next
                }
            } else if letter == delimiter {
                row.append(field)
                (field, isFresh, wasQuoted) = ("", true, false)
            } else if isEnd(letter) {
                if !row.isEmpty || !field.isEmpty || wasQuoted { row.append(field) }
                rows.append(row)
                (row, field, isFresh, wasQuoted) = ([], "", true, false)
            } else if letter == quote, isFresh {
                (isQuoted, wasQuoted, isFresh) = (true, true, false)
            } else if letter == " ", isFresh, skipsBlanks {
                continue
            } else {
                field.append(letter)
                isFresh = false
            }
        }
        if !row.isEmpty || !field.isEmpty || wasQuoted { rows.append(row + [field]) }
        return rows
    }
}
