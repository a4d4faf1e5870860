DOCUMENTATION = r'''
module: hello
short_description: Say hello.
description: Says hello.
'''
