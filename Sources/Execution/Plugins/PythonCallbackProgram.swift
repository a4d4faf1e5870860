/// The part of the plugins' program that runs callbacks: makes what they are told about into objects of the kind that
/// they know, and collects what they print.
enum PythonCallbackProgram {
    static let text = """
        class Output:
            shown = []

            @classmethod
            def take(cls):
                shown, cls.shown = cls.shown, []
                return shown

            @classmethod
            def add(cls, plain, painted=None, stderr=False, screen=True, log=True):
                cls.shown.append([plain, painted or plain, bool(stderr), screen, log])

            def __init__(self, stderr):
                self.stderr = stderr

            def write(self, text):
                self.add(text, stderr=self.stderr, log=False)
                return len(text)

            def flush(self):
                pass

            def isatty(self):
                return False

        class Thing:
            def __init__(self, **fields):
                self.__dict__.update(fields)

            def __getattr__(self, name):
                if name.startswith('__'):
                    raise AttributeError(name)
                return None

            @property
            def __class__(self):
                # Outputs ask of a task whether it is an include.
                module = self.isInclude and sys.modules.get('ansible.playbook.task_include')
                return module.TaskInclude if module else Thing

            def get_name(self):
                return self.title or self.name

            def get_path(self):
                return self.path

            def get_vars(self):
                return dict(self.vars or {})

            def __str__(self):
                return self.get_name() or ''

            def __repr__(self):
                return self.get_name() or ''

            def __eq__(self, other):
                return type(other) is Thing and self._uuid == other._uuid and self.name == other.name

            def __hash__(self):
                return hash((self._uuid, self.name))

        class Stats:
            def __init__(self, hosts, custom):
                self.processed = dict.fromkeys(hosts, 1)
                for field in ('ok', 'failures', 'dark', 'changed', 'skipped', 'rescued', 'ignored'):
                    setattr(self, field, {host: counts[field] for host, counts in hosts.items() if counts[field]})
                self.custom = custom

            def summarize(self, host):
                names = dict(ok='ok', failures='failures', unreachable='dark', changed='changed', skipped='skipped',
                             rescued='rescued', ignored='ignored')
                return {name: getattr(self, field).get(host, 0) for name, field in names.items()}

        class PlainResult:
            def __init__(self, host, task, result, fields):
                self.host = self._host = host
                self.task = self._task = task
                self.result = self._result = self._return_data = result
                self.task_fields = self._task_fields = fields
                self.exception = result.get('exception')
                self.warnings, self.deprecations = result.get('warnings') or [], result.get('deprecations') or []

            @property
            def task_name(self):
                return self.task_fields.get('name') or self.task.get_name()

            def is_changed(self):
                return bool(self.result.get('changed'))

            def is_skipped(self):
                return bool(self.result.get('skipped'))

            def is_failed(self):
                return bool(self.result.get('failed'))

            def is_unreachable(self):
                return bool(self.result.get('unreachable'))

        def command_line(request):
            plain = {'check': request['check'], 'verbosity': request['verbosity']}
            if 'arguments' not in request:
                return plain
            import argparse
            parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
            flags = ('--become -b', '--check -C', '--diff -D', '--flush-cache', '--force-handlers', '--list-hosts',
                     '--list-tags', '--list-tasks', '--step', '--syntax-check', '--ask-vault-pass',
                     '--ask-pass -k', '--ask-become-pass -K')
            for flag in flags:
                parser.add_argument(*flag.split(), action='store_true')
            lists = ('--inventory -i', '--extra-vars -e', '--tags -t', '--skip-tags', '--vault-id',
                     '--vault-password-file', '--module-path -M')
            for option in lists:
                parser.add_argument(*option.split(), action='append', default=[])
            singles = ('--limit -l --subset', '--start-at-task', '--user -u --remote-user', '--private-key --key-file',
                       '--connection -c', '--timeout -T', '--forks -f', '--become-method', '--become-user',
                       '--ssh-common-args', '--ssh-extra-args', '--sftp-extra-args', '--scp-extra-args',
                       '--connection-password-file', '--become-password-file', '--module-name -m', '--args -a')
            for option in singles:
                parser.add_argument(*option.split())
            parser.add_argument('-v', '--verbose', action='count', default=0)
            try:
                known, rest = parser.parse_known_args(request['arguments'][1:])
            except SystemExit:
                return plain
            found = vars(known)
            found.pop('verbose')
            found['module_args'], found['args'] = found['args'], tuple(rest)
            for old, new in (('limit', 'subset'), ('user', 'remote_user'), ('private_key', 'private_key_file'),
                             ('syntax_check', 'syntax'), ('list_hosts', 'listhosts'), ('list_tags', 'listtags'),
                             ('list_tasks', 'listtasks'), ('vault_id', 'vault_ids'),
                             ('vault_password_file', 'vault_password_files')):
                found[new] = found.pop(old)
            found['become_ask_pass'] = found.pop('ask_become_pass')
            found['start_at_task'] = found.get('start_at_task')
            found['extra_vars'] = tuple(found['extra_vars'])
            tags = [tag for text in found['tags'] for tag in text.split(',')]
            found['tags'] = tags or ['all']
            found['skip_tags'] = [tag for text in found['skip_tags'] for tag in text.split(',')]
            for name, standard in (('forks', 5), ('timeout', 10)):
                found[name] = int(found[name] or standard)
            found['connection'], found['become_method'] = found['connection'] or 'ssh', found['become_method'] or 'sudo'
            return dict(found, check=request['check'], verbosity=request['verbosity'])

        class PlayVariables:
            def __init__(self, play):
                self.play, self.extra_vars = play, {}

            def get_vars(self, play=None, host=None, task=None, **more):
                known = dict(self.play.vars)
                return dict(known, vars=known, ansible_play_name=self.play.name)

        class Callbacks:
            problems = ('exception', 'ErrorSummary'), ('warnings', 'WarningSummary'), ('deprecations', 'DeprecationSummary')

            def load_callbacks(self, request):
                self.prepare_display(request)
                sys.stdout, sys.stderr = Output(False), Output(True)
                self.tasks, self.current, self.playbook = {}, None, None
                found = request['stdout'] and self.callback_class(request['stdout'])
                if request['stdout'] and not found:
                    return {'output': Output.take(), 'isWithoutOutput': True}
                if found:
                    self.start_callback(found, request['stdout'])
                for entry in request['others']:
                    if entry['path'] == (request['stdout'] or {}).get('path'):
                        continue
                    made = self.callback_class(entry)
                    needs = getattr(made, 'CALLBACK_NEEDS_ENABLED', getattr(made, 'CALLBACK_NEEDS_WHITELIST', False))
                    if not made or getattr(made, 'CALLBACK_TYPE', '') == 'stdout' or (needs and not entry['enabled']):
                        continue
                    self.start_callback(made, entry)
                return {'output': Output.take(), 'count': len(self.callbacks)}

            def prepare_display(self, request):
                from ansible.utils.display import Display
                codes = request['colors']

                def display(self, msg, color=None, stderr=False, screen_only=False, log_only=False, newline=True, **more):
                    msg = msg.replace('\\r\\n', '\\n')
                    end = '\\n' if newline or msg.endswith('\\n') else ''
                    msg = msg[:-1] if msg.endswith('\\n') else msg
                    code = codes and codes.get(color)
                    painted = '\\n'.join('\\x1b[%sm%s\\x1b[0m' % (code, line) for line in msg.split('\\n')) if code else msg
                    Output.add(msg + end, painted + end, stderr, not log_only, not screen_only)

                try:
                    from ansible import context
                    from ansible.utils.context_objects import CLIArgs
                    context.CLIARGS = CLIArgs(command_line(request))
                except ImportError:
                    pass
                Display.display = display
                Display.verbosity = request['verbosity']
                Display.columns = request['columns']
                shared = Display()
                shared.verbosity, shared.columns = request['verbosity'], request['columns']

            def warn(self, text):
                from ansible.utils.display import Display
                Display().warning(text)

            def callback_class(self, entry):
                try:
                    made = getattr(self.module(entry['path'], entry['module']), 'CallbackModule', None)
                except Exception as error:
                    self.warn("Skipping plugin (%s), cannot load: %s" % (entry['path'], error))
                    return None
                if made is None or not any(base.__name__ == 'CallbackBase' for base in made.__mro__[1:]):
                    self.warn("Ignoring callback plugin '%s' due to missing base class 'CallbackBase'." % entry['name'])
                    return None
                return made

            def start_callback(self, made, entry):
                name = entry['name']
                self.describe(made, 'callback', name, sys.modules[made.__module__])
                try:
                    plugin = made()
                    plugin._swiftplay_name = name
                    if hasattr(type(plugin), '_init_callback_methods'):
                        plugin._init_callback_methods()
                    plugin.set_options()
                except Exception as error:
                    self.warn("Failed to load callback plugin '%s': %s" % (name, error))
                    return
                self.callbacks.append(plugin)

            def event(self, request):
                kinds = {'play': self.play, 'task': self.task, 'host': self.host, 'result': self.task_result,
                         'playbook': self.start_playbook,
                         'stats': lambda fields: Stats(fields['hosts'], fields['custom']),
                         'include': self.included, 'value': lambda fields: fields['value']}
                arguments = [kinds[entry['kind']](entry) for entry in request['arguments']]
                for plugin in self.callbacks:
                    self.tell(plugin, request['method'], request['arguments'], arguments, request['named'], kinds)
                return {'output': Output.take()}

            def tell(self, plugin, method, written, arguments, named, kinds):
                if plugin.disabled:
                    return
                task = next((part for part in arguments if type(part) is Thing and part.isTask), None)
                if task is not None and task.implicit and not plugin.wants_implicit_tasks:
                    return
                if method == 'v2_playbook_on_play_start' and hasattr(plugin, 'set_play_context'):
                    plugin.set_play_context(Thing(name='', check_mode=arguments[0].check_mode, verbosity=0))
                known = getattr(plugin, '_implemented_callback_methods', None)
                for name in (method, 'v2_on_any'):
                    if known is not None and name not in known:
                        continue
                    body = getattr(plugin, name, None)
                    if body is None:
                        continue
                    # Each call gets a result of its own, which plugins may change.
                    own = [
                        kinds['result'](entry) if entry['kind'] == 'result' else made
                        for entry, made in zip(written, arguments)]
                    plugin._current_task_result = next(
                        (made for entry, made in zip(written, own) if entry['kind'] == 'result'), None)
                    try:
                        body(*own, **named)
                    except Exception as error:
                        self.warn("Callback dispatch '%s' failed for plugin '%s': %s" % (
                            name, plugin._swiftplay_name, error or type(error).__name__))
                plugin._current_task_result = None

            def play(self, fields):
                identity = str(uuid.uuid4())
                self.current = Thing(**fields, _uuid=identity, id=identity, roles=[])
                self.current._variable_manager = PlayVariables(self.current)
                self.current._loader = self.loader()
                return self.current

            def start_playbook(self, fields):
                self.playbook = Thing(_file_name=fields['path'], _basedir=fields['directory'], _loader=None)
                self.playbook._loader = self.loader()
                return self.playbook

            def loader(self):
                path = os.path.abspath(self.playbook._file_name) if self.playbook else None
                return Thing(_FILE_CACHE={path: None} if path else {}, _basedir=os.path.dirname(path or ''))

            def task(self, fields):
                if fields['_uuid'] not in self.tasks:
                    role, number = fields.get('role'), fields['_uuid']
                    action = fields.get('written_action') or fields['action']
                    fields = dict(fields, _uuid=str(uuid.uuid4()), action=action)
                    self.tasks[number] = Thing(
                        **fields, isTask=True, _role=Thing(name=role, _role_name=role) if role else None,
                        play=self.current, _play=self.current,
                        _parent=Thing(_play=self.current, play=self.current, _parent=None, name=''))
                    return self.tasks[number]
                return self.tasks[fields['_uuid']]

            def host(self, fields):
                return Thing(name=fields['name'], address=fields['name'], vars={}, groups=[])

            def included(self, fields):
                return Thing(
                    _filename=fields['path'], _hosts=[self.host({'name': name}) for name in fields['hosts']],
                    _args={}, _vars=fields['vars'], _is_role=False, name='')

            def task_result(self, fields):
                host, task = self.host({'name': fields['host']}), self.task(fields['task'])
                result = json.loads(json.dumps(fields['result'], default=plain))
                try:
                    from ansible.executor.task_result import CallbackTaskResult
                    from ansible.module_utils._internal import _messages
                except ImportError:
                    return PlainResult(host, task, result, fields['fields'])
                for key, kind in self.problems:
                    make = lambda text: getattr(_messages, kind)(event=_messages.Event(msg=text))
                    if result.get(key):
                        known = result[key]
                        result[key] = [make(text) for text in known] if isinstance(known, list) else make(known)
                return CallbackTaskResult(host, task, result, fields['fields'])
        """
}
