/// What stands in for ansible-core's library where that is not installed: its errors, its text conversions, its display
/// and the bases of plugins, as far as plugins commonly need them.
enum PythonStandIns {
    static let text = """
        def stand_ins():
            def module(name, **content):
                made = types.ModuleType(name)
                made.__dict__.update(content)
                made.__path__ = []
                sys.modules[name] = made
                parent, _, short = name.rpartition('.')
                if parent:
                    setattr(sys.modules[parent], short, made)

            class AnsibleError(Exception):
                def __init__(self, message='', *rest, **more):
                    Exception.__init__(self, message)
                    self.message = message

            class LookupBase:
                def __init__(self, loader=None, templar=None, **more):
                    self._loader, self._templar, self._options = loader, templar, {}

                def set_options(self, task_keys=None, var_options=None, direct=None):
                    self._options.update(direct or {})

                def get_option(self, name, hostvars=None):
                    if name not in self._options:
                        raise KeyError(name)
                    return self._options[name]

                def get_options(self, hostvars=None):
                    return self._options

                def has_option(self, name):
                    return name in self._options

                def set_option(self, name, value):
                    self._options[name] = value

                @staticmethod
                def _flatten(terms):
                    found = []
                    for term in terms:
                        found.extend(term if isinstance(term, (list, tuple)) else [term])
                    return found

            def to_text(value, encoding='utf-8', errors='strict', nonstring='simplerepr'):
                if isinstance(value, bytes):
                    return value.decode(encoding, 'surrogateescape')
                return value if isinstance(value, str) else str(value)

            def to_bytes(value, encoding='utf-8', errors='strict', nonstring='simplerepr'):
                if isinstance(value, bytes):
                    return value
                return (value if isinstance(value, str) else str(value)).encode(encoding, 'surrogateescape')

            class Display:
                verbosity, columns = 0, 79

                def display(self, msg, color=None, stderr=False, screen_only=False, log_only=False, newline=True, **more):
                    pass

                def banner(self, msg, color=None, cows=True):
                    msg = msg.strip()
                    self.display('\\n%s %s' % (msg, '*' * max(3, self.columns - len(msg))), color=color)

                def warning(self, msg, *given, **named):
                    self.display('[WARNING]: %s' % msg, color='bright purple', stderr=True)

                def error(self, msg, *given, **named):
                    self.display('[ERROR]: %s' % msg, color='red', stderr=True)

                def deprecated(self, *given, **named):
                    pass

                def __getattr__(self, name):
                    needed = len(name) if name and set(name) == {'v'} else 7
                    def remark(msg='', host=None, **named):
                        if self.verbosity >= needed:
                            self.display('<%s> %s' % (host, msg) if host else msg, color='blue')
                    return remark

            class Plugin:
                _load_name = None

                def __init__(self, *given, **named):
                    self._options = {}

                def set_options(self, task_keys=None, var_options=None, direct=None):
                    self._options = {
                        name: option_value(name, option, direct or {}, var_options or {}, task_keys or {})
                        for name, option in getattr(self, '_swiftplay_options', {}).items()}

                def get_option(self, name, hostvars=None):
                    return self._options[name]

                def get_options(self, hostvars=None):
                    return self._options

                def has_option(self, name):
                    return name in self._options

                def set_option(self, name, value):
                    self._options[name] = value

            def option_value(name, option, direct, variables, keys):
                if name in direct:
                    return direct[name]
                for source in reversed(option.get('vars') or []):
                    if source.get('name') in variables:
                        return variables[source['name']]
                for key in [name] + [source.get('name') for source in option.get('keyword') or []] + (option.get('aliases') or []):
                    if keys.get(key) is not None:
                        return keys[key]
                for source in option.get('env') or []:
                    if source.get('name') in os.environ:
                        return os.environ[source['name']]
                return option.get('default')

            class CallbackBase(Plugin):
                CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 1.0, 'old', 'unnamed'

                def __init__(self, display=None, options=None):
                    super().__init__()
                    self._display = display or Display()
                    self.disabled = self.wants_implicit_tasks = False

                def set_play_context(self, play_context):
                    pass

                def _dump_results(self, result, indent=None, sort_keys=True, keep_invocation=False, serialize=True):
                    shown = {key: value for key, value in result.items() if not key.startswith('_ansible_')}
                    if result.get('_ansible_verbose_always') or self._display.verbosity > 2:
                        indent = indent or 4
                    if not keep_invocation and self._display.verbosity < 3:
                        shown.pop('invocation', None)
                    if not serialize:
                        return shown
                    return json.dumps(shown, indent=indent, sort_keys=sort_keys, ensure_ascii=False, default=plain)

                @staticmethod
                def host_label(result):
                    name = result._host.get_name()
                    delegate = result._task_fields.get('delegate_to')
                    if not delegate or delegate == name:
                        return name
                    address = (result._result.get('_ansible_delegated_vars') or {}).get('ansible_host', delegate)
                    return f'{name} -> {delegate}' + ('' if address == delegate else f'({address})')

                def _get_item_label(self, result):
                    return result.get('_ansible_item_label', result.get('item'))

                def _run_is_verbose(self, result, verbosity=0):
                    return self._display.verbosity > verbosity or '_ansible_verbose_always' in result._result

                def _clean_results(self, result, task_name):
                    pass

                def _handle_warnings(self, result):
                    for text in result.pop('warnings', None) or []:
                        self._display.warning(text)

                def _handle_exception(self, result, use_stderr=False):
                    result.pop('exception', None)

                def _get_diff(self, diff):
                    return ''

                def _print_task_path(self, task, color=None):
                    if task.get_path():
                        self._display.display('task path: %s' % task.get_path(), color=color)

            for name in ('runner_on_ok runner_on_failed runner_on_skipped runner_on_unreachable runner_on_start runner_retry '
                         'runner_item_on_ok runner_item_on_failed runner_item_on_skipped runner_on_async_ok '
                         'runner_on_async_poll runner_on_async_failed playbook_on_start playbook_on_play_start '
                         'playbook_on_task_start playbook_on_handler_task_start playbook_on_include playbook_on_notify '
                         'playbook_on_no_hosts_matched playbook_on_no_hosts_remaining playbook_on_vars_prompt '
                         'playbook_on_stats on_file_diff on_any').split():
                setattr(CallbackBase, 'v2_' + name, lambda self, *given, **named: None)

            class BaseInventoryPlugin(Plugin):
                NAME = None

                def __init__(self):
                    super().__init__()
                    self.inventory = self.loader = None
                    self.display = Display()

                def verify_file(self, path):
                    return os.access(path, os.R_OK)

                def parse(self, inventory, loader, path, cache=True):
                    self.inventory, self.loader = inventory, loader

                def _read_config_data(self, path):
                    import yaml
                    with open(path) as file:
                        config = yaml.safe_load(file) or {}
                    if config.get('plugin') not in self._redirected_names:
                        raise AnsibleError('Incorrect plugin name in file: %s' % config.get('plugin', 'none found'))
                    self.set_options(direct=config)
                    return config

            class ActionBase:
                def __init__(self, task, connection, play_context, loader, templar, shared_loader_obj=None):
                    self._task, self._connection, self._play_context = task, connection, play_context
                    self._loader, self._templar, self._display = loader, templar, Display()
                    self._shared_loader_obj = shared_loader_obj

                def run(self, tmp=None, task_vars=None):
                    return {}

            class ConnectionBase(Plugin):
                has_pipelining, transport, become = False, None, None

                def __init__(self, play_context, *given, **named):
                    super().__init__()
                    self._play_context, self._display, self._connected = play_context, Display(), False
                    self._shell = None

                connected = property(lambda self: self._connected)

                def set_become_plugin(self, plugin):
                    self.become = plugin

                def _connect(self):
                    self._connected = True
                    return self

                def exec_command(self, cmd, in_data=None, sudoable=True):
                    if not self._connected:
                        self._connect()

                def put_file(self, in_path, out_path):
                    if not self._connected:
                        self._connect()

                fetch_file = put_file

                def close(self):
                    self._connected = False

                def reset(self):
                    self.close()

            def ensure_connect(body):
                def connected(self, *given, **named):
                    if not self._connected:
                        self._connect()
                    return body(self, *given, **named)
                return connected

            class BaseCacheModule(Plugin):
                def __init__(self, *given, **named):
                    super().__init__()
                    self.set_options(direct=named)

            class BaseVarsPlugin(Plugin):
                def __init__(self):
                    super().__init__()
                    self._display = Display()

                def get_vars(self, loader, path, entities):
                    self._basedir = path

            class Entity:
                def __init__(self, name=None):
                    self.name, self.vars = name, {}

                def get_name(self):
                    return self.name

                def __str__(self):
                    return self.name

            kinds = ['AnsibleConnectionFailure', 'AnsibleAuthenticationFailure', 'AnsibleFileNotFound', 'AnsibleActionFail', 'AnsibleActionSkip', 'AnsibleFilterError', 'AnsibleFilterTypeError', 'AnsibleLookupError', 'AnsibleOptionsError',
                     'AnsibleParserError', 'AnsibleRuntimeError', 'AnsibleUndefinedVariable', 'AnsibleAssertionError',
                     'AnsibleTemplateError', 'AnsibleTypeError', 'AnsibleValueOmittedError']
            errors = {kind: type(kind, (AnsibleError,), {}) for kind in kinds}
            texts = dict(to_text=to_text, to_native=to_text, to_bytes=to_bytes)
            module('ansible')
            module('ansible.errors', AnsibleError=AnsibleError, **errors)
            for name in ('ansible.module_utils', 'ansible.module_utils.common', 'ansible.module_utils.common.text',
                         'ansible.plugins', 'ansible.utils', 'ansible.plugins.filter', 'ansible.plugins.test'):
                module(name)
            module('ansible.plugins.callback', CallbackBase=CallbackBase)
            module('ansible.plugins.action', ActionBase=ActionBase)
            module('ansible.plugins.connection', ConnectionBase=ConnectionBase, ensure_connect=ensure_connect, BUFSIZE=65536)
            module('ansible.plugins.cache', BaseCacheModule=BaseCacheModule)
            module('ansible.plugins.vars', BaseVarsPlugin=BaseVarsPlugin)
            module('ansible.inventory')
            module('ansible.inventory.host', Host=type('Host', (Entity,), {}))
            module('ansible.inventory.group', Group=type('Group', (Entity,), {}))
            module('ansible.plugins.inventory', BaseInventoryPlugin=BaseInventoryPlugin)
            module('ansible.module_utils.common.text.converters', **texts)
            module('ansible.module_utils._text', **texts)
            module('ansible.plugins.lookup', LookupBase=LookupBase)
            module('ansible.utils.display', Display=Display, get_text_width=len)
            library_stand_ins(module)
        """
}
