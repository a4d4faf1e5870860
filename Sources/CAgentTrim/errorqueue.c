// OpenSSL's big numbers and digests report errors to a queue whose code brings the whole library along (engines,
// providers, certificates: 3 MB). Nobody in the agent reads that queue, so it has none.
#include "agenttrim.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

void swiftplay_agent_trim(void) {}

// The names and types are OpenSSL 3's (err.h, bio.h).
void ERR_new(void) {}

void ERR_set_debug(const char *file, int line, const char *function) {
    (void)file;
    (void)line;
    (void)function;
}

void ERR_set_error(int library, int reason, const char *format, ...) {
    (void)library;
    (void)reason;
    (void)format;
}

int BIO_snprintf(char *buffer, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return length >= 0 && (size_t)length < size ? length : -1;
}
