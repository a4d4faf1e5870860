import Values

extension Environment {
    /// Jinja2's own filters, tests and globals.
    public static let standard: Environment = {
        var environment = Environment()
        for table in [
            SequenceFilters.table, SelectionFilters.table, SortingFilters.table, TextFilters.table,
            NumberFilters.table, DataFilters.table, MarkupFilters.table, LinkFilters.table,
        ] { environment.filters.merge(table) { $1 } }
        for (alias, name) in [
            "count": "length", "d": "default", "e": "escape",
        ] { environment.filters[alias] = environment.filters[name] }
        environment.tests = StandardTests.table
        for plugin: PluginName in [.filter("default"), .filter("d"), .test("defined"), .test("undefined")] {
            environment.traits[plugin] = .takesUndefined
        }
        environment.functions = StandardFunctions.table
        return environment
    }()

    /// Whether the filter `default` is Jinja's own.
    var defaultIsStandard: Bool { traits(of: .filter("default")).contains(.takesUndefined) }
}
