/// The part of the plugins' program that gives callbacks playbooks and plays.
enum PythonPlayObjects {
    static let text = """
        class Playbook(Thing):
            def __init__(self, fields):
                directory = os.path.abspath(fields['directory'] or '.')
                Thing.__init__(self, _file_name=fields['path'], _basedir=directory, _loader=RunLoader(directory))
                self._entries = [Thing(name=name) for name in fields['plays']]

            def get_plays(self):
                return list(self._entries)

        class Play(Told):
            hidden = Told.hidden + ('role_uses',)
            finalized, post_tasks, pre_tasks = True, (), ()

            def __init__(self, fields):
                super().__init__(fields)
                path = (self.path or '').rpartition(':')[0]
                directory = os.path.dirname(os.path.abspath(path))
                self._loader, self._variable_manager = RunLoader(directory), RunVariables(self)
                self.roles = [RunRole(entry['name'], entry['path'], self) for entry in fields['role_uses']]

            def handlers_of(self):
                return [task for block in self.handlers for task in block.block] if self else []

            def _blocks(self, kind):
                made = []
                for entries in ask_engine(kind) or []:
                    tasks = [task_kind(entry)(entry, self) for entry in entries]
                    made.append(Thing(block=tasks, name='', rescue=[], always=[]))
                return made

            tasks = property(lambda self: self._blocks('tasks'))
            handlers = property(lambda self: self._blocks('handlers'))

            def get_name(self):
                return self.name

            def get_roles(self):
                return list(self.roles)

            def get_tasks(self):
                return [block.block for block in self.tasks]

            def get_handlers(self):
                return self.handlers

            def compile(self):
                return self.tasks

            def get_vars(self):
                return dict(self.vars)

            def get_vars_files(self):
                return list(self.vars_files or [])

            def get_variable_manager(self):
                return self._variable_manager

            def get_loader(self):
                return self._loader

            def dump_attrs(self):
                return {name: value for name, value in self._told.items() if name not in self.hidden + ('path',)}

            def serialize(self):
                return self.dump_attrs()

            def __str__(self):
                return self.get_name() or ''

            __repr__ = __str__
        """
}
