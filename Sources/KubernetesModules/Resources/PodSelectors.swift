import Values

/// The selectors by which an object finds its pods
/// (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors).
enum PodSelectors {
    static func of(_ object: Value) throws(APIFailure) -> [String] {
        let fields = object.mapping ?? [:]
        guard let selector = fields["spec"]?.mapping?["selector"]?.mapping, !selector.isEmpty else {
            throw APIFailure(
                message: "\(fields["apiVersion"]?.text ?? "") \(fields["kind"]?.text ?? "") does not support the log "
                    + "subresource directly, and no Pod selector was found on the object")
        }
        let labels = selector["matchLabels"]?.mapping
        let expressions = selector["matchExpressions"]?.sequence
        if labels == nil, expressions == nil { return pairs(selector) }
        var selectors = pairs(labels ?? [:])
        for expression in expressions ?? [] {
            let parts = expression.mapping ?? [:]
            let key = parts["key"]?.text ?? ""
            let word = parts["operator"]?.text ?? ""
            switch word {
            case "Exists": selectors.append(key)
            case "DoesNotExist": selectors.append("!\(key)")
            case "In", "NotIn":
                let values = (parts["values"]?.sequence ?? []).compactMap(\.text).joined(separator: ", ")
                selectors.append("\(key) \(word.lowercased()) (\(values))")
            default:
                throw APIFailure(
                    message: "The k8s_log module does not support the \(word.lowercased()) matchExpression operator")
            }
        }
        return selectors
    }

    /// Labels as the API selects by them, `name=value`.
    static func pairs(_ labels: Dict) -> [String] {
        labels.map { "\($0.key.text ?? "")=\($0.value.text ?? "")" }
    }
}
