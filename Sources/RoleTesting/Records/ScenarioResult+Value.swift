import Values

/// Results as data: for the JSON report, and for a process that runs a scenario for another one.
extension ScenarioResult {
    var data: Value {
        .dict([
            "scenario": .string(label), "name": .string(name), "code": .int(Int(code)),
            "platforms": .list(platforms.map { .string($0) }), "seconds": .double(seconds),
            "skipped": .dict(
                Dict(
                    uniqueKeysWithValues: skipped.sorted { $0.key < $1.key }.map {
                        (.string($0.key), .string($0.value))
                    })),
            "hints": .list(hints.map { .string($0) }), "steps": .list(steps.map(\.data)),
        ])
    }

    init?(_ value: Value) {
        guard let data = value.mapping, let name = data["name"]?.text else { return nil }
        self.init(name: name, label: data["scenario"]?.text ?? name)
        platforms = data["platforms"]?.texts ?? []
        for (key, value) in data.dict("skipped") { skipped[key.plainText] = value.plainText }
        steps = data["steps"]?.sequence?.compactMap(StepResult.init) ?? []
        if case .int(let number) = data["code"] { code = Int32(clamping: number) }
        hints = data["hints"]?.texts ?? []
    }
}

extension StepResult {
    var data: Value {
        .dict([
            "step": .string(name), "arguments": .list(arguments.map { .string($0) }), "seconds": .double(seconds),
            "state": .string(completion.state.rawValue),
            "ends": .list(completions.map(\.data)), "tasks": .list(tasks.map(\.data)),
            "findings": .list(findings.map(\.data)), "output": .string(output),
            "idle": .list(idlePlaybooks.map { .string($0) }),
        ])
    }

    init?(_ value: Value) {
        guard let data = value.mapping, let name = data["step"]?.text else { return nil }
        self.init(name: name)
        arguments = data["arguments"]?.texts ?? []
        seconds = data["seconds"].number
        completions = data["ends"]?.sequence?.compactMap(Completion.init) ?? []
        tasks = data["tasks"]?.sequence?.compactMap(TaskResult.init) ?? []
        findings = data["findings"]?.sequence?.compactMap(Finding.init) ?? []
        output = data["output"]?.text ?? ""
        idlePlaybooks = data["idle"]?.texts ?? []
    }
}

extension Completion {
    var data: Value {
        ["state": .string(state.rawValue), "message": .optional(message), "note": .optional(note)]
    }

    init?(_ value: Value) {
        guard let data = value.mapping, let state = data["state"]?.text.flatMap(State.init) else { return nil }
        self.init(state, data["message"]?.text, note: data["note"]?.text)
    }
}

extension TaskResult {
    var data: Value {
        .dict([
            "host": .string(host), "task": .string(name), "action": .string(action), "path": .optional(path),
            "item": .optional(item), "status": .string(status.rawValue), "ignored": .bool(isIgnored),
            "seconds": .double(seconds), "message": .string(message), "id": .int(task), "check": .bool(isCheck),
            "skip": .optional(skip?.rawValue),
            "assertions": .list(
                assertions.map {
                    [
                        "expression": .string($0.expression), "holds": $0.holds.map { .bool($0) } ?? .none,
                        "values": .string($0.values),
                    ]
                }),
        ])
    }

    init?(_ value: Value) {
        guard let data = value.mapping, let host = data["host"]?.text,
            let status = data["status"]?.text.flatMap(Status.init)
        else { return nil }
        var id = 0
        if case .int(let number) = data["id"] { id = number }
        self.init(
            host: host, name: data["task"]?.text ?? "", action: data["action"]?.text ?? "", path: data["path"]?.text,
            item: data["item"]?.text, status: status, isIgnored: data["ignored"]?.isTrue ?? false,
            seconds: data["seconds"].number, message: data["message"]?.text ?? "", task: id)
        isCheck = data["check"]?.isTrue ?? false
        skip = data["skip"]?.text.flatMap(Skip.init)
        assertions =
            data["assertions"]?.sequence?.compactMap { entry in
                guard let entry = entry.mapping else { return nil }
                let holds = entry["holds"] ?? .none
                return Assertion(
                    expression: entry["expression"]?.text ?? "", holds: holds.isNone ? nil : holds.isTrue,
                    values: entry["values"]?.text ?? "")
            } ?? []
    }
}

extension Finding {
    var data: Value {
        .dict([
            "class": .string(kind), "host": .string(host), "task": .string(task), "action": .string(action),
            "path": .optional(path), "item": .optional(item), "explanation": .string(explanation),
            "fields": .list(
                fields.map {
                    ["field": .string($0.name), "before": .string($0.before), "after": .string($0.after)]
                }), "diff": .string(diff),
        ])
    }

    init?(_ value: Value) {
        guard let data = value.mapping, let kind = data["class"]?.text else { return nil }
        self.init(
            kind: kind, host: data["host"]?.text ?? "", task: data["task"]?.text ?? "",
            action: data["action"]?.text ?? "", path: data["path"]?.text, item: data["item"]?.text,
            explanation: data["explanation"]?.text ?? "")
        fields =
            data["fields"]?.sequence?.compactMap(\.mapping).map {
                ($0["field"]?.text ?? "", $0["before"]?.text ?? "", $0["after"]?.text ?? "")
            } ?? []
        diff = data["diff"]?.text ?? ""
    }
}

extension Value {
    fileprivate static func optional(_ text: String?) -> Value { text.map { .string($0) } ?? .none }
}

extension Value? {
    fileprivate var number: Double {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        default: 0
        }
    }
}
