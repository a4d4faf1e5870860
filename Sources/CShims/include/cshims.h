#ifndef SWIFTPLAY_CSHIMS_H
#define SWIFTPLAY_CSHIMS_H
// C that Swift cannot say itself: variadic and macro-only system interfaces.
#include <sys/types.h>

/// ioctl(TIOCGWINSZ): the terminal's width in columns, or 0 where `fd` is no terminal.
int swiftplay_terminal_columns(int fd);

#endif
