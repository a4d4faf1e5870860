import Jinja
import Templating
import Values

/// The filters of community.general that turn one shape of data into another.
enum CommunityFilters {
    static let rows =
        shapes + KeyFilters.rows + CommunityListFilters.rows + DurationFilters.rows + TextTableFilters.rows
        + CommunityTextFilters.rows + HashidsFilters.rows + JSONPatchFilters.rows + PrettyTableFilter.rows
        + TypeFilters.rows

    private static let shapes = [
        FilterRow("json_query", taking: Signature(parameters: ["expr"], required: 1)) { call throws(TemplateError) in
            do { return try JMESPath.search(try call.text("expr", ""), in: call.input) } catch let failure
                as JMESPath.Failure
            {
                throw call.failure("JMESPathError in json_query filter plugin:\n\(failure.message)")
            } catch { throw error as? TemplateError ?? call.failure("\(error)") }
        },
        FilterRow("dict_kv", taking: Signature(parameters: ["key"], required: 1)) { call throws(TemplateError) in
            let key = call["key"] ?? .none
            try raising { () throws(ValueError) in try key.checkHashable() }
            return .dict([key: call.input])
        },
        FilterRow("dict") { call throws(TemplateError) in
            var result: Dict = [:]
            for (place, pair) in try call.inputElements().enumerated() {
                let parts = try pair.pythonElements()
                guard parts.count == 2 else {
                    throw TemplateError(
                        .value,
                        "dictionary update sequence element #\(place) has length \(parts.count); 2 is required")
                }
                try raising { () throws(ValueError) in try parts[0].checkHashable() }
                result[parts[0]] = parts[1]
            }
            return .dict(result)
        },
        FilterRow("groupby_as_dict", taking: Signature(parameters: ["attribute"], required: 1)) {
            call throws(TemplateError) in
            guard let items = call.input.sequence else { throw call.failure("Input is not a sequence") }
            let attribute = call["attribute"] ?? .none
            var result: Dict = [:]
            for (place, item) in items.enumerated() {
                guard let dict = DictMerge.dictionary(item) else {
                    throw call.failure("Sequence element #\(place) is not a mapping")
                }
                guard let key = dict.items[attribute] else {
                    throw call.failure("Attribute not contained in element #\(place) of sequence")
                }
                guard result[key] == nil else {
                    throw call.failure(
                        "Multiple sequence entries have attribute value \(try key.pythonRepresentation())")
                }
                result[key] = item
            }
            return .dict(result)
        },
        FilterRow("counter") { call throws(TemplateError) in
            guard call.input.sequence != nil || call.input.text != nil else {
                throw call.failure(
                    "Argument for community.general.counter must be a sequence (string or list). "
                        + "\(try call.inputText()) is \(call.input.pythonClass)")
            }
            var counts: [(key: Value, count: Int)] = [], places: [Value: Int] = [:]
            for item in try call.inputElements() {
                do throws(ValueError) { try item.checkHashable() } catch {
                    throw call.failure(
                        "community.general.counter needs a sequence with hashable elements (int, float or str) - "
                            + error.message)
                }
                if let place = places[item] {
                    counts[place].count += 1
                } else {
                    places[item] = counts.count
                    counts.append((item, 1))
                }
            }
            return .dict(Dict(counts.map { ($0.key, Value.int($0.count)) }) { $1 })
        },
        FilterRow("accumulate") { call throws(TemplateError) in
            var sums: [Value] = []
            for item in try call.inputElements() {
                let previous = sums.last
                sums.append(
                    try raising { () throws(ValueError) in
                        try previous.map { sum throws(ValueError) in try Value.apply(.add, sum, item) } ?? item
                    })
            }
            return .list(sums)
        },
    ]
}
