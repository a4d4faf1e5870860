/// The part of the plugins' program that runs actions. Each runs in a thread of its own; what it wants of the target
/// it asks for and waits, and the answer to its request is either that question or its result.
enum PythonActionProgram {
    static let text = """
        class Turn:
            def __init__(self):
                self.inbox, self.outbox, self.directories = queue.Queue(), queue.Queue(), []

            def ask(self, kind, **fields):
                self.outbox.put({'ask': dict(fields, kind=kind)})
                answer = self.inbox.get()
                if answer is None:
                    raise SystemExit
                return answer

            def command(self, text, folder=None):
                text = text.decode('utf-8', 'surrogateescape') if isinstance(text, bytes) else text
                if folder:
                    text = 'cd %s && %s' % (shlex.quote(folder), text)
                return self.ask('command', command=text)

            def make_directory(self):
                text = 'umask 77 && mktemp -d "${TMPDIR:-/tmp}/ansible-tmp-XXXXXXXX"'
                made = self.command(text)['stdout'].strip()
                self.directories.append(made)
                return made

            def remove_directories(self):
                for made in self.directories:
                    self.command('rm -rf %s' % shlex.quote(made))

            def put(self, local, remote):
                self.ask('put', source=os.path.abspath(os.fsdecode(local)), path=os.fsdecode(remote))
                return remote

        class Shell(Thing):
            # A directory of the target that is made when it is first asked for, and goes when the action has ended.
            quote = staticmethod(shlex.quote)

            def __init__(self, turn):
                self.turn, self.made = turn, None

            @property
            def tmpdir(self):
                if self.made is None:
                    self.made = self.turn.make_directory()
                return self.made

            @tmpdir.setter
            def tmpdir(self, path):
                self.made = path

            def join_path(self, *parts):
                return os.path.join(*parts)

            def path_has_trailing_slash(self, path):
                return path.endswith('/')

            def get_remote_filename(self, path):
                return os.path.basename(path.strip())

        class ActionConnection(Thing):
            def exec_command(self, command, in_data=None, sudoable=True):
                answer = self.turn.command(command)
                return answer['rc'], answer['stdout'].encode(), answer['stderr'].encode()

            def put_file(self, local, remote):
                self.turn.put(local, remote)

            def fetch_file(self, remote, local):
                content = base64.b64decode(self.turn.ask('fetch', path=os.fsdecode(remote))['content'])
                with open(local, 'wb') as file:
                    file.write(content)

            def get_option(self, name, hostvars=None):
                return None

        class Performer:
            def __init__(self, name, task, connection):
                self.name, self._task, self._connection = name, task, connection

            def run(self, tmp=None, task_vars=None):
                arguments = dict(self._task.args)
                if self.name.rpartition('.')[2] == 'normal':
                    return self._connection.turn.ask('module', name=self._task.action, arguments=arguments)
                return self._connection.turn.ask('action', name=self.name, arguments=arguments)

        class ActionLoader(Thing):
            def get(self, name, task, connection, **more):
                return Performer(name, task, connection)

            def has_plugin(self, name, **more):
                return bool(self.turn.ask('find', name=name)['found'])

        class Loaders:
            def __init__(self, turn, given):
                self.action_loader, self.given = ActionLoader(turn=turn), given

            def __getattr__(self, name):
                return getattr(self.given, name)

        class Help:
            # ActionBase keeps its own.
            _shared_loader_obj = property(
                lambda self: Loaders(self._turn, self.__dict__.get('_given_loaders')),
                lambda self, value: self.__dict__.update(_given_loaders=value))

            def _execute_module(self, module_name=None, module_args=None, *rest, **more):
                arguments = self._task.args if module_args is None else module_args
                return self._turn.ask('module', name=module_name or self._task.action, arguments=dict(arguments))

            def _low_level_execute_command(self, cmd, sudoable=True, in_data=None, executable=None, chdir=None, **more):
                answer = self._turn.command(cmd, chdir)
                for stream in ('stdout', 'stderr'):
                    answer[stream + '_lines'] = answer[stream].splitlines()
                return answer

            def _early_needs_tmp_path(self):
                return bool(getattr(self, 'TRANSFERS_FILES', False))

            def _make_tmp_path(self, remote_user=None):
                made = self._turn.make_directory()
                self._connection._shell.tmpdir = made
                return made

            def _remove_tmp_path(self, tmp_path, force=False):
                if tmp_path and '-tmp-' in tmp_path:
                    self._turn.command('rm -rf %s' % shlex.quote(tmp_path))
                self._connection._shell.tmpdir = None

            def _transfer_file(self, local_path, remote_path):
                return self._turn.put(local_path, remote_path)

            def _transfer_data(self, remote_path, data):
                data = json.dumps(data) if isinstance(data, dict) else data
                with tempfile.NamedTemporaryFile() as file:
                    file.write(data if isinstance(data, bytes) else data.encode('utf-8', 'surrogateescape'))
                    file.flush()
                    return self._turn.put(file.name, remote_path)

            def _fixup_perms2(self, remote_paths, *rest, **more):
                return remote_paths

            def _remote_file_exists(self, path):
                return self._turn.command('test -e %s' % shlex.quote(path))['rc'] == 0

            def _execute_remote_stat(self, path, all_vars=None, follow=False, tmp=None, checksum=True):
                arguments = dict(path=path, follow=follow, get_checksum=checksum)
                answer = self._turn.ask('module', name='ansible.builtin.stat', arguments=arguments)
                return answer.get('stat', {'exists': False})

            def _remote_expand_user(self, path, sudoable=True, pathsep=None):
                if not path.startswith('~'):
                    return path
                head, separator, rest = path.partition('/')
                return self._turn.command('echo %s' % head)['stdout'].strip() + separator + rest

        class Actions:
            turns = {}

            def start_action(self, request):
                self.prepare_display(request)
                made = self.module(request['path'], request['module'])
                turn = self.turns[request['id']] = Turn()
                threading.Thread(target=self.act, args=(made, request, turn), daemon=True).start()
                return self.next_turn(request['id'])

            def resume_action(self, request):
                self.turns[request['id']].inbox.put(request['answer'])
                return self.next_turn(request['id'])

            def drop_action(self, request):
                self.turns.pop(request['id']).inbox.put(None)
                return {}

            def next_turn(self, number):
                answer = self.turns[number].outbox.get()
                if 'ask' not in answer:
                    del self.turns[number]
                return dict(answer, output=Output.take())

            def act(self, made, request, turn):
                try:
                    answer = self.perform(made, request, turn)
                    turn.outbox.put({'result': answer if isinstance(answer, dict) else {}})
                except Exception as error:
                    message = getattr(error, 'message', None) or '%s' % error
                    known = getattr(error, 'result', None)
                    kind = type(error).__name__
                    if kind == 'AnsibleActionSkip':
                        turn.outbox.put({'result': dict(known or {}, skipped=True, msg=message)})
                    elif kind == 'AnsibleActionDone':
                        turn.outbox.put({'result': known or {}})
                    else:
                        turn.outbox.put({'problem': '%s' % message, 'isOwn': kind == 'AnsibleActionFail'})

            def perform(self, made, request, turn):
                try:
                    return self.action(made, request, turn).run(task_vars=request['variables'])
                finally:
                    turn.remove_directories()

            def action(self, made, request, turn):
                fields, role = request['task'], request['task']['role']
                task = Thing(
                    **dict(fields, role=None), title=fields['name'],
                    _role=Thing(_role_path=role['path'], _role_name=role['name'], name=role['name']) if role else None,
                    get_search_path=lambda: request['search'])
                context = Thing(
                    check_mode=fields['check_mode'], diff=fields['diff'], verbosity=request['verbosity'],
                    become=fields['become'], become_user=fields['become_user'], remote_addr=request['target'])
                if request['link']:
                    connection = self.link(request['link'])
                else:
                    connection = ActionConnection(
                        turn=turn, transport=request['transport'], _shell=Shell(turn), _play_context=context)
                loader = templar = None
                try:
                    from ansible.parsing.dataloader import DataLoader
                    from ansible.template import Templar
                    loader = DataLoader()
                    loader.set_basedir(request['basedir'])
                    templar = Templar(loader=loader, variables=request['variables'])
                except ImportError:
                    pass
                kind = type('ActionModule', (Help, made.ActionModule), {'__module__': made.__name__, '_turn': turn})
                kind._load_name = request['name']
                return kind(task, connection, context, loader, templar, None)
        """
}
