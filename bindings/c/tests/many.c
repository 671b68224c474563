/* The calls without JSON: many at once are the same as one by one. */
#include <stdint.h>

#include "check.h"

/* More than any family of numbers that is walked here, so that unknown ones are among them. */
enum { MOST = 24, COUNT = MOST * MOST * MOST };

static uint32_t first[COUNT], second[COUNT], third[COUNT];
static uint64_t results[COUNT];

static void fill(void) {
  for (uint32_t i = 0; i < COUNT; i++) {
    first[i] = i % MOST;
    second[i] = i / MOST % MOST;
    third[i] = i / MOST / MOST;
  }
}

static void api_03_a_step_is_packed_as_the_header_says(void) {
  uint64_t released = touchline_lifecycle_step(TOUCHLINE_THING_BUNDLE, TOUCHLINE_BUNDLE_STATE_DRAFT,
                                               TOUCHLINE_BUNDLE_COMMAND_RELEASE);
  CHECK(released == TOUCHLINE_BUNDLE_STATE_RELEASED);
  uint64_t again = touchline_lifecycle_step(TOUCHLINE_THING_BUNDLE, TOUCHLINE_BUNDLE_STATE_RELEASED,
                                            TOUCHLINE_BUNDLE_COMMAND_RELEASE);
  CHECK(again == (uint64_t)TOUCHLINE_CODE_BUNDLE_ALREADY_RELEASED << 32);
  uint64_t open = touchline_lifecycle_open(TOUCHLINE_THING_BUNDLE, TOUCHLINE_BUNDLE_STATE_RELEASED);
  CHECK((open >> TOUCHLINE_BUNDLE_COMMAND_RESPOND & 1) == 1);
  CHECK((open >> TOUCHLINE_BUNDLE_COMMAND_RELEASE & 1) == 0);
}

static void api_03_a_permission_is_packed_as_the_header_says(void) {
  uint32_t agent = UINT32_C(1) << TOUCHLINE_ROLE_AGENT, manager = UINT32_C(1) << TOUCHLINE_ROLE_MANAGER;
  uint32_t person = UINT32_C(1) << TOUCHLINE_RELATION_PERSON, coached = UINT32_C(1) << TOUCHLINE_RELATION_COACHED;
  uint64_t rule = (uint64_t)TOUCHLINE_RULE_ACC_05 << 32;
  CHECK(touchline_permit(TOUCHLINE_ACTION_ANSWER_BUNDLE, agent, person | coached) == (rule | 1));
  CHECK(touchline_permit(TOUCHLINE_ACTION_ANSWER_BUNDLE, manager, person) == rule);
}

static void api_03_many_steps_are_the_single_ones(void) {
  size_t known = 0;
  CHECK(touchline_lifecycle_step_many(first, second, third, COUNT, results) == TOUCHLINE_STATUS_OK);
  for (size_t i = 0; i < COUNT; i++) {
    CHECK(results[i] == touchline_lifecycle_step(first[i], second[i], third[i]));
    known += results[i] != UINT64_MAX;
  }
  CHECK(known > 0 && known < COUNT);
}

static void api_03_many_open_sets_are_the_single_ones(void) {
  size_t known = 0;
  CHECK(touchline_lifecycle_open_many(first, second, COUNT, results) == TOUCHLINE_STATUS_OK);
  for (size_t i = 0; i < COUNT; i++) {
    CHECK(results[i] == touchline_lifecycle_open(first[i], second[i]));
    known += results[i] != UINT64_MAX;
  }
  CHECK(known > 0 && known < COUNT);
}

static void api_03_many_permissions_are_the_single_ones(void) {
  size_t allowed = 0, denied = 0;
  CHECK(touchline_permit_many(first, second, third, COUNT, results) == TOUCHLINE_STATUS_OK);
  for (size_t i = 0; i < COUNT; i++) {
    CHECK(results[i] == touchline_permit(first[i], second[i], third[i]));
    allowed += results[i] != UINT64_MAX && (results[i] & 1) == 1;
    denied += results[i] != UINT64_MAX && (results[i] & 1) == 0;
  }
  CHECK(allowed > 0 && denied > 0);
}

static void api_03_the_open_set_is_where_steps_go_through(void) {
  for (uint32_t thing = 0; thing < MOST; thing++) {
    for (uint32_t state = 0; state < MOST; state++) {
      uint64_t open = touchline_lifecycle_open(thing, state);
      for (uint32_t command = 0; open != UINT64_MAX && command < 64; command++) {
        uint64_t step = touchline_lifecycle_step(thing, state, command);
        int goes_through = step != UINT64_MAX && step >> 32 == 0;
        CHECK(goes_through == (int)(open >> command & 1));
      }
    }
  }
}

static void api_03_null_arrays_are_an_error(void) {
  results[0] = 7;
  CHECK(touchline_lifecycle_step_many(NULL, second, third, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_step_many(first, NULL, third, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_step_many(first, second, NULL, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_step_many(first, second, third, 1, NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_open_many(NULL, second, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_open_many(first, NULL, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_lifecycle_open_many(first, second, 1, NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_permit_many(NULL, second, third, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_permit_many(first, NULL, third, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_permit_many(first, second, NULL, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_permit_many(first, second, third, 1, NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(results[0] == 7);
  CHECK(touchline_lifecycle_step_many(NULL, NULL, NULL, 0, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_lifecycle_open_many(NULL, NULL, 0, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_permit_many(NULL, NULL, NULL, 0, NULL) == TOUCHLINE_STATUS_OK);
}

static void api_03_misaligned_arrays_are_an_error(void) {
  char *inside = (char *)first + 1;
  void *misaligned = inside;
  CHECK(touchline_lifecycle_open_many(misaligned, second, 1, results) == TOUCHLINE_STATUS_BAD_INPUT);
  inside = (char *)results + 4;
  misaligned = inside;
  CHECK(touchline_lifecycle_open_many(first, second, 1, misaligned) == TOUCHLINE_STATUS_BAD_INPUT);
}

int main(void) {
  fill();
  RUN(api_03_a_step_is_packed_as_the_header_says);
  RUN(api_03_a_permission_is_packed_as_the_header_says);
  RUN(api_03_many_steps_are_the_single_ones);
  RUN(api_03_many_open_sets_are_the_single_ones);
  RUN(api_03_many_permissions_are_the_single_ones);
  RUN(api_03_the_open_set_is_where_steps_go_through);
  RUN(api_03_null_arrays_are_an_error);
  RUN(api_03_misaligned_arrays_are_an_error);
  return 0;
}
