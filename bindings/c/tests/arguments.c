/* What the header promises about arguments: NULL, bad UTF-8, lengths, outputs, and freeing. */
#include <stdint.h>

#include "check.h"

static const char not_utf8[] = "\xff\xfe";

static void api_03_a_null_handle_is_an_error(void) {
  touchline_buffer answer, other;
  touchline_workspace *workspace = NULL;
  touchline_snapshot *snapshot = NULL;
  const char *expected = "`workspace` is expected here, not a null pointer";
  CHECK_ANSWER(touchline_workspace_execute(NULL, TEXT("{}"), &other, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_execute_many(NULL, TEXT("{}"), &other, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               expected);
  CHECK_ANSWER(touchline_workspace_ask(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_available(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_replay(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_snapshot(NULL, &snapshot, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_snapshot_next(NULL, &other, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`snapshot`");
  CHECK_ANSWER(touchline_loader_feed(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "`loader`");
  CHECK_ANSWER(touchline_loader_finish(NULL, &workspace, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`loader`");
  CHECK_ANSWER(touchline_verifier_feed(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "`verifier`");
  CHECK_ANSWER(touchline_verifier_finish(NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`verifier`");
  CHECK_ANSWER(touchline_redactor_survey(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "`redactor`");
  CHECK_ANSWER(touchline_redactor_rewrite(NULL, TEXT("{}"), &other, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`redactor`");
  CHECK_ANSWER(touchline_redactor_finish(NULL, &other, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`redactor`");
  CHECK_ANSWER(touchline_trial_feed(NULL, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, "`trial`");
  CHECK_ANSWER(touchline_trial_finish(NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`trial`");
}

static void api_03_null_text_with_a_length_is_an_error(void) {
  touchline_buffer answer, other;
  touchline_workspace *workspace = open_workspace(), *none;
  touchline_loader *loader;
  touchline_verifier *verifier;
  CHECK_ANSWER(touchline_call(NULL, 1, NULL, 0, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`operation`");
  CHECK_ANSWER(touchline_call(TEXT("x"), NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`input`");
  CHECK_ANSWER(touchline_workspace_open(NULL, 1, &none, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`policy`");
  CHECK_ANSWER(touchline_workspace_execute(workspace, NULL, 1, &other, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "`command`");
  CHECK_ANSWER(touchline_workspace_execute_many(workspace, NULL, 1, &other, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`commands`");
  CHECK_ANSWER(touchline_workspace_ask(workspace, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`query`");
  CHECK_ANSWER(touchline_workspace_available(workspace, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`question`");
  CHECK_ANSWER(touchline_workspace_replay(workspace, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`records`");
  CHECK_ANSWER(touchline_loader_new(NULL, 1, &loader, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`policy`");
  CHECK_ANSWER(touchline_verifier_new(NULL, 1, &verifier, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`expect`");
  CHECK_ANSWER(touchline_loader_new(NULL, 0, &loader, &answer), TOUCHLINE_STATUS_OK, "null");
  CHECK_ANSWER(touchline_loader_feed(loader, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`chunk`");
  CHECK_ANSWER(touchline_verifier_new(NULL, 0, &verifier, &answer), TOUCHLINE_STATUS_OK, "null");
  CHECK_ANSWER(touchline_verifier_feed(verifier, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`chunk`");
  touchline_verifier_free(&verifier);
  touchline_loader_free(&loader);
  touchline_redactor *redactor;
  touchline_trial *trial;
  CHECK_ANSWER(touchline_loader_as_of(NULL, 0, NULL, 1, &loader, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`as_of`");
  CHECK_ANSWER(touchline_trial_new(NULL, 1, &trial, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`tried`");
  CHECK_ANSWER(touchline_redactor_new(&redactor, &answer), TOUCHLINE_STATUS_OK, "null");
  CHECK_ANSWER(touchline_redactor_survey(redactor, NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`chunk`");
  CHECK_ANSWER(touchline_redactor_rewrite(redactor, NULL, 1, &other, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`chunk`");
  touchline_redactor_free(&redactor);
  touchline_workspace_free(&workspace);
}

static void api_03_null_with_length_0_is_the_empty_text(void) {
  touchline_buffer answer, records;
  touchline_workspace *workspace = open_workspace();
  uint64_t accepted = 99;
  CHECK_ANSWER(touchline_workspace_execute_many(workspace, NULL, 0, &records, &accepted, &answer),
               TOUCHLINE_STATUS_OK, "");
  CHECK(accepted == 0 && records.length == 0);
  touchline_buffer_free(&records);
  CHECK_ANSWER(touchline_workspace_execute(workspace, NULL, 0, &records, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "faults");
  touchline_workspace_free(&workspace);
}

static void api_03_a_null_output_is_an_error_and_nothing_happens(void) {
  touchline_buffer answer;
  touchline_workspace *workspace = open_workspace();
  touchline_snapshot *snapshot;
  touchline_loader *loader;
  CHECK_ANSWER(touchline_workspace_open(NULL, 0, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`workspace`");
  CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT("{}"), NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "`record`");
  CHECK_ANSWER(touchline_workspace_execute_many(workspace, TEXT("{}"), NULL, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`records`");
  CHECK_ANSWER(touchline_workspace_snapshot(workspace, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`snapshot`");
  CHECK(touchline_workspace_snapshot(workspace, &snapshot, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_snapshot_next(snapshot, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`chunk`");
  CHECK_ANSWER(touchline_loader_new(NULL, 0, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`loader`");
  CHECK_ANSWER(touchline_verifier_new(NULL, 0, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`verifier`");
  CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_loader_finish(loader, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`workspace`");
  CHECK_ANSWER(touchline_loader_feed(loader, NULL, 0, &answer), TOUCHLINE_STATUS_OK, "null");
  touchline_loader_free(&loader);
  touchline_snapshot_free(&snapshot);
  touchline_workspace_free(&workspace);
}

static void api_03_a_null_answer_is_not_wanted(void) {
  touchline_workspace *workspace = open_workspace();
  CHECK(touchline_workspace_ask(workspace, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_workspace_ask(NULL, TEXT("{}"), NULL) == TOUCHLINE_STATUS_BAD_INPUT);
  touchline_workspace_free(&workspace);
}

static void api_03_outputs_are_defined_however_a_call_ends(void) {
  char rubbish[sizeof(touchline_buffer)];
  memset(rubbish, 0xA5, sizeof rubbish);
  touchline_buffer record, records, chunk, answer;
  memcpy(&record, rubbish, sizeof rubbish);
  memcpy(&records, rubbish, sizeof rubbish);
  memcpy(&chunk, rubbish, sizeof rubbish);
  uint64_t accepted = 99;
  touchline_workspace *workspace = (touchline_workspace *)(void *)rubbish;
  touchline_snapshot *snapshot = (touchline_snapshot *)(void *)rubbish;
  touchline_loader *loader = (touchline_loader *)(void *)rubbish;
  touchline_verifier *verifier = (touchline_verifier *)(void *)rubbish;

  CHECK_ANSWER(touchline_workspace_execute(NULL, NULL, 1, &record, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(record.data == NULL && record.length == 0);
  CHECK_ANSWER(touchline_workspace_execute_many(NULL, NULL, 1, &records, &accepted, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(records.data == NULL && records.length == 0 && accepted == 0);
  CHECK_ANSWER(touchline_snapshot_next(NULL, &chunk, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(chunk.data == NULL && chunk.length == 0);
  CHECK_ANSWER(touchline_workspace_snapshot(NULL, &snapshot, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(snapshot == NULL);
  CHECK_ANSWER(touchline_workspace_open(NULL, 1, &workspace, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(workspace == NULL);
  CHECK_ANSWER(touchline_workspace_open(TEXT("["), &workspace, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(workspace == NULL);
  CHECK_ANSWER(touchline_loader_new(TEXT("["), &loader, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(loader == NULL);
  CHECK_ANSWER(touchline_verifier_new(TEXT("["), &verifier, &answer), TOUCHLINE_STATUS_BAD_INPUT, "");
  CHECK(verifier == NULL);
}

static void api_03_bad_utf8_is_an_error(void) {
  touchline_buffer answer, other;
  touchline_workspace *workspace = open_workspace(), *none;
  touchline_loader *loader;
  touchline_verifier *verifier;
  const char *expected = "\"invalid_utf8\"";
  CHECK_ANSWER(touchline_call(not_utf8, 2, TEXT("{}"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_open(not_utf8, 2, &none, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_execute(workspace, not_utf8, 2, &other, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               expected);
  CHECK_ANSWER(touchline_workspace_execute_many(workspace, not_utf8, 2, &other, NULL, &answer),
               TOUCHLINE_STATUS_OK, expected);
  touchline_buffer_free(&other);
  CHECK_ANSWER(touchline_workspace_ask(workspace, not_utf8, 2, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_workspace_available(workspace, not_utf8, 2, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_loader_new(not_utf8, 2, &loader, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_verifier_new(not_utf8, 2, &verifier, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  touchline_workspace_free(&workspace);
}

static void api_07_a_length_beyond_memory_is_an_error(void) {
  touchline_buffer answer;
  touchline_workspace *workspace = open_workspace();
  uint32_t one = 1;
  uint64_t result = 7;
  CHECK_ANSWER(touchline_workspace_ask(workspace, "{}", SIZE_MAX, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "more than memory can hold");
  CHECK_ANSWER(touchline_workspace_ask(workspace, "{}", (size_t)PTRDIFF_MAX + 1, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "more than memory can hold");
  CHECK(touchline_lifecycle_open_many(&one, &one, SIZE_MAX / 8, &result) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(result == 7);
  touchline_workspace_free(&workspace);
}

static void api_03_freeing_nothing_and_freeing_twice_do_nothing(void) {
  touchline_buffer answer = {0};
  touchline_buffer_free(NULL);
  touchline_buffer_free(&answer);
  touchline_workspace_free(NULL);
  touchline_snapshot_free(NULL);
  touchline_loader_free(NULL);
  touchline_verifier_free(NULL);

  touchline_workspace *workspace = open_workspace();
  touchline_snapshot *snapshot;
  touchline_loader *loader;
  touchline_verifier *verifier;
  CHECK(touchline_workspace_ask(workspace, TEXT("{}"), &answer) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(touchline_workspace_snapshot(workspace, &snapshot, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_verifier_new(NULL, 0, &verifier, NULL) == TOUCHLINE_STATUS_OK);
  for (int time = 0; time < 2; time++) {
    touchline_buffer_free(&answer);
    touchline_workspace_free(&workspace);
    touchline_snapshot_free(&snapshot);
    touchline_loader_free(&loader);
    touchline_verifier_free(&verifier);
    CHECK(answer.data == NULL && answer.length == 0);
    CHECK(workspace == NULL && snapshot == NULL && loader == NULL && verifier == NULL);
  }
}

static void api_03_what_was_used_up_is_refused(void) {
  touchline_buffer answer;
  touchline_workspace *workspace;
  touchline_loader *loader;
  touchline_verifier *verifier;
  const char *expected = "not a handle that was used up";
  CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_loader_finish(loader, &workspace, &answer), TOUCHLINE_STATUS_OK, "null");
  touchline_workspace_free(&workspace);
  CHECK_ANSWER(touchline_loader_finish(loader, &workspace, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK(workspace == NULL);
  CHECK_ANSWER(touchline_loader_feed(loader, TEXT("x"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  touchline_loader_free(&loader);

  CHECK(touchline_verifier_new(NULL, 0, &verifier, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_verifier_finish(verifier, &answer), TOUCHLINE_STATUS_OK, "{");
  CHECK_ANSWER(touchline_verifier_finish(verifier, &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  CHECK_ANSWER(touchline_verifier_feed(verifier, TEXT("x"), &answer), TOUCHLINE_STATUS_BAD_INPUT, expected);
  touchline_verifier_free(&verifier);
}

static void api_03_a_buffer_is_a_c_string_too(void) {
  touchline_buffer answer;
  CHECK(touchline_workspace_ask(NULL, TEXT("{}"), &answer) == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(answer.length > 0 && strlen(answer.data) == answer.length);
  touchline_buffer_free(&answer);
}

static void api_03_versions_and_names_can_be_asked_for(void) {
  CHECK(touchline_abi_version() == TOUCHLINE_ABI_VERSION);
  CHECK(strchr(touchline_version(), '.') != NULL);
  CHECK(strncmp(touchline_tzdb_version(), "20", 2) == 0);
  CHECK(strcmp(touchline_status_name(TOUCHLINE_STATUS_OK), "ok") == 0);
  CHECK(strcmp(touchline_status_name(TOUCHLINE_STATUS_BAD_INPUT), "bad_input") == 0);
  CHECK(strcmp(touchline_status_name(TOUCHLINE_STATUS_DEFECT), "defect") == 0);
  CHECK(touchline_status_name(4711) == NULL);
}

int main(void) {
  RUN(api_03_a_null_handle_is_an_error);
  RUN(api_03_null_text_with_a_length_is_an_error);
  RUN(api_03_null_with_length_0_is_the_empty_text);
  RUN(api_03_a_null_output_is_an_error_and_nothing_happens);
  RUN(api_03_a_null_answer_is_not_wanted);
  RUN(api_03_outputs_are_defined_however_a_call_ends);
  RUN(api_03_bad_utf8_is_an_error);
  RUN(api_07_a_length_beyond_memory_is_an_error);
  RUN(api_03_freeing_nothing_and_freeing_twice_do_nothing);
  RUN(api_03_what_was_used_up_is_refused);
  RUN(api_03_a_buffer_is_a_c_string_too);
  RUN(api_03_versions_and_names_can_be_asked_for);
  return 0;
}
