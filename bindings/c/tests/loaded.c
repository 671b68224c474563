/* The library loaded by hand, as a host of plug-ins does it: called from two threads, closed, and loaded again. The program is
 * not linked with it. */
#define _DEFAULT_SOURCE
#include <dlfcn.h>
#include <pthread.h>

#include "check.h"

enum { CALLS = 200, TIMES = 3 };

#define LIBRARY "libtouchline.so"

static touchline_status (*open_one)(const char *, size_t, touchline_workspace **, touchline_buffer *);
static touchline_status (*ask)(const touchline_workspace *, const char *, size_t, touchline_buffer *);
static void (*free_one)(touchline_workspace **);
static void (*free_buffer)(touchline_buffer *);

/* What POSIX asks for, and ISO C has no words for: an address as a function. */
static void look_up(void *library, const char *name, void *function) {
  void *found = dlsym(library, name);
  CHECK(found != NULL);
  memcpy(function, &found, sizeof found);
}

static void *load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
  }
  CHECK(library != NULL);
  look_up(library, "touchline_workspace_open", &open_one);
  look_up(library, "touchline_workspace_ask", &ask);
  look_up(library, "touchline_workspace_free", &free_one);
  look_up(library, "touchline_buffer_free", &free_buffer);
  return library;
}

/* Each thread has a workspace of its own, and ends while the library is still open. */
static void *ask_often(void *unused) {
  touchline_workspace *own;
  CHECK(open_one(NULL, 0, &own, NULL) == TOUCHLINE_STATUS_OK);
  for (int i = 0; i < CALLS; i++) {
    touchline_buffer answer;
    CHECK(ask(own, TEXT("{}"), &answer) == TOUCHLINE_STATUS_BAD_INPUT);
    CHECK(answer.length > 0);
    free_buffer(&answer);
  }
  free_one(&own);
  return unused;
}

static void in_two_threads(void) {
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) {
    CHECK(pthread_create(&threads[i], NULL, ask_often, NULL) == 0);
  }
  for (int i = 0; i < 2; i++) {
    CHECK(pthread_join(threads[i], NULL) == 0);
  }
}

static void api_03_a_library_that_was_closed_and_loaded_again_goes_on(void) {
  CHECK(dlopen(LIBRARY, RTLD_NOW | RTLD_NOLOAD) == NULL);
  void *first = NULL;
  for (int time = 0; time < TIMES; time++) {
    void *library = load();
    CHECK(first == NULL || library == first);
    first = library;
    in_two_threads();
    CHECK(dlclose(library) == 0);
  }
}

/* It asks to stay: what was made ready once is of the process, and a workspace outlives the closing. */
static void api_03_a_library_that_was_closed_stays(void) {
  void *library = load();
  touchline_workspace *kept;
  CHECK(open_one(NULL, 0, &kept, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(dlclose(library) == 0);
  void *still = dlopen(LIBRARY, RTLD_NOW | RTLD_NOLOAD);
  CHECK(still == library);
  CHECK(ask(kept, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  free_one(&kept);
  CHECK(dlclose(still) == 0);
}

int main(void) {
  RUN(api_03_a_library_that_was_closed_and_loaded_again_goes_on);
  RUN(api_03_a_library_that_was_closed_stays);
}
