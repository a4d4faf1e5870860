TEXTS = ["''", "'a'", "'ab'", "'abc'", "'hello world'", "'häß 日本'", "'a+b/c?d'", "5", "none", "[1, 'a']", "'\\n'"]
CASES = [f"{{{{ {t} | {f} }}}}" for t in TEXTS for f in (
    "b64encode", "b64encode(urlsafe=true)", "b64encode | b64decode", "b64encode('utf-16-le') | b64decode('utf-16-le')",
    "hash", "hash('md5')", "hash('sha256')", "hash('sha512')", "hash(hashtype='blake2b')", "md5", "sha1", "checksum", "to_uuid",
    "to_uuid(namespace='6ba7b810-9dad-11d1-80b4-00c04fd430c8')", "quote", "urldecode", "urlencode")]
CASES += [
    "{{ 'YWJj' | b64decode }}", "{{ 'YWJ' | b64decode }}", "{{ 'YWJjZA' | b64decode }}", "{{ 'YWJjZA==' | b64decode }}", "{{ 'a' | b64decode }}",
    "{{ 'YW Jj' | b64decode }}", "{{ '_-8=' | b64decode(urlsafe=true) | length }}", "{{ 'x' | hash('nonesuch') }}", "{{ 'x' | hash('sha3_256') }}",
    "{{ 'x' | to_uuid('nope') }}", "{{ 'a b c' | quote }}", "{{ \"it's\" | quote }}", "{{ 'a%20b+c%zz' | urldecode }}", "{{ 'x' | b64encode('nope') }}",
]
URLS = ["http://user:password@www.acme.com:9000/dir/index.html?query=term#fragment", "https://example.com", "mailto:a@b.c", "/just/a/path?x=1",
        "http://[::1]:8080/x", "HTTP://UPPER.Case/Path", "ftp://h", "", "http://h:99999/", "http://h:abc/", "file:///etc/passwd", "a:b@c"]
CASES += [f"{{{{ '{u}' | urlsplit }}}}" for u in URLS]
CASES += [f"{{{{ '{URLS[0]}' | urlsplit('{p}') }}}}" for p in ("fragment", "hostname", "netloc", "password", "path", "port", "query", "scheme", "username", "nope")]
CASES += [
    "{{ 'a' | ansible._protomatter.true_type }}",
    "{{ 5 | ansible._protomatter.dump_object }}",
    "{{ [1, {'a': 2}] | ansible._protomatter.finalize }}",
    "{{ 'x' is ansible._protomatter.tagged_with('TrustedAsTemplate') }}",
    "{{ 5 is ansible._protomatter.tagged_with('VaultedValue') }}",
]
# Bytes that are no UTF-8 come back as they were.
CASES += ["{{ 'Yf9i' | b64decode | b64encode }}", "{{ 'gICA' | b64decode | length }}", "{{ 'Yf9i' | b64decode | hash('sha1') }}", "{{ ('Yf9i' | b64decode ~ 'x') | type_debug }}", "{{ ('Yf9i' | b64decode + 'x') | b64encode }}", "{{ 'Yf9i' | b64decode | type_debug }}", "{{ 'Yf9i' | b64decode == 'a' }}"]
