#ifndef SWIFTPLAY_CSHIMS_H
#define SWIFTPLAY_CSHIMS_H
// C that Swift cannot say itself: variadic and macro-only system interfaces, and what must happen between fork and exec.
#include <sys/types.h>

/// ioctl(TIOCGWINSZ): the terminal's width in columns, or 0 where `fd` is no terminal.
int swiftplay_terminal_columns(int fd);

/// Opens a pseudo-terminal, both ends close-on-exec: gives the controlling end, or minus the errno.
int swiftplay_open_terminal(int *program_end);

/// The process's environment, `NAME=value` strings ended by a null pointer.
char **swiftplay_environment(void);

/// How a program is to be started.
struct swiftplay_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Becomes its working directory; null keeps the caller's.
    const char *directory;
    /// Its standard input, output and error.
    int descriptors[3];
    /// Its umask, or -1 to keep the caller's.
    int umask;
    /// A session of its own (setsid) in place of a process group of its own.
    int session;
    /// What it and all that it starts are known by, or 0; see swiftplay_set_tag.
    unsigned long long tag;
};

/// Starts a program in a process group of its own, with default signals and no other descriptors.
/// Gives its process id, or minus the errno of what failed; `*in_directory` then tells whether that was chdir.
pid_t swiftplay_spawn(const struct swiftplay_program *program, int *in_directory);

/// Runs `body(context)` on a new detached thread with `stack` bytes of stack; 0, or the errno.
int swiftplay_start_thread(void (*body)(void *), void *context, size_t stack);

/// Lets memory that was given back be used again before the kernel gets it: buffers of pieces of files, which are made and
/// given back all the time, would else be mapped and cleared anew each time. What is larger than a megabyte is not kept.
void swiftplay_keep_buffers(void);

/// Whether the processor has instructions for AES and for the multiplication of GCM.
int swiftplay_has_aes(void);

/// sync_file_range(2): sends a part of a file to the disk without waiting for it.
void swiftplay_begin_writeback(int file, long long begin, long long count);

/// pidfd_open(2): a descriptor that is readable once the child has ended, or -1.
int swiftplay_pidfd(pid_t pid);

/// memfd_create(2): a close-on-exec descriptor of a file in memory, or -1.
int swiftplay_memory_file(const char *name);

/// Marks the calling process by a number that it hands on to all that it starts, into sessions of their own and to other
/// users too: the soft limit on file locks (RLIMIT_LOCKS), which Linux has not looked at since 2.4.25. 0 marks nothing.
void swiftplay_set_tag(unsigned long long tag);

/// Kills the process groups of `leaders`, the processes that carry one of the tags, and all that is below them.
/// For who has not reaped the leaders yet, so that their numbers are theirs.
void swiftplay_end_programs(const pid_t *leaders, int count, const unsigned long long *tags, int tag_count);

/// Starts a process that outlives this one, and then ends the programs and removes the files that it was told of.
/// Gives the descriptor to tell it by, or -1.
int swiftplay_start_keeper(void);

/// Tells the keeper of a process group that begins ('+') or ends ('-'), of a tag that begins ('t') or ends ('u'), or of a
/// file or directory that begins ('b') or ends ('e'); 0 where it cannot be told.
int swiftplay_tell_keeper(int keeper, char kind, unsigned long long number, const char *path);

/// Gives `target` the extended attributes of `source`, access control lists among them, as far as that is allowed.
void swiftplay_copy_attributes(const char *source, int target);

/// Whether a descriptor is of a file system of processes (procfs), whose links the kernel alone can follow.
int swiftplay_is_of_processes(int descriptor);

/// One step on the way from a new process to a host of its own; paths are those of the moment.
struct swiftplay_step {
    int kind;
    /// A step that may fail: what it would have made is not needed.
    int is_optional;
    const char *source, *path, *type, *data;
    unsigned long flags;
    unsigned long number, number2;
};

enum {
    SWIFTPLAY_STEP_MOUNT,             ///< mount(source, path, type, flags, data)
    SWIFTPLAY_STEP_UNMOUNT,           ///< lazily, path
    SWIFTPLAY_STEP_DIRECTORY,         ///< path and its parents, mode number
    SWIFTPLAY_STEP_FILE,              ///< an empty file at path unless there is one, and its parents
    SWIFTPLAY_STEP_WRITE,             ///< data into the file at path
    SWIFTPLAY_STEP_LINK,              ///< a symbolic link to source at path
    SWIFTPLAY_STEP_NODE,              ///< a device: kind and mode in flags, device number in number
    SWIFTPLAY_STEP_PIVOT,             ///< source becomes the root, the old one is at path
    SWIFTPLAY_STEP_REMOVE_DIRECTORY,
    SWIFTPLAY_STEP_HOSTNAME,          ///< data
    SWIFTPLAY_STEP_UNSHARE,           ///< the namespaces in flags
    SWIFTPLAY_STEP_ENTER,             ///< the namespace of descriptor number, kind in flags
    SWIFTPLAY_STEP_CHDIR,
    SWIFTPLAY_STEP_SOCKET,            ///< binds the Unix socket of descriptor number to path
    SWIFTPLAY_STEP_LIMIT,             ///< setrlimit of number to flags (soft) and number2 (hard)
};

enum { SWIFTPLAY_STACK = 1 << 16 };

/// A program in namespaces: new ones, or those of a process.
struct swiftplay_launch {
    /// CLONE_NEW* flags of namespaces to be made.
    int namespaces;
    /// Run first, in order.
    const struct swiftplay_step *steps;
    size_t step_count;
    /// A pidfd whose namespaces of the kinds `joined_namespaces` are entered after the steps, or -1.
    int joined, joined_namespaces;
    /// The places of the program, the first that is there is run; null at the end.
    const char *const *paths;
    char *const *arguments;
    char *const *environment;
    /// Its working directory, null for the root.
    const char *directory;
    int descriptors[3];
    /// Whether descriptor 0 is a terminal and becomes its own.
    int terminal;
    int limits_capabilities;
    unsigned long long capabilities;
    uid_t user;
    gid_t group;
};

/// Starts the program in a session of its own. Gives its process id, or minus the errno of what failed:
/// `*failed_step` is the step's index, -1 for the program itself, -2 for its directory, -3 for entering namespaces.
pid_t swiftplay_start(const struct swiftplay_launch *launch, int *failed_step);

/// setns(2) of this thread; 0, or the errno.
int swiftplay_enter(int descriptor, int namespaces);

/// unshare(2) of this thread; 0, or the errno.
int swiftplay_leave(int namespaces);

/// makedev(3)
unsigned long long swiftplay_device(unsigned major_number, unsigned minor_number);

#endif
