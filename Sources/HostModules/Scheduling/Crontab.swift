import Modules
import Values

/// The lines of a crontab(5), jobs marked by the comments Ansible puts before them.
struct Crontab: Sendable {
    var lines: [String]

    static let mark = "#Ansible: "

    var text: String {
        let joined = lines.joined(separator: "\n")
        return joined.isEmpty ? "" : joined.droppingLineEnds() + "\n"
    }

    var isEmpty: Bool { lines.allSatisfy { $0.trimmed().isEmpty } }

    var jobNames: [String] {
        lines.filter { $0.hasPrefix(Self.mark) }.map { $0.replacing(Self.mark, by: "") }
    }

    var variableNames: [String] {
        lines.compactMap { line in
            guard let (name, _) = line.cut(at: "="), !name.isEmpty, !name.contains(where: \.isWhitespace) else {
                return nil
            }
            return name
        }
    }

    // Jobs

    enum Found { case none, exact(String), renamed(String) }

    /// The job after the comment of that name; else one with the same text and no name, which then gets it.
    mutating func find(_ name: String, job: String?) -> Found {
        for (line, next) in zip(lines, lines.dropFirst()) where line == Self.mark + name { return .exact(next) }
        guard let job, let place = lines.firstIndex(of: job) else { return .none }
        let before = place > 0 ? lines[place - 1] : lines.last ?? ""
        if !before.hasPrefix(Self.mark) {
            lines.insert(Self.mark + name, at: place)
            return .renamed(job)
        }
        guard place > 0, before == Self.mark + "None" else { return .none }
        lines[place - 1] = Self.mark + name
        return .renamed(job)
    }

    mutating func add(_ name: String, _ job: String) { lines += [Self.mark + name, job] }

    /// Puts `job` in place of the one of that name, or takes that away.
    mutating func replace(_ name: String, with job: String?) {
        var kept: [String] = []
        var isNext = false
        for line in lines {
            if isNext {
                if let job { kept += [Self.mark + name, job] }
                isNext = false
            } else if line == Self.mark + name {
                isNext = true
            } else {
                kept.append(line)
            }
        }
        lines = kept
    }

    // Variables

    func variable(_ name: String) -> Int? { lines.firstIndex { $0.hasPrefix("\(name)=") } }

    mutating func replaceVariable(_ name: String, with declaration: String?) {
        lines = lines.compactMap { $0.hasPrefix("\(name)=") ? declaration : $0 }
    }
}
