#include "cshims.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct start {
    void (*body)(void *);
    void *context;
};

static void *run(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    start.body(start.context);
    return 0;
}

int swiftplay_start_thread(void (*body)(void *), void *context, size_t stack) {
    struct start *start = malloc(sizeof *start);
    if (!start) return ENOMEM;
    *start = (struct start){body, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_t thread;
    int failure = pthread_create(&thread, &attributes, run, start);
    pthread_attr_destroy(&attributes);
    if (failure) free(start);
    return failure;
}
