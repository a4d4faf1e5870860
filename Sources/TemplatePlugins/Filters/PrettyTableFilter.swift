import Jinja
import Templating
import Values

/// `to_prettytable`: dictionaries as a table drawn with characters.
enum PrettyTableFilter {
    static let rows = [
        FilterRow("to_prettytable", taking: Signature(takesRest: true, takesKeywords: true)) {
            call throws(TemplateError) in
            var options: [String: Value] = [:]
            for (name, value) in call.keywords { options[name] = value }
            return .string(try text(call, &options))
        }
    ]

    private static func text(_ call: PluginCall, _ options: inout [String: Value]) throws(TemplateError) -> String {
        guard case .list(let list) = call.input else { throw expected("a list of dictionaries", call.input, call) }
        let rows = try list.items.map { item throws(TemplateError) -> Dict in
            guard let row = DictMerge.dictionary(item)?.items else {
                throw expected("all items in the list to be dictionaries", item, call)
            }
            return row
        }
        let most = rows.first?.count
        let order = try order(call, options.removeValue(forKey: "column_order"), most)
        let headers = try names(
            options.removeValue(forKey: "header_names"), "header_names", "a list of header names",
            "a string for header name", most, call)
        if let order, let headers, order.count != headers.count {
            throw call.failure(
                "'column_order' and 'header_names' must have the same number of elements. "
                    + "Got \(order.count) columns and \(headers.count) headers.")
        }
        let alignments = try alignments(options.removeValue(forKey: "column_alignments"), most, call)
        guard options.isEmpty else {
            throw call.failure(
                "Unknown parameter(s) for to_prettytable filter: \(options.keys.sorted().joined(separator: ", "))")
        }
        let columns = order?.isEmpty == false ? order ?? [] : try (rows.first ?? [:]).keys.map(text)
        if rows.isEmpty, columns.isEmpty, headers?.isEmpty != false, alignments.isEmpty { return "++\n++" }
        let titles = headers ?? columns
        guard Set(titles).count == titles.count else { throw TemplateError(.value, "Field names must be unique") }
        guard titles.count == columns.count || rows.isEmpty else {
            throw TemplateError(
                .value,
                "Row has incorrect number of values, (actual) \(columns.count)!=\(titles.count) (expected)")
        }
        let cells = try rows.map { row throws(TemplateError) in
            try columns.map { column throws(TemplateError) in
                try text(cell(column, row, isOrdered: order?.isEmpty == false, first: rows[0]))
            }
        }
        return TextGrid(titles: titles, rows: cells, alignments: titles.map { alignments[$0] ?? .center }).text
    }

    private static func text(_ value: Value) throws(TemplateError) -> String { try value.python() }

    private static func expected(_ wanted: String, _ value: Value, _ call: PluginCall) -> TemplateError {
        call.failure("Expected \(wanted), got a \(value.text == nil ? value.typeName : "string")")
    }

    private static func order(
        _ call: PluginCall, _ keyword: Value?, _ most: Int?
    ) throws(TemplateError) -> [String]? {
        if !call.rest.isEmpty, keyword.map({ !$0.isNone }) == true {
            throw call.failure("Cannot use both positional arguments and the 'column_order' keyword argument")
        }
        return try names(
            call.rest.isEmpty ? keyword : .list(call.rest), "column_order", "a list of column names",
            "a string for column name", most, call)
    }

    private static func names(
        _ value: Value?, _ option: String, _ list: String, _ item: String, _ most: Int?, _ call: PluginCall
    ) throws(TemplateError) -> [String]? {
        guard let value, !value.isNone else { return nil }
        guard case .list(let items) = value else { throw expected(list, value, call) }
        let names = try items.items.map { name throws(TemplateError) -> String in
            guard let text = name.text else { throw expected(item, name, call) }
            return text
        }
        if let most, names.count > most {
            throw call.failure(
                "'\(option)' has more elements (\(names.count)) than available fields in data (\(most))")
        }
        return names
    }

    private static func alignments(
        _ value: Value?, _ most: Int?, _ call: PluginCall
    ) throws(TemplateError) -> [String: TextGrid.Alignment] {
        guard let value else { return [:] }
        guard let items = DictMerge.dictionary(value)?.items else {
            throw expected("a dictionary for column_alignments", value, call)
        }
        var alignments: [String: TextGrid.Alignment] = [:]
        for (key, value) in items {
            guard let name = key.text else { throw expected("a string for column_alignments key", key, call) }
            guard let word = value.text else { throw expected("a string for column_alignments value", value, call) }
            guard let alignment = TextGrid.Alignment(word: word) else {
                throw call.failure(
                    "Invalid alignment '\(word)' in 'column_alignments'. "
                        + "Valid alignments are: c, center, l, left, r, right")
            }
            alignments[name] = alignment
        }
        if let most, alignments.count > most {
            throw call.failure(
                "'column_alignments' has more elements (\(alignments.count)) than available fields in data (\(most))")
        }
        return alignments
    }

    /// The value under a column's name, also where the key is a boolean or a number, or is written in another case.
    private static func cell(
        _ column: String, _ row: Dict, isOrdered: Bool, first: Dict
    ) throws(TemplateError) -> Value {
        if !isOrdered {
            for key in first.keys where try text(key) == column { return row[key] ?? "" }
        }
        if let value = row[.string(column)] { return value }
        if column.lowercased() == "true", let value = row[true] { return value }
        if column.lowercased() == "false", let value = row[false] { return value }
        if let number = Int(column), number >= 0, let value = row[.int(number)] { return value }
        return ""
    }
}
