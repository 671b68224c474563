/* A workspace through C: commands, refusals, questions, logs and snapshots. What the rules themselves say
 * is the conformance suite's; here it is how it crosses. */
#include <stdint.h>

#include "check.h"

#define MIA "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0001"
#define ANA "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0002"
#define CALL "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0003"
#define BUNDLE "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0004"
#define ENTROPY(number) "00112233445566778899aabbccddeeff00112233445566778899aabbccdde" number
#define COMMAND(number, actor, type, body)                                                         \
  "{\"id\":\"8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e1" number "\",\"actor\":\"" actor                     \
  "\",\"at\":\"2026-03-02T09:00:00Z\",\"entropy\":\"" ENTROPY(number) "\",\"type\":\"" type        \
  "\",\"body\":" body "}"
#define RECORD_MIA                                                                                 \
  COMMAND("001", "system", "person.record",                                                        \
          "{\"person\":\"" MIA "\",\"name\":\"Mia\",\"roles\":[\"manager\"]}")
#define RECORD_ANA                                                                                 \
  COMMAND("002", "system", "person.record",                                                        \
          "{\"person\":\"" ANA "\",\"name\":\"Ana\",\"roles\":[\"agent\"],\"manager\":\"" MIA "\"}")
#define RECORD_CALL                                                                                \
  COMMAND("003", "system", "call.record",                                                          \
          "{\"call\":\"" CALL "\",\"handler\":\"" ANA                                              \
          "\",\"length_ms\":240000,\"started_at\":\"2026-03-02T08:05:00Z\"}")
#define SEND                                                                                       \
  COMMAND("004", MIA, "bundle.create_and_release",                                                 \
          "{\"bundle\":\"" BUNDLE "\",\"agent\":\"" ANA                                            \
          "\",\"content\":{\"title\":\"Silences\",\"calls\":[{\"call\":\"" CALL "\"}]}}")
#define RELEASE_AGAIN COMMAND("005", MIA, "bundle.release", "{\"bundle\":\"" BUNDLE "\"}")
#define GET                                                                                        \
  "{\"viewer\":\"" MIA "\",\"at\":\"2026-03-02T10:00:00Z\",\"type\":\"bundle.get\",\"body\":"     \
  "{\"bundle\":\"" BUNDLE "\"}}"

/* A workspace with a bundle sent, and the log that made it. */
static touchline_workspace *with_a_bundle(touchline_buffer *log) {
  touchline_workspace *workspace = open_workspace();
  touchline_buffer answer;
  uint64_t accepted;
  CHECK_ANSWER(touchline_workspace_execute_many(
                   workspace, TEXT(RECORD_MIA "\n" RECORD_ANA "\n" RECORD_CALL "\n" SEND "\n"), log, &accepted, &answer),
               TOUCHLINE_STATUS_OK, "{\"answer\":{\"body\":{\"receipt\"");
  CHECK(accepted == 4 && log->length > 0 && log->data[log->length - 1] == '\n');
  return workspace;
}

static void check_same_view(touchline_workspace *left, touchline_workspace *right) {
  touchline_buffer first, second;
  CHECK(touchline_workspace_ask(left, TEXT(GET), &first) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_workspace_ask(right, TEXT(GET), &second) == TOUCHLINE_STATUS_OK);
  CHECK(strstr(first.data, BUNDLE) != NULL && strcmp(first.data, second.data) == 0);
  touchline_buffer_free(&first);
  touchline_buffer_free(&second);
}

