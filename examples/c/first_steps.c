/* First steps in C: a manager sends an agent a coaching bundle, the agent answers, and the library says
 * no where a rule does.
 *
 *   cc first_steps.c $(pkg-config --cflags --libs touchline) -o first_steps && ./first_steps
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <touchline.h>

#define MIA "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0001"
#define ANA "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0002"
#define CALL "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0003"
#define BUNDLE "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0004"

/* 256 fresh bits for each command that holds personal text: the library draws no randomness itself. */
static const char *entropy(void) {
  static char digits[65];
  unsigned char bits[32];
  FILE *random = fopen("/dev/urandom", "rb");
  if (random == NULL || fread(bits, 1, sizeof bits, random) != sizeof bits) {
    perror("/dev/urandom");
    exit(1);
  }
  fclose(random);
  for (size_t i = 0; i < sizeof bits; i++) {
    snprintf(digits + 2 * i, 3, "%02x", bits[i]);
  }
  return digits;
}

/* Executes a command and keeps its record; a real host appends it to a table or file of its own. */
static touchline_status execute(touchline_workspace *workspace, FILE *log, const char *actor, const char *at,
                                const char *type, const char *body) {
  static unsigned count;
  char command[2048];
  int length = snprintf(command, sizeof command,
                        "{\"id\":\"8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e1%03u\",\"actor\":\"%s\",\"at\":\"%s\","
                        "\"entropy\":\"%s\",\"type\":\"%s\",\"body\":%s}",
                        ++count, actor, at, entropy(), type, body);
  touchline_buffer record, answer;
  touchline_status status = touchline_workspace_execute(workspace, command, (size_t)length, &record, &answer);
  if (record.length > 0) {
    fprintf(log, "%s\n", record.data);
  }
  printf("%-16s %-9s %s\n", type, touchline_status_name(status), answer.data);
  touchline_buffer_free(&record);
  touchline_buffer_free(&answer);
  return status;
}

/* A workspace again, from nothing but the records that were kept. */
static touchline_workspace *load(FILE *log) {
  touchline_loader *loader;
  touchline_workspace *workspace = NULL;
  touchline_status status = touchline_loader_new(NULL, 0, &loader, NULL);
  char chunk[4096];
  size_t length;
  rewind(log);
  while (status == TOUCHLINE_STATUS_OK && (length = fread(chunk, 1, sizeof chunk, log)) > 0) {
    status = touchline_loader_feed(loader, chunk, length, NULL);
  }
  if (status == TOUCHLINE_STATUS_OK) {
    touchline_loader_finish(loader, &workspace, NULL);
  }
  touchline_loader_free(&loader);
  return workspace;
}

int main(void) {
  FILE *log = tmpfile();
  touchline_workspace *workspace;
  if (log == NULL || touchline_workspace_open(NULL, 0, &workspace, NULL) != TOUCHLINE_STATUS_OK) {
    return 1;
  }

  execute(workspace, log, "system", "2026-03-02T08:00:00Z", "person.record",
          "{\"person\":\"" MIA "\",\"name\":\"Mia\",\"roles\":[\"manager\"]}");
  execute(workspace, log, "system", "2026-03-02T08:00:00Z", "person.record",
          "{\"person\":\"" ANA "\",\"name\":\"Ana\",\"roles\":[\"agent\"],\"manager\":\"" MIA "\"}");
  execute(workspace, log, "system", "2026-03-02T08:30:00Z", "call.record",
          "{\"call\":\"" CALL "\",\"handler\":\"" ANA "\",\"length_ms\":240000,"
          "\"started_at\":\"2026-03-02T08:05:00Z\"}");
  execute(workspace, log, MIA, "2026-03-02T09:00:00Z", "bundle.create",
          "{\"bundle\":\"" BUNDLE "\",\"agent\":\"" ANA "\",\"content\":{\"title\":\"Silences\","
          "\"calls\":[{\"call\":\"" CALL "\"}]}}");

  /* Not yet: the bundle is a draft, and of a draft its agent is not even told that it exists. */
  const char *answer = "{\"bundle\":\"" BUNDLE "\",\"kind\":\"reflection\",\"text\":\"I will pause more.\"}";
  touchline_status early = execute(workspace, log, ANA, "2026-03-02T09:01:00Z", "bundle.respond", answer);

  execute(workspace, log, MIA, "2026-03-02T09:02:00Z", "bundle.release", "{\"bundle\":\"" BUNDLE "\"}");
  touchline_status late = execute(workspace, log, ANA, "2026-03-02T10:00:00Z", "bundle.respond", answer);
  touchline_workspace_free(&workspace);

  /* The records are all that is needed to go on another day, on another machine. */
  workspace = load(log);
  touchline_status again = execute(workspace, log, ANA, "2026-03-03T10:00:00Z", "bundle.respond", answer);
  touchline_workspace_free(&workspace);
  fclose(log);

  return early == TOUCHLINE_STATUS_REJECTED && late == TOUCHLINE_STATUS_OK &&
                 again == TOUCHLINE_STATUS_REJECTED
             ? 0
             : 1;
}
