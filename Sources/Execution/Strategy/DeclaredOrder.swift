import Diagnostics
import Playbook
import Templating
import Values

/// What roles wait for besides their dependencies, as the variable `ansible_swiftplay_role_order` says it: a list of
/// lists of role names, in each of which one role follows the other.
struct DeclaredOrder {
    static let variable = "ansible_swiftplay_role_order"

    private var chains: [[String]] = []

    /// - Parameter value: the variable's value, rendered; nil where it is not there.
    init(_ value: Value?) throws(Diagnostic) {
        guard let value, !value.isNone else { return }
        guard let lists = value.sequence else { throw Self.malformed }
        for list in lists {
            guard let names = list.sequence else { throw Self.malformed }
            chains.append(
                try names.map { name throws(Diagnostic) in
                    guard let text = name.text else { throw Self.malformed }
                    return text
                })
        }
    }

    private static var malformed: Diagnostic {
        Diagnostic(
            "The variable '\(variable)' must be a list of lists of role names.",
            help: "For example: [[storage/nfs, platform/registry/harbor], [networking/metallb, platform/ingress/nginx]]"
        )
    }

    /// What each part waits for, the declared order included. Throws where parts wait for each other.
    func predecessors(of parts: [RoleGraph.Part]) throws(Diagnostic) -> [Set<Int>] {
        var predecessors = parts.map(\.predecessors)
        for chain in chains {
            for (first, second) in zip(chain, chain.dropFirst()) where first != second {
                let earlier = parts.indices.filter { parts[$0].answers(to: first) }
                for index in parts.indices where parts[index].answers(to: second) {
                    predecessors[index].formUnion(earlier)
                }
            }
        }
        if let circle = Self.circle(in: predecessors) {
            let names = circle.map { parts[$0].name }.joined(separator: " -> ")
            throw Diagnostic(
                "The roles of the play wait for each other: \(names)",
                help: "Take one of them out of '\(Self.variable)', or out of the dependencies of the other.")
        }
        return predecessors
    }

    /// Parts of which each waits for the one behind it, the first one again at the end; nil where there are none.
    private static func circle(in predecessors: [Set<Int>]) -> [Int]? {
        var left = Set(predecessors.indices)
        while let free = left.first(where: { predecessors[$0].isDisjoint(with: left) }) { left.remove(free) }
        guard var place = left.min() else { return nil }
        var path: [Int] = []
        while !path.contains(place) {
            path.append(place)
            place = predecessors[place].intersection(left).min() ?? place
        }
        return Array(path.drop { $0 != place }) + [place]
    }
}

extension RoleGraph.Part {
    fileprivate func answers(to name: String) -> Bool { self.name == name || role?.name == name }
}
