from ansible.plugins.vars import BaseVarsPlugin
from .word import WORD


class VarsModule(BaseVarsPlugin):
    def get_vars(self, loader, path, entities):
        return {'module': __name__, 'word': WORD}
