import os
import resource
import stat
import sys

import ansible
from ansible.module_utils.basic import LOADED_BY, arguments, end
from ansible.module_utils.near import WORD

try:
    from ansible.module_utils import nowhere
except ImportError:
    nowhere = None

given = arguments()
if given.get('die'):
    os.kill(os.getpid(), 9)
if given.get('crash'):
    raise ValueError('out of order')
end(changed=given['_ansible_check_mode'], word=WORD, text=given['text'], isForked=LOADED_BY != os.getpid(),
    mode=oct(stat.S_IMODE(os.stat(_modlib_path).st_mode)), colour=os.environ.get('COLOUR'), arguments=len(sys.argv),
    files=resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    library=os.path.relpath(os.path.dirname(ansible.__file__), _modlib_path), parent=oct(stat.S_IMODE(os.stat(os.path.dirname(_modlib_path)).st_mode)))
