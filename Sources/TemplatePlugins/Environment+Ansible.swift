public import Jinja
import Templating
import Values

extension Environment {
    /// Jinja's own names and Ansible's filters, tests and global functions, each also by its qualified names.
    public static let ansible: Environment = {
        var environment = Environment.standard
        environment.syntax = .ansible
        environment.add(PluginTables.filters, under: ["", "ansible.builtin.", "ansible.legacy."])
        environment.add(PluginTables.tests, under: ["", "ansible.builtin.", "ansible.legacy."])
        for collection in PluginTables.collections {
            environment.add(collection.filters, under: collection.prefixes)
            environment.add(collection.tests, under: collection.prefixes)
        }
        for (name, function) in GlobalFunctions.table { environment.functions[name] = function }
        for name in GlobalFunctions.takingUndefined { environment.traits[.function(name)] = .takesUndefined }
        environment.qualifyStandardNames()
        return environment
    }()

    private mutating func add(_ rows: [FilterRow], under prefixes: [String]) {
        for row in rows {
            let filter: Filter = { context, input, arguments throws(TemplateError) in
                try row.body(try PluginCall(row.names[0], context, input, arguments, row.signature))
            }
            for name in prefixes.flatMap({ prefix in row.names.map { prefix + $0 } }) {
                filters[name] = filter
                traits[.filter(name)] = row.traits
            }
        }
    }

    private mutating func add(_ rows: [TestRow], under prefixes: [String]) {
        for row in rows {
            let test: Test = { context, input, arguments throws(TemplateError) in
                try row.body(try PluginCall(row.names[0], context, input, arguments, row.signature))
            }
            for name in prefixes.flatMap({ prefix in row.names.map { prefix + $0 } }) {
                tests[name] = test
                traits[.test(name)] = row.traits
            }
        }
    }

    /// Jinja's names by `ansible.builtin.` too.
    private mutating func qualifyStandardNames() {
        for (name, filter) in filters where !name.utf8.contains(UInt8(ascii: ".")) {
            let full = "ansible.builtin." + name
            if filters[full] == nil { filters[full] = filter }
            traits[.filter(full)] = traits[.filter(full)] ?? traits[.filter(name)]
        }
        for (name, test) in tests where !name.utf8.contains(UInt8(ascii: ".")) {
            let full = "ansible.builtin." + name
            if tests[full] == nil { tests[full] = test }
            traits[.test(full)] = traits[.test(full)] ?? traits[.test(name)]
        }
    }
}
