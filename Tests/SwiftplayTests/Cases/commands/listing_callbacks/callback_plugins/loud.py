from ansible.plugins.callback import CallbackBase

with open('loaded', 'a') as file:
    file.write('loaded\n')


class CallbackModule(CallbackBase):
    CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 2.0, 'aggregate', 'loud'
