DOCUMENTATION = r'''
module: plain
short_description: Do it...
description: [a, b
'''
