// How vectors, key paths, parts of slices and the errors of Codable describe themselves (140 KB): the agent has none of
// them. small.ld puts this in the place of the standard library's getters.
#include <stdint.h>

/// A Swift String as it is returned: two words.
typedef struct {
    uint64_t count;
    uint64_t object;
} swiftplay_agent_text;

/// The empty String (stdlib/public/core/StringObject.swift: small, immortal, of no bytes).
swiftplay_agent_text swiftplay_agent_no_description(void) {
    return (swiftplay_agent_text){0, 0xE000000000000000};
}
