/* What the test programs share: checks that say where they failed, and the names of the tests run. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "touchline.h"

/* Ends the program with the place of the failure. */
#define CHECK(condition)                                                                           \
  ((condition) ? (void)0                                                                           \
               : (fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, __func__, #condition),    \
                  exit(1)))

/* Checks how a call ended and that its answer holds a text; frees the answer. */
#define CHECK_ANSWER(call, expected, text)                                                         \
  check_answer(__FILE__, __LINE__, __func__, (call), (expected), &answer, (text))

/* Runs one test and says so. */
#define RUN(test) (test(), printf("%s\n", #test))

/* A string literal as a pointer and a length. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

static inline void check_answer(const char *file, int line, const char *test, touchline_status status,
                                touchline_status expected, touchline_buffer *answer, const char *text) {
  const char *json = answer->data == NULL ? "(nothing)" : answer->data;
  if (status != expected || strstr(json, text) == NULL) {
    fprintf(stderr, "%s:%d: %s: status %u, expected %u; `%s`, expected to hold `%s`\n", file, line, test,
            (unsigned)status, (unsigned)expected, json, text);
    exit(1);
  }
  touchline_buffer_free(answer);
}

/* An empty workspace under the default policy. */
static inline touchline_workspace *open_workspace(void) {
  touchline_workspace *workspace;
  CHECK(touchline_workspace_open(NULL, 0, &workspace, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(workspace != NULL);
  return workspace;
}

#endif
