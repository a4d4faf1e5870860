import Diagnostics
import Templating
import Values

/// `serial`: the hosts of a play in batches.
struct Serial {
    private let sizes: [Value]
    private let span: Span

    /// - Parameter rendered: the keyword's values; lists among them stand for their items.
    init(_ rendered: [Value], at span: Span) {
        self.span = span
        sizes = rendered.filter { !$0.isOmit }.flatMap { $0.sequence ?? [$0] }
    }

    /// Batches of the given sizes, the last size repeated to the end; all hosts at once where no size is given.
    func batches(of hosts: [String]) throws(Diagnostic) -> [[String]] {
        var batches: [[String]] = []
        var rest = hosts[...]
        var index = 0
        while !rest.isEmpty {
            let size = sizes.isEmpty ? 0 : try size(sizes[min(index, sizes.count - 1)], of: hosts.count)
            guard size > 0 else { return batches + [Array(rest)] }
            batches.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
            index += 1
        }
        return batches
    }

    /// A number, or a percentage of all hosts, one at least.
    private func size(_ value: Value, of count: Int) throws(Diagnostic) -> Int {
        let text = (try? value.string()) ?? ""
        if text.hasSuffix("%"), let percent = Double(text.dropLast()) {
            return max(1, Int(percent * Double(count) / 100))
        }
        guard let number = Int(text.trimmed()) else {
            var error = Diagnostic(
                "invalid serial value '\(text)'", at: span, help: "Use a number of hosts or a percentage such as 30%.")
            // ansible-core ends as it does where it has a fault of its own.
            error.exitStatus = 250
            throw error
        }
        return number
    }
}
