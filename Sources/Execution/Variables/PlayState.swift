import Playbook
import Synchronization
import Templating
import Values

/// A play while it runs: its hosts, and the variables that are the same for all of them.
final class PlayState: Sendable {
    let play: Play
    /// The play's name after rendering.
    let name: String
    /// All hosts of the play, and those of the batch that runs now.
    let allHosts: [String]
    let batch: [String]
    /// Strongest last: play variables, prompted ones.
    let variables: [any VariableLayer]
    private let removed = Mutex<Set<String>>([])
    private let included = Mutex<[RoleInstance]>([])
    private let files = Mutex<[String: [any VariableLayer]]>([:])

    init(play: Play, name: String, allHosts: [String], batch: [String], prompted: Dict) {
        self.play = play
        self.name = name
        self.allHosts = allHosts
        self.batch = batch
        self.variables = [DictLayer(play.vars, isTrusted: true), DictLayer(prompted)]
    }

    /// Hosts that failed or could not be reached are no longer play hosts.
    func remove(_ host: String) { removed.withLock { _ = $0.insert(host) } }
    func restore(_ host: String) { removed.withLock { _ = $0.remove(host) } }
    func isRemoved(_ host: String) -> Bool { removed.withLock { $0.contains(host) } }

    var currentHosts: [String] { removed.withLock { gone in allHosts.filter { !gone.contains($0) } } }
    var currentBatch: [String] { removed.withLock { gone in batch.filter { !gone.contains($0) } } }

    /// Roles that lend their defaults and vars to the whole play: its own, then included ones that are public.
    var roles: [RoleInstance] { play.roles.filter(\.isPublic) + included.withLock { $0 } }
    func add(_ role: RoleInstance) { included.withLock { $0.append(role) } }

    /// The layers of `vars_files` for `host`, loaded once by `make`.
    func files(of host: String, _ make: () -> [any VariableLayer]) -> [any VariableLayer] {
        if let layers = files.withLock({ $0[host] }) { return layers }
        let layers = make()
        files.withLock { $0[host] = layers }
        return layers
    }

    func setFiles(_ layers: [any VariableLayer], of host: String) { files.withLock { $0[host] = layers } }
}
