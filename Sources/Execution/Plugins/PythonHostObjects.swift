/// The part of the plugins' program that gives callbacks hosts, groups, variables and files, as ansible-core's inventory,
/// variable manager and loader do.
enum PythonHostObjects {
    static let text = """
        class RunHost:
            known = {}

            @classmethod
            def named(cls, name):
                if name not in cls.known:
                    cls.known[name] = cls(name)
                return cls.known[name]

            def __init__(self, name):
                self.name, self._uuid = name, str(uuid.uuid4())

            def _asked(self):
                return ask_engine('host', self.name) or {'vars': {}, 'groups': ['all'], 'implicit': False}

            address = property(lambda self: self.name)
            vars = property(lambda self: self._asked()['vars'])
            implicit = property(lambda self: self._asked()['implicit'])
            groups = property(lambda self: self.get_groups())

            def get_name(self):
                return self.name

            def get_groups(self):
                return [RunGroup(name) for name in self._asked()['groups']]

            def get_magic_vars(self):
                names = sorted(name for name in self._asked()['groups'] if name != 'all')
                return {'inventory_hostname': self.name, 'inventory_hostname_short': self.name.split('.')[0],
                        'group_names': names}

            def get_vars(self):
                return dict(self.vars, **self.get_magic_vars())

            def __repr__(self):
                return self.name

            __str__ = __repr__

            def __eq__(self, other):
                return isinstance(other, RunHost) and self.name == other.name

            def __hash__(self):
                return hash(self.name)

        class RunGroup:
            def __init__(self, name):
                self.name = name

            def __getattr__(self, name):
                if name not in ('vars', 'depth', 'priority', 'hosts', 'parents', 'children'):
                    raise AttributeError(name)
                self.__dict__.update(ask_engine('group', self.name) or dict(
                    vars={}, depth=0, priority=1, hosts=[], parents=[], children=[]))
                return self.__dict__[name]

            @property
            def parent_groups(self):
                return [RunGroup(name) for name in self.parents]

            @property
            def child_groups(self):
                return [RunGroup(name) for name in self.children]

            def get_name(self):
                return self.name

            def get_vars(self):
                return dict(self.vars)

            def get_hosts(self):
                return [RunHost.named(name) for name in self.hosts]

            def __repr__(self):
                return self.name

            __str__ = __repr__

        class RunInventory:
            hosts = property(lambda self: {host.name: host for host in self.get_hosts()})
            groups = property(lambda self: {name: RunGroup(name) for name in ask_engine('groups') or {}})

            def get_hosts(self, pattern='all', ignore_limits=False, ignore_restrictions=False, order=None):
                pattern = ','.join(pattern) if isinstance(pattern, (list, tuple)) else pattern
                return [RunHost.named(name) for name in ask_engine('hosts', pattern) or []]

            list_hosts = get_hosts

            def get_host(self, name):
                return RunHost.named(name)

            def get_groups_dict(self):
                return ask_engine('groups') or {}

            def list_groups(self):
                return sorted(self.get_groups_dict())

        class HostVariables:
            def __init__(self, manager):
                self.manager = manager

            def __iter__(self):
                return iter([host.name for host in RunInventory().get_hosts()])

            def __len__(self):
                return len(list(iter(self)))

            def __contains__(self, name):
                return name in list(iter(self))

            def __getitem__(self, name):
                return ask_engine('variables', name) or {}

            def get(self, name, default=None):
                return self[name] if name in self else default

            def keys(self):
                return list(iter(self))

        class RunVariables:
            def __init__(self, play):
                self._play, self._inventory = play, RunInventory()
                self._hostvars = HostVariables(self)

            @property
            def extra_vars(self):
                return ask_engine('extra_vars') or {}

            _extra_vars = extra_vars

            def get_vars(self, play=None, host=None, task=None, **more):
                found = ask_engine('variables', host.name if host else None) or {}
                if task is not None:
                    found.update(task.get_vars())
                found['hostvars'] = self._hostvars
                return dict(found, vars=found)

        class RunLoader:
            def __init__(self, basedir):
                self._basedir = basedir

            @property
            def _FILE_CACHE(self):
                return {path: None for path in ask_engine('files') or []}

            def get_basedir(self):
                return self._basedir

            def path_dwim(self, given):
                return os.path.abspath(os.path.join(self._basedir, os.path.expanduser(given)))

            def path_exists(self, path):
                return os.path.exists(self.path_dwim(path))

            is_file = lambda self, path: os.path.isfile(self.path_dwim(path))
            is_directory = lambda self, path: os.path.isdir(self.path_dwim(path))

            def get_real_file(self, path, decrypt=True):
                return self.path_dwim(path)
        """
}
