from ansible_collections.some.where.plugins.module_utils.word import WORD
class FilterModule:
    def filters(self):
        return {'word': lambda v: v + WORD}
