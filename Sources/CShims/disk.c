#define _GNU_SOURCE
#include "cshims.h"
#include <fcntl.h>

void swiftplay_begin_writeback(int file, long long begin, long long count) {
    sync_file_range(file, begin, count, SYNC_FILE_RANGE_WRITE);
}
