import Templating
import Values

/// The operations of a JSON patch (RFC 6902) on a document of its own.
struct JSONPatch {
    enum Failure: Error {
        /// An operation `test` found something else.
        case test(String)
        case operation(String)

        var message: String {
            switch self {
            case .test(let message), .operation(let message): message
            }
        }
    }

    private(set) var document: Value

    init(_ document: Value) { self.document = document.copied }

    mutating func apply(_ operation: Dict) throws(Failure) {
        let value = operation["value"]
        let path = try pointer(operation["path"])
        switch operation["op"]?.text {
        case "add": try add(try required(value), at: path)
        case "replace": try replace(path, with: try required(value))
        case "remove": _ = try remove(path)
        case "test": try test(path, try required(value))
        case "copy": try add(try source(try pointer(operation["from"])).copied, at: path)
        case "move":
            let from = try pointer(operation["from"])
            guard from.parts != path.parts else { return _ = try source(from) }
            guard !path.parts.starts(with: from.parts) else {
                throw .operation("Cannot move values into their own children")
            }
            _ = try source(from)
            try add(try remove(from), at: path)
        default: throw .operation("Unknown operation")
        }
    }

    private func required(_ value: Value?) throws(Failure) -> Value {
        guard let value else { throw .operation("The operation does not contain a 'value' member") }
        return value.copied
    }

    private func pointer(_ path: Value?) throws(Failure) -> JSONPointer {
        do throws(JSONPointer.Failure) { return try JSONPointer(path?.text ?? "") } catch {
            throw .operation(error.message)
        }
    }

    private func found(_ pointer: JSONPointer) throws(Failure) -> Value {
        do throws(JSONPointer.Failure) { return try pointer.value(in: document) } catch {
            throw .operation(error.message)
        }
    }

    /// The value to copy or move; one that is missing is told as Python's dictionaries and lists do.
    private func source(_ pointer: JSONPointer) throws(Failure) -> Value {
        guard let last = pointer.last else { return document }
        switch try container(pointer) {
        case .dict(let dict):
            guard let value = dict.items[.string(last)] else {
                throw .operation((try? Value.string(last).representation()) ?? last)
            }
            return value
        case .list(let list):
            let index = try index(last)
            guard list.items.indices.contains(index) else { throw .operation("list index out of range") }
            return list.items[index]
        case let other: throw .operation(JSONPointer.noContainer(other, last).message)
        }
    }

    private func container(_ pointer: JSONPointer) throws(Failure) -> Value {
        do throws(JSONPointer.Failure) { return try pointer.container(in: document) } catch {
            throw .operation(error.message)
        }
    }

    private func index(_ part: String) throws(Failure) -> Int {
        do throws(JSONPointer.Failure) { return try JSONPointer.index(part) } catch {
            throw .operation(error.message)
        }
    }

    private mutating func add(_ value: Value, at pointer: JSONPointer) throws(Failure) {
        guard let last = pointer.last else {
            document = value
            return
        }
        switch try container(pointer) {
        case .dict(let dict): dict.items[.string(last)] = value
        case .list(let list):
            let index = last == "-" ? list.items.count : try index(last)
            guard index <= list.items.count else { throw .operation("can't insert outside of list") }
            list.items.insert(value, at: index)
        case let other: throw .operation(JSONPointer.noContainer(other, last).message)
        }
    }

    private mutating func replace(_ pointer: JSONPointer, with value: Value) throws(Failure) {
        guard let last = pointer.last else {
            document = value
            return
        }
        switch try container(pointer) {
        case .dict(let dict):
            guard dict.items[.string(last)] != nil else {
                throw .operation("can't replace a non-existent object '\(last)'")
            }
            dict.items[.string(last)] = value
        case .list(let list):
            let index = try index(last)
            guard list.items.indices.contains(index) else { throw .operation("can't replace outside of list") }
            list.items[index] = value
        case let other: throw .operation(JSONPointer.noContainer(other, last).message)
        }
    }

    private func remove(_ pointer: JSONPointer) throws(Failure) -> Value {
        guard let last = pointer.last else { throw .operation("can't remove the whole document") }
        switch try container(pointer) {
        case .dict(let dict):
            guard let old = dict.items.removeValue(forKey: .string(last)) else {
                throw .operation("can't remove a non-existent object '\(last)'")
            }
            return old
        case .list(let list):
            let index = try index(last)
            guard list.items.indices.contains(index) else {
                throw .operation("can't remove a non-existent object '\(last)'")
            }
            return list.items.remove(at: index)
        case let other: throw .operation(JSONPointer.noContainer(other, last).message)
        }
    }

    private func test(_ pointer: JSONPointer, _ wanted: Value) throws(Failure) {
        let value: Value
        do throws(Failure) { value = try found(pointer) } catch { throw .test(error.message) }
        guard !JSONPatch.areEqual(value, wanted) else { return }
        func shown(_ value: Value) -> String {
            "\((try? value.representation()) ?? "") (\(value.pythonClass))"
        }
        throw .test("\(shown(value)) is not equal to tested value \(shown(wanted))")
    }

    /// Equality of JSON: a boolean is no number.
    static func areEqual(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): return a == b
        case (.bool, _), (_, .bool): return false
        case (.list(let a), .list(let b)):
            return a.items.count == b.items.count && zip(a.items, b.items).allSatisfy { areEqual($0, $1) }
        case (.dict(let a), .dict(let b)):
            return a.items.count == b.items.count
                && a.items.allSatisfy { key, value in b.items[key].map { areEqual(value, $0) } ?? false }
        default: return a == b
        }
    }
}

extension Value {
    /// A copy that shares no list and no dictionary with the value.
    fileprivate var copied: Value {
        switch self {
        case .list, .tuple: .list((sequence ?? []).map(\.copied))
        case .dict(let dict): .dict(dict.items.mapValues(\.copied))
        default: self
        }
    }
}
