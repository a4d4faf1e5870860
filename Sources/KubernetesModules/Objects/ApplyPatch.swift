import Modules
import Values

/// What `apply` sends for an object that is there: a merge patch between what was applied last, what the cluster has
/// and what is wanted, by the rules of kubernetes.core
/// (https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/).
enum ApplyPatch {
    static let annotation: Value = "kubectl.kubernetes.io/last-applied-configuration"

    /// The object with the annotation that keeps it for the next `apply`.
    static func annotated(_ object: Dict) throws(ModuleFailure) -> Dict {
        let text: String
        do throws(ValueError) {
            // As JSON names the keys, so that they can be put in order.
            let named = try JSON.parse(JSON.compact(.dict(object)))
            text = try JSON.text(named, JSONOptions(sortKeys: true, itemSeparator: ",", keySeparator: ":"))
        } catch { throw ModuleFailure(error.message) }
        let mark: Dict = ["metadata": ["annotations": .dict([annotation: .string(text)])]]
        return merged(object, mark)
    }

    /// nil where nothing has to be sent.
    static func patch(from actual: Dict, to desired: Dict) throws(ModuleFailure) -> Dict? {
        let known = actual["metadata"]?.mapping?["annotations"]?.mapping?[annotation]?.text
        let wanted = try annotated(desired)
        guard let known, !known.isEmpty else { return wanted }
        let last: Dict
        do throws(ValueError) { last = try JSON.parse(Array(known.utf8)).mapping ?? [:] } catch {
            throw ModuleFailure("The annotation \(annotation.text ?? "") is no JSON: \(error.message)")
        }
        let patch = try merge(
            last: try annotated(last), wanted, actual, at: desired["kind"]?.text ?? "")
        return patch.isEmpty ? nil : patch
    }

    /// Both dicts in one; dicts in them are merged, and of all else the second's is taken.
    static func merged(_ one: Dict, _ other: Dict) -> Dict {
        one.merging(other) { left, right in
            guard let inner = left.mapping, let with = right.mapping else { return right }
            return .dict(merged(inner, with))
        }
    }

    private static func merge(
        last: Dict, _ desired: Dict, _ actual: Dict, at place: String
    ) throws(ModuleFailure) -> Dict {
        merged(deletions(last, desired), try delta(last, actual, desired, at: place))
    }

    /// What was applied last and is wanted no more, as null.
    private static func deletions(_ last: Dict, _ desired: Dict) -> Dict {
        var patch: Dict = [:]
        for (key, old) in last {
            let new = desired[key]
            if let inner = old.mapping, let with = new?.mapping {
                let deeper = deletions(inner, with)
                if !deeper.isEmpty { patch[key] = .dict(deeper) }
            } else if new != old {
                patch[key] = new ?? Value.none
            }
        }
        return patch
    }

    /// What is wanted and not there.
    private static func delta(
        _ last: Dict, _ actual: Dict, _ desired: Dict, at place: String
    ) throws(ModuleFailure) -> Dict {
        var patch: Dict = [:]
        for (key, wanted) in desired {
            let here = "\(place).\(key.text ?? "")"
            guard let found = actual[key], !found.isNone else {
                patch[key] = wanted
                continue
            }
            if let dict = wanted.mapping {
                let deeper = try delta(last[key]?.mapping ?? [:], found.mapping ?? [:], dict, at: here)
                if !deeper.isEmpty { patch[key] = .dict(deeper) }
            } else if let list = wanted.sequence, wanted.text == nil {
                let items = try merge(
                    last: last[key]?.sequence ?? [], actual: found.sequence ?? [], desired: list, at: here)
                if !items.isEmpty { patch[key] = .list(items.filter { !$0.isNone }) }
            } else if found != wanted {
                patch[key] = wanted
            }
        }
        return patch
    }

    /// Lists whose items have a key are merged item by item.
    private static func merge(
        last: [Value], actual: [Value], desired: [Value], at place: String
    ) throws(ModuleFailure) -> [Value] {
        guard let key = ListKeys.key(at: place), !last.isEmpty else { return desired }
        let known = try ListKeys.index(last, by: key, at: place)
        let found = try ListKeys.index(actual, by: key, at: place)
        let wanted = try ListKeys.index(desired, by: key, at: place)
        var result: [Value] = []
        for (name, item) in wanted {
            guard let there = found[name]?.mapping, let old = known[name]?.mapping, let new = item.mapping else {
                result.append(item)
                continue
            }
            let patch = try merge(last: old, new, there, at: place)
            result.append(.dict(merged(there, patch)))
        }
        for (name, item) in found where wanted[name] == nil && known[name] == nil { result.append(item) }
        return result
    }
}
