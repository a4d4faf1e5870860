#include "cshims.h"
#include <malloc.h>

void swiftplay_keep_buffers(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 8 << 20);
}
