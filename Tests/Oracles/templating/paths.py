PATHS = ["", "/", "//", "///a", "a", "/a", "a/", "/a/b/", "a/b/c.txt", "/etc/../etc/./passwd", "..", "../x", "a//b///c", ".bashrc", "x.tar.gz", "a.b/c", "...", "~/x", "~nobodyhere/x", "$HOME/a", "${HOME}b", "$NOPE/x", "C:\\\\Windows\\\\x.txt", "\\\\\\\\host\\\\share\\\\dir\\\\f"]
CASES = [f"{{{{ '{p}' | {f} }}}}" for p in PATHS for f in ("basename", "dirname", "normpath", "splitext", "expanduser", "expandvars", "win_basename", "win_dirname", "win_splitdrive", "path_join")]
CASES += [
    "{{ ['a', 'b'] | path_join }}", "{{ ['a', '/b', 'c'] | path_join }}", "{{ ['a/', 'b/'] | path_join }}", "{{ [] | path_join }}", "{{ 5 | path_join }}",
    "{{ ('a', 'b') | path_join }}", "{{ ['/a/b', '/a/c'] | commonpath }}", "{{ ['a/b', 'a/b/c'] | commonpath }}", "{{ ['/a', 'b'] | commonpath }}",
    "{{ [] | commonpath }}", "{{ 'x' | commonpath }}", "{{ '/a/b/c' | relpath('/a') }}", "{{ '/a' | relpath('/a/b/c') }}", "{{ '/x' | relpath('/x') }}",
    "{{ '/nonexistent/../x' | realpath }}", "{{ '/etc/./x/..' | realpath }}", "{{ 5 | basename }}", "{{ none | dirname }}", "{{ '' | relpath }}",
    "{{ '@FIXTURES@/globs/*.txt' | fileglob | map('basename') | sort }}", "{{ 'nonexistent/*' | fileglob }}", "{{ ['a', 5] | path_join }}",
]
TESTS = ["@FIXTURES@/globs", "@FIXTURES@/globs/one.txt", "@FIXTURES@/nonexistent", "/", "/tmp", "@FIXTURES@/files/name.txt", ""]
CASES += [f"{{{{ '{p}' is {t} }}}}" for p in TESTS for t in ("directory", "is_dir", "file", "is_file", "link", "exists", "link_exists", "abs", "is_abs", "mount")]
CASES += ["{{ '@FIXTURES@/globs' is same_file('@FIXTURES@/globs/../globs') }}", "{{ '/' is same_file('/tmp') }}", "{{ '@FIXTURES@/files/name.txt' is vaulted_file }}", "{{ '@FIXTURES@/files/sealed' is vaulted_file }}", "{{ 5.5 is file }}"]
