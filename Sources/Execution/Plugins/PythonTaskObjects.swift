/// The part of the plugins' program that gives callbacks their tasks: objects that have the attributes and methods of
/// ansible-core's, filled with what an event says and, where that is not enough, with what the engine answers when they
/// are asked.
enum PythonTaskObjects {
    static let text = """
        def ask_engine(kind, name=None):
            return None

        class Thing:
            def __init__(self, **fields):
                self.__dict__.update(fields)

            def __getattr__(self, name):
                if name.startswith('__'):
                    raise AttributeError(name)
                return None

            def get_name(self):
                return self.name

            def __str__(self):
                return self.get_name() or ''

            __repr__ = __str__

        class Included(Thing):
            def __repr__(self):
                return '%s (args=%s vars=%s): %s' % (self._filename, self._args, self._vars, self._hosts)

        class Told:
            # What has the attributes of ansible-core's objects and no others.
            def __init__(self, fields):
                self._told = fields
                self.__dict__.update((name, value) for name, value in fields.items() if name not in self.hidden)
                self.id = self._uuid = str(uuid.uuid4())

            hidden = ('kind', '_uuid', 'title')

            def __getattr__(self, name):
                raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

            def get_path(self):
                return self.path

            def get_ds(self):
                return self._ds

            _ds = None

            def __eq__(self, other):
                return isinstance(other, Told) and self._uuid == other._uuid

            def __hash__(self):
                return hash(self._uuid)

        class LoopControl(Told):
            pass

        class RunTask(Told):
            hidden = Told.hidden + ('loop_control', 'role', 'around', 'chain', 'all_vars', 'include_params',
                                    'role_path', 'collection', 'isInclude', 'resolved_action', 'block_when',
                                    'block_tags')
            ansible_core = 'ansible.playbook.task', 'Task'
            is_role = finalized = squashed = False

            def __init__(self, fields, play):
                super().__init__(fields)
                self.play = self._play = play
                self.loop_control = LoopControl(fields['loop_control'])
                roles = [RunRole(entry['name'], entry['path'], None) for entry in fields['chain']]
                self._role = roles[-1] if roles else None
                if self._role:
                    self._role._role_collection = fields['collection']
                self._chain = roles
                self._parent = Block(self, play, [kind for kind in fields['around']])
                self.resolved_action = fields['_resolved_action']

            @property
            def __class__(self):
                # Outputs ask of a task whether it is an include.
                module, name = self.ansible_core
                return getattr(sys.modules.get(module), name, type(self))

            @property
            def async_val(self):
                return self._told['async_val']

            @async_val.setter
            def async_val(self, value):
                pass

            def get_name(self, include_role_fqcn=True):
                if not self._role or not include_role_fqcn:
                    return self.name or self._told['plain_title']
                return self._told['title']

            def get_vars(self):
                return {name: value for name, value in self._told['all_vars'].items() if name not in ('tags', 'when')}

            def get_include_params(self):
                return dict(self._told['include_params'])

            def get_dep_chain(self):
                return list(self._chain) or None

            def get_first_parent_include(self):
                return self._parent._parent

            def get_play(self):
                return self.play

            def get_search_path(self):
                paths = [role._role_path for role in reversed(self._chain)]
                here = os.path.dirname(self.path.rpartition(':')[0]) if self.path else ''
                return paths + [here] if here and here not in paths else paths

            def all_parents_static(self):
                return not self._told['around']

            def copy(self, *given, **changes):
                made = object.__new__(type(self))
                made.__dict__.update(self.__dict__)
                return made

            def dump_attrs(self):
                names = ('_resolved_action action any_errors_fatal args async async_val become become_exe become_flags '
                         'become_method become_user changed_when check_mode collections connection debugger delay '
                         'delegate_facts delegate_to diff environment failed_when ignore_errors ignore_unreachable '
                         'loop loop_control loop_with module_defaults name no_log notify poll port register '
                         'remote_user retries run_once tags throttle timeout until vars when').split()
                if 'listen' in self._told:
                    names.append('listen')
                return {name: self._told.get(name) for name in names}

            def serialize(self, *given, **named):
                return dict(self.dump_attrs(), uuid=self._uuid)

            def __repr__(self):
                shown = self.get_name()
                return 'TASK: meta (%s)' % self.args.get('_raw_params') if self.action == 'meta' else 'TASK: %s' % shown

            __str__ = __repr__

        RunTask.__name__ = 'Task'

        class TaskInclude(RunTask):
            ansible_core = 'ansible.playbook.task_include', 'TaskInclude'
            statically_loaded = False

            def get_include_params(self):
                return dict(self._told['include_params'], **self.vars)

        class IncludeRole(TaskInclude):
            ansible_core = 'ansible.playbook.role_include', 'IncludeRole'
            is_role = True

            @property
            def _role_name(self):
                return self.args.get('name') or self.args.get('role')

        class Handler(RunTask):
            ansible_core = 'ansible.playbook.handler', 'Handler'
            notified_hosts = ()

            def get_name(self, include_role_fqcn=True):
                return RunTask.get_name(self, include_role_fqcn)

            def __repr__(self):
                return 'HANDLER: %s' % self.get_name()

            __str__ = __repr__

        def task_kind(fields):
            short = (fields['_resolved_action'] or fields['action'] or '').rpartition('.')[2]
            if short == 'include_role':
                return IncludeRole
            if fields.get('isInclude') or short == 'include_tasks':
                return TaskInclude
            return Handler if 'listen' in fields else RunTask

        class Block(Thing):
            # What stands around a task: its block, and the includes that brought it in.
            def __init__(self, task, play, around):
                Thing.__init__(self, name='', play=play, _play=play, when=list(task._told['block_when']),
                               tags=list(task._told['block_tags']), block=[task], rescue=[], always=[],
                               vars=task._told['all_vars'], _role=task._role, _dep_chain=task._chain,
                               statically_loaded=True)
                self._uuid = str(uuid.uuid4())
                self._parent = IncludeParent(task, play, around[0], around[1:]) if around else None

            def get_vars(self):
                return dict(self.vars)

            def get_dep_chain(self):
                return self._dep_chain or None

            def get_first_parent_include(self):
                return self._parent

            def __repr__(self):
                return 'BLOCK(uuid=%s)(id=%s)(parent=%s)' % (self._uuid, id(self), self._parent)

            __str__ = __repr__

        class IncludeParent(Thing):
            def __init__(self, task, play, kind, around):
                Thing.__init__(self, name='', play=play, _play=play, when=list(task._told['block_when']),
                               tags=list(task._told['block_tags']), args={},
                               action='include_role' if kind == 'IncludeRole' else 'include_tasks',
                               vars={}, _role=None, kind=kind, statically_loaded=False)
                self._uuid = str(uuid.uuid4())
                self._parent = Block(task, play, around)

            @property
            def __class__(self):
                return IncludeRole if self.kind == 'IncludeRole' else TaskInclude

            def get_name(self, include_role_fqcn=True):
                return self.action

            def get_first_parent_include(self):
                return self

            def __repr__(self):
                return 'TASK: %s' % self.action

            __str__ = __repr__

        class RunRole:
            def __init__(self, name, path, play):
                parts = name.split('.')
                self._role_name, self._role_path, self._play = parts[-1], path, play
                self._role_collection = '.'.join(parts[:2]) if len(parts) > 2 else None
                self._uuid = str(uuid.uuid4())

            name = property(lambda self: self.get_name())

            def get_name(self, include_role_fqcn=True):
                if include_role_fqcn and self._role_collection:
                    return '%s.%s' % (self._role_collection, self._role_name)
                return self._role_name

            def __repr__(self):
                return self.get_name()

            __str__ = __repr__
        """
}
