public import Diagnostics
import Glibc
import Loading
import Playbook
import Synchronization
public import System
import Templating
public import Values
public import Vault

/// The journal of a run: what was asked for, and turn by turn what each host's tasks came to.
///
/// A resumed run walks its plays again from the beginning. A turn that the journal knows is not taken again: its result
/// has the same effects on variables, handlers, blocks and includes as it had; from where a host's turns end it goes on by
/// itself. So every strategy, block and include is resumed by the same code that runs it.
public final class Journal: Sendable {
    public let directory: RunDirectory
    private let file: JournalFile
    let state: Mutex<State>
    /// Whether the run goes on from an earlier one.
    public let isResumed: Bool

    struct State {
        var history: JournalHistory
        /// Whether a failure is tried again, so that hosts may come elsewhere than they did.
        var hasDiverged = false
        /// Why nothing is written any more.
        var problem: SystemError?
        /// How to go on where content has changed.
        var forces = false
        /// Whether only owed handlers are to run.
        var runsOnlyHandlers = false
        var owed: [OwedHandlers.Entry] = []
    }

    private init(_ directory: RunDirectory, _ file: JournalFile, _ history: JournalHistory, isResumed: Bool) {
        self.directory = directory
        self.file = file
        self.isResumed = isResumed
        state = Mutex(State(history: history))
    }

    // MARK: Beginning and end

    /// The journal of a run that begins.
    ///
    /// - Parameters:
    ///   - root: the directory of all runs.
    ///   - told: what may be told without a key.
    ///   - vault: seals the journal's key where it has a secret.
    ///   - kept: how many runs stay; older ones go.
    public static func begin(
        in root: String, _ arguments: JournalArguments, told: Dict, vault: Vault, kept: Int
    ) throws(SystemError) -> Journal {
        prune(root, keeping: kept - 1)
        let directory = try RunDirectory.make(in: root)
        do throws(SystemError) {
            let key = RecordCipher.randomKey()
            try directory.write(try sealed(key, vault), to: directory.key)
            var told = told
            told["started"] = .string(directory.began)
            let text = (try? JSON.text(.dict(told), JSONOptions(indent: "  "))) ?? "{}"
            try directory.write(Array((text + "\n").utf8), to: directory.summary)
            let file: JournalFile
            do throws(JournalFile.Problem) {
                file = try JournalFile.create(directory.journal, RecordCipher(key: key))
            } catch {
                if case .system(let error) = error { throw error }
                throw SystemError(errno: EBUSY, "create \(directory.journal)")
            }
            try file.append(JournalRecord.arguments(arguments).parts)
            reserve(directory)
            directory.settle()
            return Journal(directory, file, JournalHistory(), isResumed: false)
        } catch {
            directory.remove()
            throw error
        }
    }

    private static func sealed(_ key: [UInt8], _ vault: Vault) throws(SystemError) -> [UInt8] {
        guard !vault.secrets.isEmpty else { return key }
        do throws(VaultError) { return Array(try vault.seal(key).utf8) } catch {
            throw SystemError(code: 0, operation: "seal the journal's key", reason: error.message)
        }
    }

    /// The journal of an earlier run, to go on from.
    public static func open(_ directory: RunDirectory, vault: Vault) throws(Diagnostic) -> Journal {
        guard var key = LocalFile.read(directory.key) else {
            throw Diagnostic("The run \(directory.id) has no key: \(directory.key) cannot be read.")
        }
        if Vault.isSealed(key) {
            do throws(VaultError) { key = try vault.open(key) } catch {
                throw Diagnostic(
                    "The journal of the run \(directory.id) is sealed by a vault's password: \(error.message)",
                    help: "Give the password that the run had, for example by --vault-password-file.")
            }
        }
        do {
            let (file, records) = try JournalFile.open(existing: directory.journal, RecordCipher(key: key))
            reserve(directory)
            return Journal(directory, file, try JournalHistory(records), isResumed: true)
        } catch JournalFile.Problem.busy {
            throw Diagnostic("The run \(directory.id) is still going on.")
        } catch JournalFile.Problem.foreign {
            throw Diagnostic(
                "The journal of the run \(directory.id) was written by another version of swiftplay, whose records this one "
                    + "cannot read.",
                help: "Resume the run with the version that began it, or run the playbook again from its beginning.")
        } catch JournalFile.Problem.system(let error) {
            throw Diagnostic("The journal of the run \(directory.id) cannot be used: \(error)")
        } catch {
            throw Diagnostic("The journal of the run \(directory.id) is damaged, or its key is another one.")
        }
    }

    private static func prune(_ root: String, keeping kept: Int) {
        let known = RunDirectory.all(in: root)
        let owed = Set(OwedHandlers(root: root).entries.map(\.run))
        for directory in known.dropFirst(max(0, kept)) where !owed.contains(directory.id) && !isBusy(directory) {
            directory.remove()
        }
    }

    /// Whether a process is at work in a run's journal.
    public static func isBusy(_ directory: RunDirectory) -> Bool {
        let descriptor = Glibc.open(directory.journal, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { _ = close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) != 0
    }

    /// Closes the journal and notes how the run has ended. Where only handlers ran its state stays.
    ///
    /// A run with something left is on the disk by then.
    public func end(_ ending: RunDirectory.State) {
        if ending != .finished { file.flush() }
        unlink(directory.reserve)
        if !runsOnlyHandlers { try? directory.note(ending) }
    }

    /// Removes all of it: nothing has run.
    public func discard() { if !isResumed { directory.remove() } }

    /// What the run was asked for.
    public var arguments: JournalArguments? { state.withLock { $0.history.arguments } }

    /// - Parameters:
    ///   - forces: whether to go on where content has changed.
    ///   - runsOnlyHandlers: whether to run the owed handlers and nothing else.
    public func prepare(forces: Bool, runsOnlyHandlers: Bool) {
        state.withLock {
            $0.forces = forces
            $0.runsOnlyHandlers = runsOnlyHandlers
        }
    }

    var runsOnlyHandlers: Bool { state.withLock { $0.runsOnlyHandlers } }

    // MARK: Writing

    /// Adds a record. What cannot be written stops the run: nothing may be done that is not known afterwards.
    func write(_ record: JournalRecord, stopping stop: RunStop) {
        guard state.withLock({ $0.problem == nil }) else { return }
        let parts = record.parts
        do throws(SystemError) { try file.append(parts) } catch {
            stop.request(.journal(error))
            // What runs now is to be known too.
            unlink(directory.reserve)
            do throws(SystemError) { try file.append(parts) } catch { state.withLock { $0.problem = error } }
        }
    }

    /// How much is kept free for the end of a run whose disk is full, in bytes.
    private static let reserve = 256 << 10

    private static func reserve(_ directory: RunDirectory) {
        let descriptor = Glibc.open(directory.reserve, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: reserve)
        _ = Glibc.write(descriptor, zeros, zeros.count)
    }

    /// A task is over: what was written goes to the disk.
    func settle() { file.settle() }
}
