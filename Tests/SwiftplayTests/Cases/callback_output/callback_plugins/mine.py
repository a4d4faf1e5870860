from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'mine'

    def v2_playbook_on_play_start(self, play):
        self._display.banner('MINE [%s]' % play.get_name())

    def v2_playbook_on_task_start(self, task, is_conditional):
        print('* ' + task.get_name())

    def v2_runner_on_ok(self, result):
        print('  %s %s' % (result._host, self._dump_results(result._result)))

    def v2_runner_on_failed(self, result, ignore_errors=False):
        raise ValueError('callbacks may fail')
