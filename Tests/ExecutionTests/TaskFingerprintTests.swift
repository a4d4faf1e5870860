import Playbook
import System
import Testing
import Values

@testable import Execution

/// What makes two tasks different to the journal.
@Suite struct TaskFingerprintTests {
    private func names(of keywords: Any) -> [String] {
        Mirror(reflecting: keywords).children.compactMap(\.label).filter { !$0.hasPrefix("reserved") }
    }

    @Test func everyKeywordIsPartOfIt() {
        #expect(FingerprintPart.ofAttributes.map(\.name) == names(of: Attributes()))
        #expect(FingerprintPart.ofLoops.map(\.name) == names(of: LoopControl()))
        #expect(FingerprintPart.ofTasks.map(\.name) == names(of: TaskKeywords()).filter { $0 != "loopControl" })
    }

    private func bytes(_ keywords: TaskKeywords) -> [UInt8] {
        var writer = ByteWriter()
        FingerprintPart.write(FingerprintPart.ofTasks, of: keywords, &writer)
        return writer.bytes
    }

    @Test func loopsOfOneListDiffer() {
        let loops: [Loop?] = [
            nil, .items(.list(["items", .list(["a"])]), at: nil), .lookup("items", .list(["a"])),
            .lookup("nested", .list(["a"])), .items(.list(["a"]), at: nil),
        ]
        let written = loops.map { loop in
            var keywords = TaskKeywords()
            keywords.loop = loop
            return bytes(keywords)
        }
        #expect(Set(written).count == loops.count)
    }

    @Test func aKeywordThatIsNotSetWritesNothing() {
        #expect(bytes(TaskKeywords()).isEmpty)
        var keywords = TaskKeywords()
        keywords.retries = 3
        var other = TaskKeywords()
        other.delay = 3
        #expect(!bytes(keywords).isEmpty && bytes(keywords) != bytes(other))
    }
}
