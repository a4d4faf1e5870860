from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        return {'msg': 'mine: %s' % self._task.args.get('msg'), '_ansible_no_log': self._task.args.get('msg') == 'hide'}
