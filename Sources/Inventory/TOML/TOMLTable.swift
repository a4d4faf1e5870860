import OrderedCollections
import Values

/// What a key of a table stands for while a document is read.
enum TOMLItem {
    case value(Value)
    case table(TOMLTable)
    /// A list of values, complete in itself.
    case array([TOMLItem])
    /// The tables of `[[name]]`.
    case elements([TOMLTable])

    var data: Value {
        switch self {
        case .value(let value): value
        case .table(let table): .dict(table.dict)
        case .array(let items): .list(items.map(\.data))
        case .elements(let tables): .list(tables.map { .dict($0.dict) })
        }
    }
}

/// A table that may still grow, and the rules of what may follow what.
final class TOMLTable {
    private var items: OrderedDictionary<String, TOMLItem> = [:]
    /// Whether `[name]` has named it, which may happen once.
    private var isDeclared = false
    /// Whether dotted keys made it, so that no header may.
    private var isDotted = false

    var dict: Dict {
        var dict = Dict()
        for (name, item) in items { dict[.string(name)] = item.data }
        return dict
    }

    /// The table `name`, made where it is missing; nil where something else has that name.
    func step(into name: String) -> TOMLTable? {
        switch items[name] {
        case .table(let table): return table
        case .elements(let tables): return tables.last
        case nil:
            let table = TOMLTable()
            items[name] = .table(table)
            return table
        default: return nil
        }
    }

    /// The same for a key such as `a.b = 1`, which may not reach into a declared table.
    func stepByDots(_ name: String) -> TOMLTable? {
        if items[name] != nil {
            guard case .table(let table)? = items[name], !table.isDeclared else { return nil }
            return table
        }
        let table = step(into: name)
        table?.isDotted = true
        return table
    }

    /// The table of `[name]`; nil where it was declared before.
    func declare(_ name: String) -> TOMLTable? {
        if case .elements? = items[name] { return nil }
        guard let table = step(into: name), !table.isDeclared, !table.isDotted else { return nil }
        table.isDeclared = true
        return table
    }

    /// A new table of `[[name]]`.
    func appendElement(_ name: String) -> TOMLTable? {
        let table = TOMLTable()
        switch items[name] {
        case .elements(let tables): items[name] = .elements(tables + [table])
        case nil: items[name] = .elements([table])
        default: return nil
        }
        return table
    }

    /// Sets a key; false where it is set.
    func set(_ name: String, _ item: TOMLItem) -> Bool {
        guard items[name] == nil else { return false }
        items[name] = item
        return true
    }
}
