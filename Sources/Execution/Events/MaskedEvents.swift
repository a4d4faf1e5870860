import Diagnostics
public import Values

/// Hands events on without the run's secrets: the one way from a run to its outputs.
public struct MaskedEvents: EventSink {
    private let sink: any EventSink
    private let mask: SecretMask

    public init(_ sink: any EventSink, mask: SecretMask) {
        self.sink = sink
        self.mask = mask
    }

    public var wantsDetails: Bool { sink.wantsDetails }

    public func receive(_ event: Event) {
        // What is asked later may hold what is secret by then.
        if case .playStarted = event { return sink.receive(event.masked(by: mask)) }
        sink.receive(mask.isEmpty ? event : event.masked(by: mask))
    }
}

extension Event {
    fileprivate func masked(by mask: SecretMask) -> Event {
        switch self {
        case .playbookStarted, .batchStarted, .notified, .noHostsMatched, .noHostsRemaining: self
        case .playStarted(let play): .playStarted(play.masked(by: mask))
        case .taskStarted(let task): .taskStarted(task.masked(by: mask))
        case .implicitTaskStarted(let task): .implicitTaskStarted(task.masked(by: mask))
        case .prompted(let entry): .prompted(mask.hidden(in: entry))
        case .hostStarted(let host, let task): .hostStarted(host: host, task: task.masked(by: mask))
        case .itemFinished(let report): .itemFinished(report.masked(by: mask))
        case .finished(let report): .finished(report.masked(by: mask))
        case .output(let output): .output(output.masked(by: mask))
        case .retrying(let report, let left): .retrying(report.masked(by: mask), left: left)
        case .asyncPolled(let report): .asyncPolled(report.masked(by: mask))
        case .asyncFinished(let report): .asyncFinished(report.masked(by: mask))
        case .diff(let report): .diff(report.masked(by: mask))
        case .included(let file, let hosts, let label, let inclusion):
            .included(
                file: file, hosts: hosts, label: label.map { mask.hidden(in: $0) },
                by: Inclusion(
                    task: inclusion.task.masked(by: mask), variables: mask.hidden(in: inclusion.variables)))
        case .banner(let text): .banner(mask.hidden(in: text))
        case .recap(let recap): .recap(recap.masked(by: mask))
        case .diagnostic(let diagnostic): .diagnostic(diagnostic.shown { mask.hidden(in: $0) })
        case .verbose(let verbosity, let text, let host):
            .verbose(verbosity: verbosity, text: mask.hidden(in: text), host: host)
        }
    }
}

extension PlayStart {
    fileprivate func masked(by mask: SecretMask) -> PlayStart {
        var play = self
        play.name = mask.hidden(in: name)
        play.keywords = mask.hidden(in: keywords)
        play.inquiry = MaskedInquiry(inquiry: inquiry, mask: mask)
        return play
    }
}

extension TaskStart {
    fileprivate func masked(by mask: SecretMask) -> TaskStart {
        var task = self
        task.name = mask.hidden(in: name)
        task.ownName = mask.hidden(in: ownName)
        task.arguments = mask.hidden(in: arguments)
        task.keywords = mask.hidden(in: keywords)
        return task
    }
}

extension TaskReport {
    fileprivate func masked(by mask: SecretMask) -> TaskReport {
        var report = self
        report.task = task.masked(by: mask)
        report.itemLabel = itemLabel.map { mask.hidden(in: $0) }
        report.error = error?.shown { mask.hidden(in: $0) }
        report.warnings = warnings.map { $0.shown { mask.hidden(in: $0) } }
        report.mask = mask
        return report
    }
}

extension ProgramOutput {
    fileprivate func masked(by mask: SecretMask) -> ProgramOutput {
        var output = self
        output.task = task.masked(by: mask)
        output.text = mask.hidden(in: text)
        return output
    }
}

extension Recap {
    fileprivate func masked(by mask: SecretMask) -> Recap {
        var recap = self
        recap.custom = custom.mapValues { mask.hidden(in: $0) }
        recap.customOfRun = mask.hidden(in: customOfRun)
        return recap
    }
}
