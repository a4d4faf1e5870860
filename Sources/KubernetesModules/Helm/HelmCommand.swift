import Modules
import Values

/// A command line of helm: the words that it is run with, and the text that results show of it.
struct HelmCommand {
    private(set) var words: [String]
    /// As the collection's modules write it, without secrets.
    private(set) var text: String

    init(_ program: String) {
        words = [program]
        text = program
    }

    /// Adds one word; `shown` is what results show in its place.
    mutating func add(_ word: String, shown: String? = nil) {
        words.append(word)
        text += " " + (shown ?? word)
    }

    mutating func add(_ more: [String]) { for word in more { add(word) } }

    /// Shows one more space, where the collection's text has two.
    mutating func space() { text += " " }

    /// Adds `flag` where `condition` holds.
    mutating func add(_ flag: String, if condition: Bool?) { if condition == true { add(flag) } }

    /// Adds `name` directly followed by a value, where there is one.
    mutating func add(_ name: String, _ value: String?) { if let value { add(name + value) } }

    /// Adds a chart, in quotes where results show it.
    mutating func add(chart: String) { add(chart, shown: "'\(chart)'") }

    /// Adds the values that `set_values` lists.
    mutating func add(setValues values: [Value]) throws(ModuleFailure) {
        for entry in values {
            let type = entry.mapping?["value_type"]?.text ?? "raw"
            let value = entry.mapping?["value"]?.text ?? ""
            guard type == "raw" else {
                add("--set-\(type)")
                add(value, shown: "'\(value)'")
                continue
            }
            add("--set")
            // Quotes are the shell's, as the collection's command lines are read by its rules.
            do throws(ShellWords.Malformed) {
                add(try ShellWords.split(value).joined(separator: " "), shown: value)
            } catch {
                throw ModuleFailure("set_values: '\(value)': \(error.message)")
            }
        }
    }
}