static void api_03_an_accepted_command_gives_its_record_and_a_refused_one_none(void) {
  touchline_buffer log, record, answer;
  touchline_workspace *workspace = with_a_bundle(&log);
  CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT(RELEASE_AGAIN), &record, &answer),
               TOUCHLINE_STATUS_REJECTED, "\"bundle_already_released\"");
  CHECK(record.data == NULL && record.length == 0);
  CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT(SEND), &record, &answer), TOUCHLINE_STATUS_OK,
               "\"repeated\"");
  CHECK(record.length == 0);
  CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT("{"), &record, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "\"syntax\"");
  CHECK(record.length == 0);
  touchline_workspace_free(&workspace);

  workspace = open_workspace();
  CHECK_ANSWER(touchline_workspace_execute(workspace, TEXT(RECORD_MIA), &record, &answer), TOUCHLINE_STATUS_OK,
               "\"accepted\"");
  CHECK(record.length > 0 && strlen(record.data) == record.length && strchr(record.data, '\n') == NULL);
  CHECK(strncmp(record.data, log.data, record.length) == 0);
  touchline_buffer_free(&record);
  touchline_buffer_free(&log);
  touchline_workspace_free(&workspace);
}

static void api_03_facts_that_are_missing_are_asked_for(void) {
  touchline_buffer answer;
  CHECK_ANSWER(touchline_call(TEXT("law.decide"), TEXT("{\"command\":" SEND "}"), &answer),
               TOUCHLINE_STATUS_NEEDS_FACTS, "{\"keys\":[");
  CHECK_ANSWER(touchline_call(TEXT("law.no_such_operation"), TEXT("{}"), &answer), TOUCHLINE_STATUS_REJECTED,
               "\"unknown_operation\"");
}

static void api_03_what_is_open_can_be_asked(void) {
  touchline_buffer log, answer;
  touchline_workspace *workspace = with_a_bundle(&log);
  CHECK_ANSWER(touchline_workspace_available(workspace,
                                             TEXT("{\"viewer\":\"" ANA "\",\"at\":\"2026-03-02T10:00:00Z\","
                                                  "\"thing\":{\"type\":\"bundle\",\"id\":\"" BUNDLE "\"}}"),
                                             &answer),
               TOUCHLINE_STATUS_OK, "bundle.respond");
  touchline_buffer_free(&log);
  touchline_workspace_free(&workspace);
}

static void api_03_a_log_loads_however_it_is_cut(void) {
  touchline_buffer log;
  touchline_workspace *workspace = with_a_bundle(&log);
  for (size_t length = 1; length <= log.length; length = length * 3 + 1) {
    touchline_loader *loader;
    touchline_workspace *loaded;
    CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
    for (size_t at = 0; at < log.length; at += length) {
      size_t rest = log.length - at;
      CHECK(touchline_loader_feed(loader, log.data + at, rest < length ? rest : length, NULL) == TOUCHLINE_STATUS_OK);
    }
    CHECK(touchline_loader_finish(loader, &loaded, NULL) == TOUCHLINE_STATUS_OK);
    check_same_view(workspace, loaded);
    touchline_workspace_free(&loaded);
    touchline_loader_free(&loader);
  }
  touchline_buffer_free(&log);
  touchline_workspace_free(&workspace);
}

static void api_03_records_can_be_followed(void) {
  touchline_buffer log, answer;
  touchline_workspace *workspace = with_a_bundle(&log), *follower = open_workspace();
  CHECK_ANSWER(touchline_workspace_place(follower, &answer), TOUCHLINE_STATUS_OK, "{\"head\":null,\"seq\":0}");
  CHECK_ANSWER(touchline_workspace_replay(follower, log.data, log.length, &answer), TOUCHLINE_STATUS_OK, "");
  CHECK(touchline_workspace_place(workspace, &answer) == TOUCHLINE_STATUS_OK);
  CHECK(strstr(answer.data, "\"seq\":0}") == NULL);
  touchline_buffer place = answer;
  CHECK_ANSWER(touchline_workspace_place(follower, &answer), TOUCHLINE_STATUS_OK, place.data);
  touchline_buffer_free(&place);
  check_same_view(workspace, follower);
  touchline_buffer_free(&log);
  touchline_workspace_free(&follower);
  touchline_workspace_free(&workspace);
}

