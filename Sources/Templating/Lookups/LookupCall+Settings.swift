package import Jinja
package import Values

extension LookupCall {
    /// The call with those of the `options` that were left out filled in as variables, the environment or ansible.cfg
    /// set them for the lookup plugin `plugin`.
    package func configured(_ options: [String], of plugin: String) throws(TemplateError) -> LookupCall {
        var all = self.options
        for option in options where self[option] == nil {
            if let value = try setting(option, of: plugin) { all[.string(option)] = value }
        }
        return LookupCall(
            name: name, terms: terms, options: all, templar: templar, context: context, isLoop: isLoop)
    }

    private func setting(_ option: String, of plugin: String) throws(TemplateError) -> Value? {
        let query = SettingQuery(name: option, pluginType: "lookup", pluginName: plugin)
        guard let answer = try raising({ () throws(ValueError) in try world.setting(query) }) else { return nil }
        for name in answer.variables.reversed() {
            guard let written = try templar.variable(name) else { continue }
            let value = context.resolved(written)
            if case .undefined = value { continue }
            return value
        }
        return answer.value.isNone ? nil : answer.value
    }

    /// An option with few words, refused as ansible-core does where it is none of them.
    package func choice(_ option: String, _ standard: String, of words: [String]) throws(TemplateError) -> String {
        let word = try text(option, standard)
        guard words.contains(word) else {
            throw failure(
                "Invalid value \"\(word)\" for configuration option \"plugin_type: lookup plugin: \(name) setting: "
                    + "\(option) \", valid values are: \(words)")
        }
        return word
    }
}
