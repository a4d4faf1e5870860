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

        class Callbacks:
            problems = ('exception', 'ErrorSummary'), ('warnings', 'WarningSummary'), ('deprecations', 'DeprecationSummary')

            def load_callbacks(self, request):
                self.prepare_display(request)
                sys.stdout, sys.stderr = Output(False), Output(True)
                self.tasks, self.current = {}, None
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
                kinds = {'play': self.play, 'task': self.task, 'host': self.host, 'handler': self.handler, 'result': self.task_result,
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
                task = next((part for part in arguments if isinstance(part, RunTask)), None)
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
                self.current = Play(fields)
                return self.current

            def start_playbook(self, fields):
                return Playbook(fields)

            def task(self, fields):
                number = fields['_uuid']
                if number not in self.tasks:
                    self.tasks[number] = task_kind(fields)(fields, self.current)
                return self.tasks[number]

            def host(self, fields):
                return RunHost.named(fields['name'])

            def handler(self, fields):
                known = (task for task in Play.handlers_of(self.current) if task.get_name() == fields['name'])
                return next(known, None) or Thing(name=fields['name'])

            def included(self, fields):
                task = self.task(fields['task'])
                return Included(
                    _filename=fields['path'], _hosts=[RunHost.named(name) for name in fields['hosts']], _task=task,
                    _args={}, _vars=fields['vars'], _is_role=task.is_role)

            def task_result(self, fields):
                host, task = RunHost.named(fields['host']), self.task(fields['task'])
                result = json.loads(json.dumps(fields['result'], default=plain))
                told = dict(task.dump_attrs(), **fields['fields'])
                if task.delegate_to is not None:
                    # The host that the template gave for this one.
                    task = task.copy()
                    task.delegate_to = told['delegate_to'] = fields['delegate'] or host.name
                try:
                    from ansible.executor.task_result import CallbackTaskResult
                    from ansible.module_utils._internal import _messages
                except ImportError:
                    return PlainResult(host, task, result, told)
                for key, kind in self.problems:
                    make = lambda text: getattr(_messages, kind)(event=_messages.Event(msg=text))
                    if result.get(key):
                        known = result[key]
                        result[key] = [make(text) for text in known] if isinstance(known, list) else make(known)
                return CallbackTaskResult(host, task, result, told)
        """
}
