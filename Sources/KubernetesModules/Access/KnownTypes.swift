import Synchronization

/// The kinds of objects that tasks have seen an API serve, by group and version, so that each task does not ask anew.
///
/// A kind that is not among them may be served by now: then the API is asked.
final class KnownTypes: Sendable {
    private let documents = Mutex<[String: [ResourceType]]>([:])

    subscript(groupVersion: String) -> [ResourceType]? {
        get { documents.withLock { $0[groupVersion] } }
        set { documents.withLock { $0[groupVersion] = newValue } }
    }

    /// Definitions of kinds have changed.
    func forget() { documents.withLock { $0 = [:] } }
}
