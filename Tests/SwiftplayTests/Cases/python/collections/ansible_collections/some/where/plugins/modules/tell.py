from ansible.module_utils.basic import end
from ..module_utils.word import WORD

end(word=WORD, name=__name__)
