import Foundation
import Testing
import Vault

@testable import Execution

/// The file of a journal: it grows, it survives being cut off anywhere, and one process holds it.
@Suite struct JournalFileTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    private let cipher = RecordCipher(key: RecordCipher.randomKey())
    private let records: [[UInt8]] = [Array("first".utf8), [], Array(repeating: 1, count: 5000)]

    private func made() throws -> Data {
        let file = try JournalFile.create(path, cipher)
        for record in records { try file.append([record]) }
        file.settle()
        file.flush()
        return try Data(contentsOf: URL(filePath: path))
    }

    private func opened() throws -> [[UInt8]] { try JournalFile.open(existing: path, cipher).1 }

    @Test func givesItsRecordsBack() throws {
        defer { unlink(path) }
        _ = try made()
        #expect(try opened() == records)
        var info = stat()
        #expect(stat(path, &info) == 0 && info.st_mode & 0o777 == 0o600)
    }

    /// A record in parts, one of which is written piece by piece.
    @Test func givesALargeRecordBack() throws {
        defer { unlink(path) }
        let file = try JournalFile.create(path, cipher)
        let body = (0..<3_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try file.append([[1, 2], body, []])
        try file.append([[3]])
        _ = consume file
        #expect(try opened() == [[1, 2] + body, [3]])
    }

    /// Wherever it was cut off, whole records are there, and what is added then follows them.
    @Test func dropsATornRecord() throws {
        defer { unlink(path) }
        let whole = try made()
        let firstEnd = 20 + 4 + 28 + records[0].count
        for length in Array(firstEnd...firstEnd + 40) + [whole.count - 1, whole.count - 100] {
            try whole.prefix(length).write(to: URL(filePath: path))
            let before: Int
            do {
                let (file, kept) = try JournalFile.open(existing: path, cipher)
                before = kept.count
                #expect(kept == Array(records.prefix(before)) && before >= 1 && before < records.count)
                try file.append([[42]])
            }
            #expect(try opened() == Array(records.prefix(before)) + [[42]])
        }
    }

    @Test func dropsADamagedRecordAndWhatFollows() throws {
        defer { unlink(path) }
        var bytes = try made()
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(filePath: path))
        #expect(try opened() == Array(records.prefix(2)))
    }

    @Test func isHeldByOne() throws {
        defer { unlink(path) }
        let file = try JournalFile.create(path, cipher)
        try file.append([[1]])
        #expect(throws: JournalFile.Problem.self) { try opened() }
        try file.append([[2]])
        withExtendedLifetime(file) {}
    }

    @Test func refusesAnotherKey() throws {
        defer { unlink(path) }
        _ = try made()
        let other = RecordCipher(key: RecordCipher.randomKey())
        #expect(throws: JournalFile.Problem.self) { try JournalFile.open(existing: path, other) }
        // It is left as it was.
        #expect(try opened() == records)
    }

    @Test func refusesTheRecordsOfAnotherVersion() throws {
        defer { unlink(path) }
        let whole = try made()
        try (Data("swiftplay journal 1\n".utf8) + whole.dropFirst(20)).write(to: URL(filePath: path))
        let problem = #expect(throws: JournalFile.Problem.self) { try opened() }
        guard case .foreign = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }
}
