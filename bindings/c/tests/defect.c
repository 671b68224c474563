/* A fault of the library's own costs one handle what it held, and nothing else. Needs the library that
 * can be made to fail: feature `provoke-defect`. */
#include <stdint.h>

#include "check.h"

touchline_status touchline_provoke_defect_in_change(touchline_workspace *workspace, touchline_buffer *answer);
touchline_status touchline_provoke_defect_in_read(const touchline_workspace *workspace, touchline_buffer *answer);
uint64_t touchline_provoke_defect_in_number(void);
uint64_t touchline_provoked_is_seeded(void);

/* Every door of a poisoned workspace is shut, and says so. */
static void check_poisoned(touchline_workspace *workspace) {
  touchline_buffer answer, other;
  touchline_snapshot *snapshot;
  const char *expected = "an earlier defect";
  for (int time = 0; time < 2; time++) {
    CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT("{}"), &other, &answer), TOUCHLINE_STATUS_POISONED,
                 expected);
    CHECK(other.length == 0);
    CHECK_ANSWER(touchline_workspace_execute_many(workspace, TEXT("{}"), &other, NULL, &answer),
                 TOUCHLINE_STATUS_POISONED, expected);
    CHECK_ANSWER(touchline_workspace_ask(workspace, TEXT("{}"), &answer), TOUCHLINE_STATUS_POISONED, expected);
    CHECK_ANSWER(touchline_workspace_available(workspace, TEXT("{}"), &answer), TOUCHLINE_STATUS_POISONED, expected);
    CHECK_ANSWER(touchline_workspace_replay(workspace, TEXT("{}"), &answer), TOUCHLINE_STATUS_POISONED, expected);
    CHECK_ANSWER(touchline_workspace_snapshot(workspace, &snapshot, &answer), TOUCHLINE_STATUS_POISONED, expected);
    CHECK(snapshot == NULL);
  }
}

static void api_03_a_defect_in_a_change_poisons_its_handle_only(void) {
  touchline_buffer answer;
  touchline_workspace *struck = open_workspace(), *other = open_workspace();
  CHECK_ANSWER(touchline_provoke_defect_in_change(struck, &answer), TOUCHLINE_STATUS_DEFECT, "provoked in a change");
  check_poisoned(struck);
  CHECK_ANSWER(touchline_workspace_ask(other, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "faults");
  touchline_workspace_free(&struck);
  touchline_workspace_free(&other);
}

static void api_03_a_defect_in_a_read_poisons_its_handle_only(void) {
  touchline_buffer answer;
  touchline_workspace *struck = open_workspace(), *other = open_workspace();
  CHECK_ANSWER(touchline_provoke_defect_in_read(struck, &answer), TOUCHLINE_STATUS_DEFECT, "provoked in a read");
  check_poisoned(struck);
  CHECK_ANSWER(touchline_workspace_ask(other, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "faults");
  touchline_workspace_free(&struck);
  touchline_workspace_free(&other);
}

static void api_03_a_defect_while_a_snapshot_is_taken_leaves_the_snapshot_refused(void) {
  touchline_buffer answer, chunk;
  touchline_workspace *workspace = open_workspace();
  touchline_snapshot *snapshot;
  CHECK(touchline_workspace_snapshot(workspace, &snapshot, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_provoke_defect_in_change(workspace, &answer), TOUCHLINE_STATUS_DEFECT, "provoked");
  CHECK_ANSWER(touchline_snapshot_next(snapshot, &chunk, &answer), TOUCHLINE_STATUS_POISONED, "");
  CHECK(chunk.length == 0);
  touchline_snapshot_free(&snapshot);
  touchline_workspace_free(&workspace);
}

static void api_03_a_defect_without_an_answer_has_its_number(void) {
  CHECK(touchline_provoke_defect_in_number() == UINT64_MAX);
  touchline_workspace *workspace = open_workspace();
  CHECK(touchline_provoke_defect_in_read(workspace, NULL) == TOUCHLINE_STATUS_DEFECT);
  touchline_workspace_free(&workspace);
}

/* Before anything is kept: the first call that gives an answer draws the seed, whether its answer is wanted or not. */
static void api_03_look_ups_are_seeded_by_the_first_answer(void) {
  CHECK(touchline_provoked_is_seeded() == 0);
  CHECK(touchline_workspace_ask(NULL, TEXT("{}"), NULL) != TOUCHLINE_STATUS_OK);
  CHECK(touchline_provoked_is_seeded() == 1);
}

int main(void) {
  RUN(api_03_look_ups_are_seeded_by_the_first_answer);
  RUN(api_03_a_defect_in_a_change_poisons_its_handle_only);
  RUN(api_03_a_defect_in_a_read_poisons_its_handle_only);
  RUN(api_03_a_defect_while_a_snapshot_is_taken_leaves_the_snapshot_refused);
  RUN(api_03_a_defect_without_an_answer_has_its_number);
  return 0;
}
