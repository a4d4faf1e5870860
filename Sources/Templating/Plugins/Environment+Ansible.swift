public import Jinja

extension Environment {
    /// Jinja's own names and Ansible's filters, tests and global functions, each also by its qualified names.
    public static let ansible: Environment = {
        var environment = Environment()
        environment.syntax = .ansible
        return environment
    }()
}
