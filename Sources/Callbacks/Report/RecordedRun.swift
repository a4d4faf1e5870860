public import Diagnostics
import System
import Values

/// The events of a run that were kept in a file, made into a report.
public struct RecordedRun {
    private var report = RunReport()

    /// - Parameters:
    ///   - bytes: the file that `--events` has written. Its last line need not be whole: the run may have been killed.
    ///   - path: its name, for errors.
    public init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let record = (try? JSON.parse(Array(line)))?.mapping else {
                if index == lines.count - 1, index > 0 { break }
                throw Self.foreign("\(path):\(index + 1): this line is no record of an event")
            }
            if index == 0, record["schema"]?.text != EventRecord.schema {
                throw Self.foreign("\(path) is not a file of events (\(EventRecord.schema))")
            }
            report.take(record)
        }
        guard lines.first?.isEmpty == false else { throw Self.foreign("\(path) holds no events") }
    }

    private static func foreign(_ message: String) -> Diagnostic {
        Diagnostic(message, help: "Give a file that `swiftplay --events FILE` has written.")
    }

    /// Writes the report, for its owner alone.
    public func write(to path: String) throws(Diagnostic) {
        try ReportFile.check(path)
        do throws(SystemError) {
            let file = try StagedFile(for: path, mode: 0o600, lends: false)
            try file.write(Array(ReportPage(report).text.utf8))
            _ = try file.commit()
        } catch {
            throw Diagnostic("cannot write the report \(path): \(error)")
        }
    }
}
