/* Many threads on one handle: a change is alone or answered busy, readers go side by side, and nothing is
 * lost or done twice. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

#include "check.h"

enum { THREADS = 4, CALLS = 200, LINES = 2000, SECONDS = 120 };

static touchline_workspace *shared;
static atomic_bool stop;
static atomic_uint busy, done;

static pthread_t start(void *(*work)(void *)) {
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, work, NULL) == 0);
  return thread;
}

static void join(pthread_t thread) { CHECK(pthread_join(thread, NULL) == 0); }

/* Counts how a call ended, which is either busy or as it would have ended alone. */
static void count(touchline_status status, touchline_status alone) {
  CHECK(status == alone || status == TOUCHLINE_STATUS_BUSY);
  atomic_fetch_add(status == TOUCHLINE_STATUS_BUSY ? &busy : &done, 1);
}

/* Keeps the workspace in change nearly all the time, with lines that change nothing. */
static void *change_without_end(void *unused) {
  static const char line[] = "{}\n";
  char *lines = malloc(LINES * 3);
  CHECK(lines != NULL);
  for (size_t i = 0; i < LINES; i++) {
    memcpy(lines + 3 * i, line, 3);
  }
  while (!atomic_load(&stop)) {
    touchline_buffer records;
    touchline_status status =
        touchline_workspace_execute_many(shared, lines, LINES * 3, &records, NULL, NULL);
    CHECK(status == TOUCHLINE_STATUS_OK || status == TOUCHLINE_STATUS_BUSY);
    touchline_buffer_free(&records);
  }
  free(lines);
  return unused;
}

static void api_03_a_handle_in_change_answers_busy_and_does_not_wait(void) {
  shared = open_workspace();
  atomic_store(&stop, 0);
  pthread_t other = start(change_without_end);
  unsigned seen[3] = {0, 0, 0};
  time_t begin = time(NULL);
  while (seen[0] == 0 || seen[1] == 0 || seen[2] == 0) {
    CHECK(time(NULL) - begin < SECONDS);
    touchline_buffer record, answer;
    touchline_snapshot *snapshot;
    touchline_status status = touchline_workspace_execute(shared, TEXT("{}"), &record, &answer);
    CHECK(status == TOUCHLINE_STATUS_BAD_INPUT || status == TOUCHLINE_STATUS_BUSY);
    CHECK(status != TOUCHLINE_STATUS_BUSY || strstr(answer.data, "in use by other work") != NULL);
    seen[0] += status == TOUCHLINE_STATUS_BUSY;
    touchline_buffer_free(&answer);
    seen[1] += touchline_workspace_ask(shared, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BUSY;
    seen[2] += touchline_workspace_snapshot(shared, &snapshot, NULL) == TOUCHLINE_STATUS_BUSY;
    CHECK(record.length == 0);
    touchline_snapshot_free(&snapshot);
  }
  atomic_store(&stop, 1);
  join(other);
  touchline_workspace_free(&shared);
}

static void *ask_often(void *unused) {
  for (int i = 0; i < CALLS; i++) {
    count(touchline_workspace_ask(shared, TEXT("{}"), NULL), TOUCHLINE_STATUS_BAD_INPUT);
    count(touchline_workspace_available(shared, TEXT("{}"), NULL), TOUCHLINE_STATUS_BAD_INPUT);
  }
  return unused;
}

static void api_03_readers_go_side_by_side(void) {
  shared = open_workspace();
  atomic_store(&busy, 0);
  atomic_store(&done, 0);
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    threads[i] = start(ask_often);
  }
  for (int i = 0; i < THREADS; i++) {
    join(threads[i]);
  }
  CHECK(atomic_load(&busy) == 0);
  CHECK(atomic_load(&done) == 2 * THREADS * CALLS);
  touchline_workspace_free(&shared);
}

static void *take_answers(void *slot) {
  touchline_buffer *answer = slot;
  CHECK(touchline_workspace_ask(NULL, TEXT("{}"), answer) == TOUCHLINE_STATUS_BAD_INPUT);
  return slot;
}

static void api_03_any_thread_may_free_any_buffer(void) {
  touchline_buffer answers[THREADS];
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_create(&threads[i], NULL, take_answers, &answers[i]) == 0);
  }
  for (int i = 0; i < THREADS; i++) {
    join(threads[i]);
    CHECK(answers[i].length > 0);
    touchline_buffer_free(&answers[i]);
  }
}

int main(void) {
  RUN(api_03_a_handle_in_change_answers_busy_and_does_not_wait);
  RUN(api_03_readers_go_side_by_side);
  RUN(api_03_any_thread_may_free_any_buffer);
  return 0;
}
