import Foundation
import Testing
import Values

@testable import System

/// Large bytes in blocks, and what is made of them.
@Suite struct ByteBlocksTests {
    private static let texts = [
        "", "short", String(repeating: "größer 🚀\n", count: 300), String(repeating: "a", count: 4096),
        "x" + String(repeating: "🚀", count: 1500),
    ]

    private func blocks(_ bytes: [UInt8], inPiecesOf size: Int, of blockSize: Int = 1024) -> ByteBlocks {
        var blocks = ByteBlocks(blockSize: blockSize)
        for start in stride(from: 0, to: bytes.count, by: size) {
            blocks.append(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return blocks
    }

    @Test(arguments: texts.indices, [1, 100, 1024, 1 << 20])
    func bytesComeBackAsTheyWent(number: Int, size: Int) throws {
        let text = Self.texts[number]
        let bytes = Array(text.utf8)
        let all = blocks(bytes, inPiecesOf: size)
        #expect(all.count == bytes.count)
        var (asText, asArray, asReader) = (all, all, all)
        #expect(asText.takeText() == text)
        #expect(asArray.takeArray() == bytes)
        #expect(asText.count == 0 && asArray.count == 0)
        var reader = asReader.takeReader()
        #expect(reader.left == bytes.count)
        var read: [UInt8] = []
        while reader.left > 0 {
            let next = reader.next
            read.append(try reader.byte())
            #expect(next == read.last)
        }
        #expect(read == bytes)
        for range in [0..<0, 0..<min(5, bytes.count), bytes.count / 3..<bytes.count / 2] {
            #expect(all.bytes(in: range) == Array(bytes[range]))
        }
    }

    @Test func invalidTextIsReplacedAsInOneBlock() {
        var bytes = [UInt8](repeating: 0x61, count: 5000)
        for place in 1021..<1027 { bytes[place] = [0xf0, 0x9f, 0xff][place % 3] }
        var blocks = blocks(bytes, inPiecesOf: 100)
        #expect(blocks.takeText() == String(decoding: bytes, as: UTF8.self))
    }

    @Test func valuesAreReadAcrossBlocks() throws {
        let texts = Self.texts
        let values: Dict = [
            "texts": .list(texts.map { .string($0) }), "numbers": .list((0..<3000).map { .int($0 &* 7_919) }),
            "doubles": .list((0..<3000).map { .double(Double($0) / 3) }),
        ]
        var writer = ByteWriter()
        try ValueCoding.write(values, to: &writer)
        var blocks = blocks(writer.bytes, inPiecesOf: 101, of: 7)
        var reader = blocks.takeReader()
        #expect(try ValueCoding.readDict(&reader) == values)
        #expect(reader.left == 0)
    }

    /// A large result leaves in frames no larger than a piece, and is the same again.
    @Test func aLargeResultTravelsInParts() throws {
        let directory = try TemporaryDirectory()
        let path = directory["frames"]
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        let result: Dict = [
            "stdout": .string(String(repeating: "größer 🚀\n", count: 100_000)),
            "numbers": .list((0..<100_000).map { .int($0) }), "rc": 0,
        ]
        try MessageWriter(file).send(TaskResponse(result: result, seconds: 2), of: 3)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        var decoder = MessageDecoder(from: .agent)
        decoder.append(Array(bytes))
        var open = OpenRequests()
        open.beginRun(3, contents: [])
        var (parts, finished) = (0, Dict())
        while let message = try decoder.next() {
            if case .resultPart(_, let piece) = message {
                parts += 1
                #expect(piece.count <= Content.pieceSize)
            }
            if case .finish(3, let response) = try open.receive(message) { finished = response.result }
        }
        #expect(parts > 10 && finished == result)
    }
}
