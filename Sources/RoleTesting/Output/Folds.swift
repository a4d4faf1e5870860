import Glibc

/// The lines by which services for continuous integration fold the output of a step.
///
/// Source: the documentation of GitHub Actions ("workflow commands"), GitLab CI ("collapsible sections") and Travis.
enum Folds: Sendable {
    case github, gitlab, travis

    /// The service that the environment names; nil for none.
    init?(_ environment: [String: String]) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        guard isSet("CI") else { return nil }
        if isSet("GITHUB_ACTIONS") {
            self = .github
        } else if isSet("GITLAB_CI") {
            self = .gitlab
        } else if isSet("TRAVIS") {
            self = .travis
        } else {
            return nil
        }
    }

    private static let clearing = "\r\u{1B}[0K"

    func start(_ scenario: String, _ step: String, _ paint: Paint) -> String {
        let title = "Molecule \(paint(scenario, .green)) > \(paint(step, .green))"
        return switch self {
        case .github: "::group::\(title)\n"
        case .gitlab: "section_start:\(time(nil)):\(scenario).\(step)\(Self.clearing)Molecule \(scenario) > \(step)\n"
        case .travis: "travis_fold:start:\(scenario).\(step)\(title)\n"
        }
    }

    func end(_ scenario: String, _ step: String) -> String {
        switch self {
        case .github: "::endgroup::\n"
        case .gitlab: "section_end:\(time(nil)):\(scenario).\(step)\(Self.clearing)\n"
        case .travis: "travis_fold:end:\(scenario).\(step)\n"
        }
    }
}
