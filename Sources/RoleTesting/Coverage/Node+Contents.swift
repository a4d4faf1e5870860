import YAML

extension Node {
    var scalar: String? { if case .scalar(let text, _) = content { text } else { nil } }
    var items: [Node]? { if case .sequence(let items) = content { items } else { nil } }
    var entries: [(key: Node, value: Node)]? { if case .mapping(let entries) = content { entries } else { nil } }
}
