from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'aggregate'
    CALLBACK_NAME = 'always'

    def say(self, *words):
        self._display.display('always: ' + ' '.join(str(word) for word in words))

    def v2_playbook_on_start(self, playbook):
        self.say('playbook', playbook._file_name.split('/')[-1])

    def v2_playbook_on_play_start(self, play):
        self.say('play', play.get_name())

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.say('task', task.get_name(), 'of', task._role or 'no role', 'by', task.action)

    def v2_playbook_on_handler_task_start(self, task):
        self.say('handler', task.get_name())

    def v2_runner_on_start(self, host, task):
        self.say('start', host.get_name(), task.get_name())

    def v2_playbook_on_notify(self, handler, host):
        self.say('notify', handler.get_name(), host.get_name())

    def v2_playbook_on_include(self, included_file):
        self.say('include', included_file._filename.split('/')[-1], [host.name for host in included_file._hosts])

    def tell(self, word, result):
        shown = {key: result._result.get(key) for key in ('msg', 'changed', 'attempts', 'censored')
                 if key in result._result}
        self.say(word, result._host.get_name(), result._task.get_name(), shown)

    def v2_runner_on_ok(self, result):
        self.tell('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.tell('ignored' if ignore_errors else 'failed', result)

    def v2_runner_on_skipped(self, result):
        self.tell('skipped', result)

    def v2_runner_on_unreachable(self, result):
        self.tell('unreachable', result)

    def v2_runner_retry(self, result):
        self.tell('retry', result)

    def v2_runner_item_on_ok(self, result):
        self.tell('item ok %s' % self._get_item_label(result._result), result)

    def v2_runner_item_on_failed(self, result):
        self.tell('item failed', result)

    def v2_runner_item_on_skipped(self, result):
        self.tell('item skipped', result)

    def v2_playbook_on_stats(self, stats):
        for host in sorted(stats.processed):
            self.say('stats', host, sorted(stats.summarize(host).items()))
