import System

/// A request's contents as modules take them.
struct StoredContents: ContentSource {
    let store: any ContentStore

    func describe(_ name: String) -> ContentDescription? {
        store.describe(name).map { ContentDescription(size: $0.size, sha1: $0.sha1) }
    }

    func bytes(_ name: String) async throws(ModuleFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        try await stream(name) { (piece) throws(ModuleFailure) in bytes += piece }
        return bytes
    }

    func stream(
        _ name: String, to sink: (_ piece: [UInt8]) async throws(ModuleFailure) -> Void
    ) async throws(ModuleFailure) {
        try await store.pieces(of: name, sink) { ModuleFailure($0.description) }
    }
}
