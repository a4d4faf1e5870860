#include "cshims.h"
#include <stdlib.h>
#include <sys/xattr.h>

void swiftplay_copy_attributes(const char *source, int target) {
    ssize_t size = listxattr(source, NULL, 0);
    if (size <= 0) return;
    char *names = malloc((size_t)size);
    // The kernel's own limit for one value.
    char *value = malloc(65536);
    if (names && value) size = listxattr(source, names, (size_t)size);
    for (ssize_t place = 0; names && value && place < size; place++) {
        ssize_t length = getxattr(source, names + place, value, 65536);
        if (length >= 0) fsetxattr(target, names + place, value, (size_t)length, 0);
        while (names[place]) place++;
    }
    free(names);
    free(value);
}
