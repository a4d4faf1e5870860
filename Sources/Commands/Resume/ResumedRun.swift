import Execution
import Vault

/// A run that is gone on with.
struct ResumedRun: Sendable {
    let journal: Journal
    let vault: Vault
}
