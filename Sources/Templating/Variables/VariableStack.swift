public import Jinja
public import Values

/// Variables as layers, looked up from the strongest to the weakest; nothing is merged until it is read.
public struct VariableStack: Sendable {
    /// Weakest first.
    public var layers: [any VariableLayer]
    /// Whether dictionaries of one name in several layers are merged, key by key and at every depth
    /// (`hash_behaviour = merge`), instead of the strongest one hiding the others.
    public var mergesDictionaries = false

    public init(layers: [any VariableLayer] = []) { self.layers = layers }

    /// Layers that are plain dictionaries, weakest first.
    public init(_ dictionaries: [Dict]) { self.layers = dictionaries.map { DictLayer($0) } }

    /// This stack with `layer` above all others.
    public func adding(_ layer: any VariableLayer) -> VariableStack {
        var stack = self
        stack.layers.append(layer)
        return stack
    }

    /// This stack with `layer` below all others.
    public func adding(below layer: any VariableLayer) -> VariableStack {
        var stack = self
        stack.layers.insert(layer, at: 0)
        return stack
    }

    /// This stack without its weakest layer.
    public var withoutWeakest: VariableStack {
        var stack = self
        stack.layers.removeFirst()
        return stack
    }

    /// This stack with `items` above all others; the same stack where there are none.
    public func adding(_ items: Dict) -> VariableStack { items.isEmpty ? self : adding(DictLayer(items)) }

    /// The variable as it was written; nil where no layer has it.
    public subscript(name: String) -> Value? {
        var index = layers.endIndex
        while index > layers.startIndex {
            index -= 1
            guard let value = layers[index].variable(name) else { continue }
            guard mergesDictionaries, case .dict(let strong) = value else { return value }
            return merged(name, onto: strong, below: index)
        }
        return nil
    }

    /// The variable with what is known of who wrote it; nil where no layer has it.
    public func traced(_ name: String) -> TracedValue? {
        guard let index = layers.lastIndex(where: { $0.variable(name) != nil }), let top = layers[index].traced(name)
        else { return nil }
        guard mergesDictionaries, case .dict = top.value else { return top }
        var parts = [top]
        for layer in layers[..<index].reversed() {
            guard let weaker = layer.traced(name) else { continue }
            guard case .dict = weaker.value else { break }
            parts.append(weaker)
        }
        if parts.count == 1 { return top }
        // What authors wrote is marked where it comes to stand beside the words of others.
        let isAuthored = parts.allSatisfy(\.isAuthored)
        let values = parts.map { $0.isAuthored && !isAuthored ? $0.value.markedAsAuthored : $0.value }
        let merged = values.dropFirst().reduce(values[0]) { strong, weak in
            guard case .dict(let strong) = strong, case .dict(let weak) = weak else { return strong }
            return .dict(DictMerge(isRecursive: true, lists: .replace).merge(weak, strong))
        }
        return TracedValue(merged, isAuthored: isAuthored)
    }

    /// Every name, each once, weakest layer first.
    public var names: [String] {
        var seen: Set<String> = []
        return layers.flatMap(\.names).filter { seen.insert($0).inserted }
    }

    private func merged(_ name: String, onto strongest: ValueDict, below top: Int) -> Value {
        var result = strongest
        for layer in layers[..<top].reversed() {
            guard let value = layer.variable(name) else { continue }
            guard case .dict(let weaker) = value else { break }
            result = DictMerge(isRecursive: true, lists: .replace).merge(weaker, result)
        }
        return .dict(result)
    }
}
