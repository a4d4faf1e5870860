// PCRE2's just-in-time compiler (220 KB). The agent's patterns match lines of configuration files, once each: the
// interpreter is as fast there. These are the answers of a PCRE2 that was built without it.
#include <stddef.h>
#include <stdint.h>

// Values of pcre2.h.
enum { badOption = -45 };

int pcre2_jit_compile_8(void *code, uint32_t options) {
    (void)code;
    (void)options;
    return badOption;
}

int pcre2_jit_match_8(
    const void *code, const uint8_t *subject, size_t length, size_t start, uint32_t options, void *match,
    void *context) {
    (void)code;
    (void)subject;
    (void)length;
    (void)start;
    (void)options;
    (void)match;
    (void)context;
    return badOption;
}

/// Debian's own question: can this pattern be matched by the compiler's code?
int _pcre2_jit_check_exec_8(const void *code, uint32_t options) {
    (void)code;
    (void)options;
    return 0;
}

void _pcre2_jit_free_8(void *jit, void *memory) {
    (void)jit;
    (void)memory;
}

void _pcre2_jit_free_rodata_8(void *current, void *allocator) {
    (void)current;
    (void)allocator;
}

size_t _pcre2_jit_get_size_8(void *jit) {
    (void)jit;
    return 0;
}

const char *_pcre2_jit_get_target_8(void) { return "JIT is not supported"; }
