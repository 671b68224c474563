/* What a process does around the library: it makes it ready, forks, and takes signals. */
#define _DEFAULT_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void api_03_what_is_made_ready_once_is_ready(void) {
  touchline_buffer answer;
  CHECK_ANSWER(touchline_warm_up(&answer), TOUCHLINE_STATUS_OK, "null");
  CHECK(touchline_warm_up(NULL) == TOUCHLINE_STATUS_OK);
}

/* A child has what its parent made ready, and its own copy of every workspace that no other thread was using. */
static void api_03_a_child_goes_on_with_its_own_copy(void) {
  touchline_workspace *workspace = open_workspace();
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    touchline_workspace *own = open_workspace();
    int well = touchline_workspace_ask(workspace, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT &&
               touchline_workspace_execute(own, TEXT("{}"), NULL, NULL) == TOUCHLINE_STATUS_BAD_INPUT;
    touchline_workspace_free(&own);
    touchline_workspace_free(&workspace);
    _exit(well ? 0 : 1);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  touchline_workspace_free(&workspace);
}

enum { FORKS = 20, PATIENCE = 60000 };

static atomic_bool stop;

/* Another thread that is in the middle of some call whenever its process forks. */
static void *ask_without_end(void *unused) {
  touchline_workspace *own = open_workspace();
  while (!atomic_load(&stop)) {
    CHECK(touchline_workspace_ask(own, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT);
    CHECK(touchline_call(TEXT("meta.version"), TEXT("{}"), NULL) == TOUCHLINE_STATUS_OK);
  }
  touchline_workspace_free(&own);
  return unused;
}

/* Says how it went, and ends at once: of the other thread's memory there is nobody left to free it. */
static void be_the_child(int out, touchline_workspace *workspace) {
  touchline_workspace *own = open_workspace();
  char well = touchline_workspace_ask(workspace, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT &&
              touchline_workspace_ask(own, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT &&
              touchline_workspace_execute(own, TEXT("{}"), NULL, NULL) == TOUCHLINE_STATUS_BAD_INPUT &&
              touchline_call(TEXT("meta.version"), TEXT("{}"), NULL) == TOUCHLINE_STATUS_OK;
  CHECK(write(out, &well, 1) == 1);
  kill(getpid(), SIGKILL);
}

/* What is made ready is nobody's to finish then: a child that came to it in the middle of that would wait without end. */
static void api_03_what_was_made_ready_helps_a_child_that_is_forked_beside_other_threads(void) {
#ifdef __SANITIZE_ADDRESS__
  /* In the child of a process with threads a lock of AddressSanitizer's own may be held by a thread that is gone. */
  return;
#endif
  CHECK(touchline_warm_up(NULL) == TOUCHLINE_STATUS_OK);
  touchline_workspace *workspace = open_workspace();
  pthread_t other;
  CHECK(pthread_create(&other, NULL, ask_without_end, NULL) == 0);
  for (int i = 0; i < FORKS; i++) {
    int ends[2];
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      be_the_child(ends[1], workspace);
    }
    CHECK(close(ends[1]) == 0);
    struct pollfd told = {.fd = ends[0], .events = POLLIN};
    int came = poll(&told, 1, PATIENCE);
    char well = 0;
    if (came != 1 || read(ends[0], &well, 1) != 1) {
      kill(child, SIGKILL);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(well == 1);
    CHECK(close(ends[0]) == 0);
  }
  atomic_store(&stop, 1);
  CHECK(pthread_join(other, NULL) == 0);
  touchline_workspace_free(&workspace);
}

static volatile sig_atomic_t taken;

/* Questions over numbers take no memory and no lock, so that they may be asked where nothing else may. */
static void ask_in_a_signal(int number) {
  (void)number;
  taken += touchline_permit(1, 1, 1) != 0 && touchline_lifecycle_open(1, 0) != 0;
}

static void api_03_questions_over_numbers_may_be_asked_in_a_signals_handler(void) {
  struct sigaction action = {.sa_handler = ask_in_a_signal, .sa_flags = SA_RESTART};
  CHECK(sigaction(SIGALRM, &action, NULL) == 0);
  touchline_workspace *workspace = open_workspace();
  struct itimerval often = {.it_interval = {.tv_usec = 2000}, .it_value = {.tv_usec = 2000}}, never = {0};
  CHECK(setitimer(ITIMER_REAL, &often, NULL) == 0);
  for (int i = 0; taken < 5 && i < 1000000; i++) {
    CHECK(touchline_workspace_ask(workspace, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  }
  CHECK(setitimer(ITIMER_REAL, &never, NULL) == 0);
  CHECK(taken >= 5);
  touchline_workspace_free(&workspace);
}

int main(void) {
  RUN(api_03_what_is_made_ready_once_is_ready);
  RUN(api_03_a_child_goes_on_with_its_own_copy);
  RUN(api_03_what_was_made_ready_helps_a_child_that_is_forked_beside_other_threads);
  RUN(api_03_questions_over_numbers_may_be_asked_in_a_signals_handler);
}
