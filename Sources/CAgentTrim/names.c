// The names of all Unicode scalars (550 KB), behind `Unicode.Scalar.Properties.name`: nothing in the agent asks for one.
// small.ld puts this in the place of the standard library's function.
#include <stddef.h>
#include <stdint.h>

size_t swiftplay_agent_no_scalar_name(uint32_t scalar, uint8_t *buffer, size_t capacity) {
    (void)scalar;
    (void)buffer;
    (void)capacity;
    return 0;
}
