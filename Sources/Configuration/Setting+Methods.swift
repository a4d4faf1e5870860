extension Setting {
    /// What is set for one way to become another user alone, in the section of its plugin (`[sudo_become_plugin]`).
    static func ofMethod(_ method: String) -> [Setting] {
        let name = method.uppercased()
        func setting(_ option: String, _ key: String, env more: [String] = []) -> Setting {
            Setting(
                "\(name)_\(option)", .string, nil, env: more + ["ANSIBLE_\(name)_\(option)"],
                in: "\(method)_become_plugin", key)
        }
        return [
            setting("USER", "user"), setting("EXE", "executable"), setting("FLAGS", "flags"),
            setting("PASS", "password", env: ["ANSIBLE_BECOME_PASS"]),
        ]
    }
}
