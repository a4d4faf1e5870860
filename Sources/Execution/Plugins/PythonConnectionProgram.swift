/// The part of the plugins' program that runs connections. Each call runs in a thread of its own, so that a slow host
/// holds up no other; who asked comes back for the answer.
enum PythonConnectionProgram {
    static let text = """
        class Call:
            def __init__(self, body):
                self.body, self.done, self.answer = body, threading.Event(), None
                threading.Thread(target=self.run, daemon=True).start()

            def run(self):
                try:
                    self.answer = self.body()
                except BaseException as error:
                    names = [part.__name__ for part in type(error).__mro__]
                    message = getattr(error, 'message', None) or '%s' % error or type(error).__name__
                    self.answer = {'problem': '%s' % message, 'isUnreachable': 'AnsibleConnectionFailure' in names}
                self.done.set()

        class PlainBecome:
            def __init__(self, fields):
                self.name, self.fields, self.prompt, self.success = fields['method'], fields, None, ''

            def get_option(self, name, playcontext=None):
                return self.fields.get({'become_pass': 'password', 'become_user': 'user', 'become_exe': 'exe',
                                        'become_flags': 'flags'}.get(name, name))

            def expect_prompt(self):
                return False

            def check_success(self, output):
                return True

            def check_password_prompt(self, output):
                return False

            def build_become_command(self, command, shell):
                words = [self.fields['exe'] or self.name, self.fields['flags'] or '-n']
                last = ['-u', shlex.quote(self.fields['user']), '/bin/sh', '-c', shlex.quote(command)]
                if self.name == 'su':
                    words, last = words[:1], [shlex.quote(self.fields['user']), '-c', shlex.quote(command)]
                return ' '.join(words + last)

        def to_plain_bytes(value):
            return value if isinstance(value, bytes) else ('' if value is None else str(value)).encode('utf-8', 'surrogateescape')

        class Connections:
            links, calls, link_lock = {}, {}, threading.Lock()

            def describe_connection(self, request):
                made = self.module(request['path'], request['module']).Connection
                self.describe(made, 'connection', request['name'], sys.modules[made.__module__])
                names = []
                try:
                    from ansible import constants
                    if not getattr(constants, 'config', None):
                        raise ImportError
                    for kind, name in (('connection', request['name']), ('shell', 'sh')):
                        try:
                            names += constants.config.get_plugin_vars(kind, name)
                        except Exception:
                            pass
                except ImportError:
                    for option in getattr(made, '_swiftplay_options', {}).values():
                        names += [entry['name'] for entry in option.get('vars') or []]
                return {'variables': list(dict.fromkeys(names)), 'isLocal': bool(getattr(made, '_remote_is_local', False)),
                        'transport': getattr(made, 'transport', None) if isinstance(getattr(made, 'transport', None), str) else request['name']}

            def link(self, fields):
                key = fields['link']
                with self.link_lock:
                    if key not in self.links:
                        self.links[key] = self.open_link(fields)
                    return self.links[key]

            def open_link(self, fields):
                self.prepare_display(fields)
                made = self.module(fields['path'], fields['module']).Connection
                self.describe(made, 'connection', fields['name'], sys.modules[made.__module__])
                context = Thing(**fields['context'], executable='/bin/sh', network_os=fields['variables'].get('ansible_network_os'))
                plugin = made(context, new_stdin=None, task_uuid='', ansible_playbook_pid=str(os.getppid()))
                plugin._swiftplay_lock = threading.RLock()
                keys = {key: value for key, value in fields['keys'].items() if value is not None}
                plugin.set_options(task_keys=keys, var_options=fields['variables'])
                shell = getattr(plugin, '_shell', None)
                if shell is not None and hasattr(shell, 'set_options'):
                    try:
                        shell.set_options(task_keys=keys, var_options=fields['variables'])
                    except Exception:
                        pass
                return plugin

            def become_of(self, plugin, fields):
                made = None
                if fields:
                    try:
                        from ansible.plugins.loader import become_loader
                        made = become_loader.get(fields['method'])
                        given = dict(become_user=fields['user'], become_pass=fields['password'],
                                     become_flags=fields['flags'], become_exe=fields['exe'])
                        made.set_options(direct={key: value for key, value in given.items() if value is not None})
                    except ImportError:
                        made = PlainBecome(fields)
                plugin.become = made
                if hasattr(plugin, 'set_become_plugin'):
                    plugin.set_become_plugin(made)
                return made

            def start_call(self, request):
                ticket = request['ticket']
                self.calls[ticket] = Call(lambda: getattr(self, 'on_link_' + request['call'])(request))
                return self.await_call(request)

            def await_call(self, request):
                call = self.calls[request['ticket']]
                if not call.done.wait(0.004):
                    return {'isPending': True}
                del self.calls[request['ticket']]
                return dict(call.answer, output=Output.take())

            def drop_call(self, request):
                self.calls.pop(request['ticket'], None)
                return {}

            def on_link_open(self, request):
                plugin = self.link(request['link'])
                try:
                    takes = bool(plugin.is_pipelining_enabled())
                except Exception:
                    takes = False
                return {'takesInput': takes}

            def on_link_execute(self, request):
                plugin, text = self.link(request['link']), request['command']
                with plugin._swiftplay_lock:
                    become = self.become_of(plugin, request['become'])
                    if become:
                        text = become.build_become_command(text, getattr(plugin, '_shell', None))
                    if request['isWrapped']:
                        text = '/bin/sh -c %s' % shlex.quote(text)
                    data = None if request['input'] is None else base64.b64decode(request['input'])
                    status, output, error = plugin.exec_command(text, in_data=data, sudoable=True)
                output, error = to_plain_bytes(output), to_plain_bytes(error)
                if become and output.lstrip().startswith(b'BECOME-SUCCESS-'):
                    output = output.lstrip().partition(b'\\n')[2]
                return {'rc': int(status), 'stdout': base64.b64encode(output).decode(), 'stderr': base64.b64encode(error).decode()}

            def on_link_put(self, request):
                plugin = self.link(request['link'])
                with plugin._swiftplay_lock:
                    self.become_of(plugin, None)
                    plugin.put_file(request['local'], request['remote'])
                return {}

            def on_link_fetch(self, request):
                plugin = self.link(request['link'])
                with plugin._swiftplay_lock:
                    self.become_of(plugin, None)
                    plugin.fetch_file(request['remote'], request['local'])
                return {}

            def on_link_close(self, request):
                with self.link_lock:
                    plugin = self.links.pop(request['link']['link'], None)
                if plugin is not None:
                    plugin.close()
                return {}
        """
}
