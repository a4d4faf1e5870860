#!/usr/bin/python
DOCUMENTATION = """
---
module: folded
short_description: >
    A description
    of two lines
description:
  - {{ this is no YAML
"""
