/// Comma-separated values as Python's csv module reads them in its `excel` dialect.
package struct DelimitedText {
    package var delimiter: Unicode.Scalar = ","
    package var quote: Unicode.Scalar = "\""
    package var skipsBlanks = false

    package init(delimiter: Unicode.Scalar = ",", quote: Unicode.Scalar = "\"", skipsBlanks: Bool = false) {
        self.delimiter = delimiter
        self.quote = quote
        self.skipsBlanks = skipsBlanks
    }

    /// The rows; an empty line is a row without fields.
    package func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = [], field = String.UnicodeScalarView()
        var isQuoted = false, wasQuoted = false, isFresh = true
        var letters = text.unicodeScalars.makeIterator(), pending: Unicode.Scalar?
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
                row.append(String(field))
                (field, isFresh, wasQuoted) = (.init(), true, false)
            } else if letter == "\n" || letter == "\r" {
                if letter == "\r", let next = letters.next(), next != "\n" { pending = next }
                if !row.isEmpty || !field.isEmpty || wasQuoted { row.append(String(field)) }
                rows.append(row)
                (row, field, isFresh, wasQuoted) = ([], .init(), true, false)
            } else if letter == quote, isFresh {
                (isQuoted, wasQuoted, isFresh) = (true, true, false)
            } else if letter == " ", isFresh, skipsBlanks {
                continue
            } else {
                field.append(letter)
                isFresh = false
            }
        }
        if !row.isEmpty || !field.isEmpty || wasQuoted { rows.append(row + [String(field)]) }
        return rows
    }
}