static void api_03_an_altered_log_is_noticed(void) {
  touchline_buffer log, answer;
  touchline_workspace *workspace = with_a_bundle(&log), *loaded;
  touchline_loader *loader;
  touchline_verifier *verifier;
  CHECK(touchline_verifier_new(NULL, 0, &verifier, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_verifier_feed(verifier, log.data, log.length, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_verifier_finish(verifier, &answer), TOUCHLINE_STATUS_OK, "\"records\":4");
  touchline_verifier_free(&verifier);

  *strstr(log.data, "manager") = 'M';
  CHECK(touchline_verifier_new(NULL, 0, &verifier, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_verifier_feed(verifier, log.data, log.length, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_verifier_finish(verifier, &answer), TOUCHLINE_STATUS_REJECTED, "\"record_altered\"");
  touchline_verifier_free(&verifier);

  CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_loader_feed(loader, TEXT("rubbish\n"), &answer), TOUCHLINE_STATUS_REJECTED,
               "\"record_unreadable\"");
  CHECK(touchline_loader_finish(loader, &loaded, NULL) != TOUCHLINE_STATUS_OK && loaded == NULL);
  touchline_loader_free(&loader);
  touchline_buffer_free(&log);
  touchline_workspace_free(&workspace);
}

static void api_03_a_snapshot_that_was_overtaken_is_refused(void) {
  touchline_buffer log, record, chunk, answer;
  touchline_workspace *workspace = with_a_bundle(&log);
  touchline_snapshot *snapshot;
  CHECK(touchline_workspace_snapshot(workspace, &snapshot, NULL) == TOUCHLINE_STATUS_OK);
  CHECK(touchline_workspace_execute(
            workspace, TEXT(COMMAND("009", "system", "person.record", "{\"person\":\"" MIA "\",\"name\":\"Maria\"}")),
            &record, NULL) == TOUCHLINE_STATUS_OK);
  CHECK_ANSWER(touchline_snapshot_next(snapshot, &chunk, &answer), TOUCHLINE_STATUS_REJECTED,
               "\"snapshot_overtaken\"");
  CHECK(chunk.length == 0);
  touchline_snapshot_free(&snapshot);
  touchline_buffer_free(&record);
  touchline_buffer_free(&log);
  touchline_workspace_free(&workspace);
}

static void api_03_a_snapshot_outlives_its_workspace(void) {
  touchline_buffer log, same, chunk;
  touchline_workspace *workspace = with_a_bundle(&log), *original = with_a_bundle(&same);
  size_t length;
  touchline_snapshot *snapshot;
  touchline_loader *loader;
  CHECK(touchline_workspace_snapshot(workspace, &snapshot, NULL) == TOUCHLINE_STATUS_OK);
  touchline_workspace_free(&workspace);
  CHECK(touchline_loader_new(NULL, 0, &loader, NULL) == TOUCHLINE_STATUS_OK);
  do {
    CHECK(touchline_snapshot_next(snapshot, &chunk, NULL) == TOUCHLINE_STATUS_OK);
    CHECK(touchline_loader_feed(loader, chunk.data, chunk.length, NULL) == TOUCHLINE_STATUS_OK);
    length = chunk.length;
    touchline_buffer_free(&chunk);
  } while (length > 0);
  CHECK(touchline_loader_finish(loader, &workspace, NULL) == TOUCHLINE_STATUS_OK);
  check_same_view(original, workspace);
  touchline_loader_free(&loader);
  touchline_snapshot_free(&snapshot);
  touchline_buffer_free(&log);
  touchline_buffer_free(&same);
  touchline_workspace_free(&original);
  touchline_workspace_free(&workspace);
}

int main(void) {
  RUN(api_03_an_accepted_command_gives_its_record_and_a_refused_one_none);
  RUN(api_03_facts_that_are_missing_are_asked_for);
  RUN(api_03_what_is_open_can_be_asked);
  RUN(api_03_a_log_loads_however_it_is_cut);
  RUN(api_03_records_can_be_followed);
  RUN(api_03_an_altered_log_is_noticed);
  RUN(api_03_a_snapshot_that_was_overtaken_is_refused);
  RUN(api_03_a_snapshot_outlives_its_workspace);
  return 0;
}
