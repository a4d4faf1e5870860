from ansible.plugins.lookup import LookupBase
from .word import WORD


class LookupModule(LookupBase):
    def run(self, terms, variables=None, **kwargs):
        return [__name__, WORD]
