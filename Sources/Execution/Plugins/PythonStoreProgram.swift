/// The part of the plugins' program that runs caches and vars plugins.
enum PythonStoreProgram {
    static let text = """
        class Stores:
            caches, vars_kinds = {}, {}

            def open_cache(self, request):
                self.prepare_display(request)
                made = self.module(request['path'], request['module'])
                self.describe(made.CacheModule, 'cache', request['name'], made)
                self.caches[request['name']] = made.CacheModule()
                return {'output': Output.take()}

            def read_cache(self, request):
                plugin = self.caches[request['name']]
                try:
                    return {'value': plugin.get(request['key'])}
                except KeyError:
                    return {'value': None}

            def write_cache(self, request):
                self.caches[request['name']].set(request['key'], request['value'])
                return {'output': Output.take()}

            def delete_cache(self, request):
                try:
                    self.caches[request['name']].delete(request['key'])
                except KeyError:
                    pass
                return {}

            def load_vars(self, request):
                # Plugins of collections and those that ask for it run only where they are enabled.
                self.prepare_display(request)
                for entry in request['plugins']:
                    name = entry['name']
                    if name in self.vars_kinds:
                        continue
                    made = self.module(entry['path'], entry['module'])
                    kind = made.VarsModule
                    if not entry['isEnabled'] and getattr(kind, 'REQUIRES_ENABLED', False):
                        continue
                    if '.' in name and hasattr(kind, 'REQUIRES_ENABLED'):
                        self.warn('Vars plugins in collections must be enabled to be loaded, REQUIRES_ENABLED is not '
                                  'supported. This should be removed from the plugin %s.' % name)
                    self.describe(kind, 'vars', name, made)
                    self.vars_kinds[name] = kind
                return {'output': Output.take()}

            def runs_vars(self, plugin, request):
                try:
                    stage = plugin.get_option('stage')
                except (AttributeError, KeyError):
                    stage = None
                if not request['isOfPlay']:
                    return True
                return stage in ('all', 'task') if stage else request['isOnDemand']

            def vars(self, request):
                loader = None
                try:
                    from ansible.inventory.group import Group
                    from ansible.inventory.host import Host
                    from ansible.parsing.dataloader import DataLoader
                    loader = DataLoader()
                    loader.set_basedir(request['directory'])
                except ImportError:
                    from ansible.inventory.group import Group
                    from ansible.inventory.host import Host
                entity = Host(request['entity']) if request['isHost'] else Group(request['entity'])
                found = {}
                for name, kind in self.vars_kinds.items():
                    plugin = kind()
                    if hasattr(plugin, 'set_options'):
                        plugin.set_options()
                    if self.runs_vars(plugin, request):
                        found.update(self.vars_of(plugin, name, kind, loader, request, entity) or {})
                return {'value': marked(found), 'output': Output.take()}

            def vars_of(self, plugin, name, kind, loader, request, entity):
                if hasattr(plugin, 'get_vars'):
                    return plugin.get_vars(loader, request['directory'], [entity])
                old = getattr(plugin, 'get_host_vars' if request['isHost'] else 'get_group_vars', None)
                path = kind._original_path
                if old is None:
                    kind_of = 'Cannot use v1 type' if hasattr(plugin, 'run') else 'Invalid'
                    raise Exception('%s vars plugin %s from %s' % (kind_of, name, path))
                self.deprecate('The vars plugin %s from %s is relying on the deprecated entrypoints `get_host_vars` and '
                               '`get_group_vars`.' % (name, path))
                return old(entity.name)

            def deprecate(self, text):
                if text not in self.told:
                    self.told.add(text)
                    Output.add('[DEPRECATION WARNING]: %s\\n' % text)

            told = set()
        """
}
