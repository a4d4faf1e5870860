/// What stands in for the parts of ansible-core's library that callbacks of collections commonly import beside the bases
/// of plugins.
enum PythonLibraryStandIns {
    static let text = """
        def library_stand_ins(module):
            import copy, functools, shutil, urllib.request

            class AnsibleJSONEncoder(json.JSONEncoder):
                def __init__(self, preprocess_unsafe=False, vault_to_text=False, **named):
                    super().__init__(**named)

                def default(self, value):
                    return plain(value)

            def open_url(url, data=None, headers=None, method=None, timeout=10, url_username=None, url_password=None,
                         force_basic_auth=False, http_agent=None, validate_certs=True, **more):
                data = data.encode() if isinstance(data, str) else data
                request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
                if http_agent:
                    request.add_header('User-Agent', http_agent)
                if url_username:
                    pair = base64.b64encode(('%s:%s' % (url_username, url_password or '')).encode()).decode()
                    request.add_header('Authorization', 'Basic ' + pair)
                options = {}
                if not validate_certs:
                    import ssl
                    options['context'] = ssl._create_unverified_context()
                return urllib.request.urlopen(request, timeout=timeout, **options)

            def get_bin_path(name, opt_dirs=None, required=None):
                found = shutil.which(name)
                if not found:
                    raise ValueError('Failed to find required executable "%s" in paths: %s' % (name, os.environ.get('PATH')))
                return found

            def colorize(lead, number, color):
                return '%s=%-4s' % (lead, number)

            def with_metaclass(kind, *bases):
                return kind('Base', bases, {})

            class Constants(types.ModuleType):
                COLOR_OK, COLOR_CHANGED, COLOR_ERROR, COLOR_SKIP, COLOR_UNREACHABLE = (
                    'green', 'yellow', 'red', 'cyan', 'bright red')

                def __getattr__(self, name):
                    if name.startswith('__'):
                        raise AttributeError(name)
                    return None

            class TaskInclude:
                pass

            module('ansible.parsing')
            module('ansible.parsing.ajson', AnsibleJSONEncoder=AnsibleJSONEncoder)
            module('ansible.module_utils.urls', open_url=open_url)
            module('ansible.module_utils.ansible_release', __version__='2.19.14')
            module('ansible.release', __version__='2.19.14')
            module('ansible.module_utils.common.process', get_bin_path=get_bin_path)
            module('ansible.module_utils.six', with_metaclass=with_metaclass, string_types=(str,), text_type=str,
                   binary_type=bytes, integer_types=(int,), iteritems=lambda value: iter(value.items()), PY3=True, PY2=False)
            module('ansible.module_utils.six.moves', reduce=functools.reduce)
            module('ansible.utils.color', colorize=colorize, stringc=lambda text, color, **more: text,
                   hostcolor=lambda host, stats, color=True: '%-26s' % host)
            module('ansible.utils.path', makedirs_safe=lambda path, mode=None: os.makedirs(path, exist_ok=True))
            module('ansible.context', CLIARGS={})
            module('ansible.utils.context_objects', CLIArgs=dict)
            sys.modules['ansible.constants'] = sys.modules['ansible'].constants = Constants('ansible.constants')
            module('ansible.playbook')
            module('ansible.playbook.task_include', TaskInclude=TaskInclude)
            beside = sys.modules['ansible.plugins.callback']
            beside.module_response_deepcopy = copy.deepcopy
            beside.strip_internal_keys = lambda values, exceptions=None: {
                key: value for key, value in values.items() if not str(key).startswith('_ansible_')}
        """
}
