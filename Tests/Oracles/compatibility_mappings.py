"""Writes Sources/Templating/Encoding/CompatibilityMappings.swift from Python's Unicode tables.

An entry is a code point, `+n` for n more that follow it, a colon and what it stands for, all in hexadecimal.
"""
import pathlib
import textwrap
import unicodedata

entries, previous = [], None
for code in range(0x110000):
    character = chr(code)
    mapped = unicodedata.normalize("NFKD", character)
    if mapped == unicodedata.normalize("NFD", character):
        previous = None
    elif previous and len(mapped) == 1 and ord(mapped) == previous[2][0] + code - previous[0]:
        previous[1] += 1
    else:
        entry = [code, 0, [ord(part) for part in mapped]]
        entries.append(entry)
        previous = entry if len(mapped) == 1 else None
words = [f"{start:x}{f'+{more:x}' if more else ''}:{','.join(f'{part:x}' for part in parts)}" for start, more, parts in entries]
lines = textwrap.wrap(" ".join(words), 105, break_long_words=False, break_on_hyphens=False)
body = " \\\n".join(f"        {line}" for line in lines)
target = pathlib.Path(__file__).parent.parent.parent / "Sources/Templating/Encoding/CompatibilityMappings.swift"
target.write_text(f'''/// What compatibility characters stand for, made by Tests/Oracles/compatibility_mappings.py.
enum CompatibilityMappings {{
    /// Entries of a code point, `+n` for n more that follow it, and what it stands for.
    static let text = """
{body}
        """
}}
''')
