/// The part of the plugins' program that runs inventory plugins: lends them an inventory of their own kind and writes
/// down what they do to it.
enum PythonInventoryProgram {
    static let text = """
        class InventoryEntity:
            def __init__(self, inventory, name, vars):
                self._inventory, self.name, self.vars, self.address = inventory, name, vars, name

            def get_name(self):
                return self.name

            def get_vars(self):
                return dict(self.vars)

            def set_variable(self, key, value):
                self._inventory.set_variable(self.name, key, value)

            def __str__(self):
                return self.name

        class InventoryHost(InventoryEntity):
            def get_groups(self):
                return [group for group in self._inventory.groups.values() if self.name in group.host_names]

            groups = property(get_groups)

        class InventoryGroup(InventoryEntity):
            def __init__(self, inventory, name, vars):
                super().__init__(inventory, name, vars)
                self.host_names, self.child_names = [], []

            def get_hosts(self):
                names = list(self.host_names)
                for child in self.child_names:
                    names += [host.name for host in self._inventory.groups[child].get_hosts()]
                return [self._inventory.hosts[name] for name in dict.fromkeys(names)]

            hosts = property(get_hosts)
            child_groups = property(lambda self: [self._inventory.groups[name] for name in self.child_names])

            def add_host(self, host):
                self._inventory.add_host(host.name, self.name)

            def add_child_group(self, group):
                self._inventory.add_child(self.name, group.name)

        class PluginInventory:
            def __init__(self, known):
                self.changes, self.localhost, self.current_source, self.processed_sources = [], None, None, []
                self.hosts = {name: InventoryHost(self, name, dict(vars)) for name, vars in known['hosts'].items()}
                self.groups = {}
                for name, fields in known['groups'].items():
                    self.groups[name] = InventoryGroup(self, name, dict(fields['vars']))
                    self.groups[name].host_names, self.groups[name].child_names = fields['hosts'], fields['children']

            def get_host(self, name):
                return self.hosts.get(name)

            def get_groups_dict(self):
                return {name: [host.name for host in group.get_hosts()] for name, group in self.groups.items()}

            def add_group(self, group):
                group = str(group)
                if group not in self.groups:
                    self.groups[group] = InventoryGroup(self, group, {})
                    self.changes.append(['group', group])
                return group

            def add_host(self, host, group=None, port=None):
                host = str(host)
                if group is not None and group not in self.groups:
                    raise Exception('Could not find group %s in inventory' % group)
                if host not in self.hosts:
                    self.hosts[host] = InventoryHost(self, host, {})
                self.changes.append(['host', host, group and str(group), port])
                if group and host not in self.groups[group].host_names:
                    self.groups[group].host_names.append(host)
                return host

            def add_child(self, group, child):
                if group not in self.groups:
                    raise Exception('%s is not a known group' % group)
                if child in self.groups:
                    known = self.groups[group].child_names
                    self.changes.append(['child', str(group), str(child)])
                elif child in self.hosts:
                    known = self.groups[group].host_names
                    self.changes.append(['host', str(child), str(group), None])
                else:
                    raise Exception('%s is not a known host nor group' % child)
                if child in known:
                    return False
                known.append(str(child))
                return True

            def set_variable(self, entity, name, value):
                holder = self.groups.get(entity) or self.hosts.get(entity)
                if holder is None:
                    raise Exception('Could not identify group or host named %s' % entity)
                holder.vars[str(name)] = value
                self.changes.append(['variable', str(entity), str(name), marked(value)])

            def remove_host(self, host):
                self.hosts.pop(host.name, None)
                self.changes.append(['without', host.name])

            def remove_group(self, group):
                self.groups.pop(group.name, None)
                self.changes.append(['without', group.name])

            def reconcile_inventory(self):
                pass

        def marked(value):
            if isinstance(value, str):
                try:
                    from ansible.template import is_trusted_as_template
                except ImportError:
                    return value
                return {'__swiftplay_template__': str(value)} if is_trusted_as_template(value) else value
            if isinstance(value, dict) or hasattr(value, 'items'):
                return {key if isinstance(key, (str, int, float, bool)) else str(key): marked(entry)
                        for key, entry in value.items()}
            if isinstance(value, (list, tuple, set)):
                return [marked(entry) for entry in value]
            return value

        class Inventories:
            def parse_inventory(self, request):
                self.prepare_display(request)
                made = self.module(request['path'], request['module'])
                name = request['name']
                self.describe(made.InventoryModule, 'inventory', name, made)
                plugin = made.InventoryModule()
                short = name.split('.')[-1]
                plugin._redirected_names = [name, short, 'ansible.legacy.' + short]
                loader = None
                try:
                    from ansible.parsing.dataloader import DataLoader
                    from ansible.utils import vars
                    vars.load_extra_vars.extra_vars = request['extra']
                    loader = DataLoader()
                    loader.set_basedir(request['basedir'])
                except ImportError:
                    pass
                if not plugin.verify_file(request['source']):
                    return {'output': Output.take(), 'isRefused': True}
                inventory = PluginInventory(request)
                plugin.parse(inventory, loader, request['source'], cache=request['cache'])
                if hasattr(plugin, 'update_cache_if_changed') and hasattr(plugin, '_cache'):
                    plugin.update_cache_if_changed()
                return {'output': Output.take(), 'changes': inventory.changes}
        """
}
