#include "cshims.h"

#include <linux/magic.h>
#include <sys/vfs.h>

int swiftplay_is_of_processes(int descriptor) {
    struct statfs system;
    return fstatfs(descriptor, &system) == 0 && system.f_type == PROC_SUPER_MAGIC;
}
