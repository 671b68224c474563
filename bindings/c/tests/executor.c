/* Performs a conformance stream through touchline.h and prints one result line a step.
 * The stream is described in tests/conformance/executors.md. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "touchline.h"

#define SLOTS 8
#define MOST_FIELDS 6

/* ---- The stream ---------------------------------------------------------------------------------- */

static unsigned long line_number;

static _Noreturn void misunderstood(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "line %lu: ", line_number);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(2);
}

typedef struct {
  char *data;
  size_t length;
} bytes;

static void *allocated(void *memory) {
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(2);
  }
  return memory;
}

static void append(bytes *to, const char *data, size_t length) {
  if (length > 0) {
    to->data = allocated(realloc(to->data, to->length + length));
    memcpy(to->data + to->length, data, length);
    to->length += length;
  }
}

static bytes read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    exit(2);
  }
  bytes all = {NULL, 0};
  char block[1 << 16];
  size_t length;
  while ((length = fread(block, 1, sizeof block, file)) > 0) {
    append(&all, block, length);
  }
  fclose(file);
  append(&all, "", 1);
  return all;
}

static uintmax_t number(const char *text, const char **end) {
  if (*text < '0' || *text > '9') {
    misunderstood("`%s` is not a number", text);
  }
  char *after;
  errno = 0;
  uintmax_t value = strtoumax(text, &after, 10);
  if (errno != 0 || (end == NULL && *after != '\0')) {
    misunderstood("`%s` is not a number", text);
  }
  if (end != NULL) {
    *end = after;
  }
  return value;
}

static uint32_t number32(const char *text) {
  uintmax_t value = number(text, NULL);
  if (value > UINT32_MAX) {
    misunderstood("`%s` does not fit into 32 bits", text);
  }
  return (uint32_t)value;
}

static int digit(char character) {
  static const char digits[] = "0123456789abcdef";
  const char *found = character == '\0' ? NULL : strchr(digits, character);
  return found == NULL ? -1 : (int)(found - digits);
}

/* Pieces of hexadecimal digits, each repeated as often as it says: `5b*100000,5d`. */
static bytes input(const char *text) {
  bytes all = {NULL, 0};
  while (*text != '\0') {
    size_t pairs = 0;
    while (digit(text[2 * pairs]) >= 0 && digit(text[2 * pairs + 1]) >= 0) {
      pairs++;
    }
    char *piece = allocated(malloc(pairs + 1));
    for (size_t i = 0; i < pairs; i++) {
      piece[i] = (char)(digit(text[2 * i]) * 16 + digit(text[2 * i + 1]));
    }
    const char *rest = text + 2 * pairs;
    uintmax_t count = *rest == '*' ? number(rest + 1, &rest) : 1;
    if (pairs == 0 || count > UINT32_MAX || (*rest != ',' && *rest != '\0') || (*rest == ',' && rest[1] == '\0')) {
      misunderstood("`%.40s` is not an input", text);
    }
    all.data = allocated(realloc(all.data, all.length + pairs * count + (pairs * count == 0)));
    for (uintmax_t i = 0; i < count; i++) {
      memcpy(all.data + all.length, piece, pairs);
      all.length += pairs;
    }
    free(piece);
    text = *rest == ',' ? rest + 1 : rest;
  }
  return all;
}

/* ---- The transcript ------------------------------------------------------------------------------ */

static void print_bytes(const char *data, size_t length) {
  for (size_t i = 0; i < length; i++) {
    putchar(data[i] == '\n' ? 0x1E : data[i]);
  }
}

static void print_hex(const char *data, size_t length) {
  for (size_t i = 0; i < length; i++) {
    printf("%02x", (unsigned)(unsigned char)data[i]);
  }
}

static void end_line(void) {
  putchar('\n');
  fflush(stdout);
}

/* The result of a call, and the end of its buffers. */
static void print_result(touchline_status status, touchline_buffer *answer, touchline_buffer *record) {
  const char *name = touchline_status_name(status);
  printf("%s\t", name == NULL ? "(no status)" : name);
  print_bytes(answer->data, answer->length);
  putchar('\t');
  if (record != NULL) {
    print_bytes(record->data, record->length);
  }
  touchline_buffer_free(answer);
  touchline_buffer_free(record);
}

static void print_line(touchline_status status, touchline_buffer *answer, touchline_buffer *record) {
  print_result(status, answer, record);
  end_line();
}

static void print_halves(uint64_t result) {
  printf("ok\t[%" PRIu32 ",%" PRIu32 "]\t", (uint32_t)(result >> 32), (uint32_t)result);
  end_line();
}

/* ---- The slots ----------------------------------------------------------------------------------- */

static struct {
  touchline_workspace *workspace;
  touchline_snapshot *snapshot;
} slots[SLOTS];

static size_t slot(const char *text, int full) {
  uint32_t place = number32(text);
  if (place >= SLOTS) {
    misunderstood("there is no slot `%s`", text);
  }
  if ((slots[place].workspace != NULL) != full) {
    misunderstood("slot `%s` is %s", text, full ? "empty" : "full");
  }
  return place;
}

static void empty(size_t place) {
  touchline_snapshot_free(&slots[place].snapshot);
  touchline_workspace_free(&slots[place].workspace);
}

/* ---- The verbs: each gets the fields after the verb ---------------------------------------------- */

static void do_case(char **fields) {
  for (size_t place = 0; place < SLOTS; place++) {
    empty(place);
  }
  printf("case\t%s", fields[0]);
  end_line();
}

static void do_open(char **fields) {
  size_t place = slot(fields[0], 0);
  bytes policy = input(fields[1]);
  touchline_buffer answer;
  touchline_status status =
      touchline_workspace_open(policy.data, policy.length, &slots[place].workspace, &answer);
  print_line(status, &answer, NULL);
  free(policy.data);
}

static void do_execute(char **fields) {
  size_t place = slot(fields[0], 1);
  bytes command = input(fields[1]);
  touchline_buffer answer, record;
  touchline_status status = touchline_workspace_execute(slots[place].workspace, command.data,
                                                        command.length, &record, &answer);
  print_line(status, &answer, &record);
  free(command.data);
}

static void do_execute_many(char **fields) {
  size_t place = slot(fields[0], 1);
  bytes commands = input(fields[1]);
  touchline_buffer answer, records;
  uint64_t accepted;
  touchline_status status = touchline_workspace_execute_many(
      slots[place].workspace, commands.data, commands.length, &records, &accepted, &answer);
  print_result(status, &answer, &records);
  if (status == TOUCHLINE_STATUS_OK) {
    printf("\t%" PRIu64, accepted);
  }
  end_line();
  free(commands.data);
}

static void do_ask(char **fields) {
  size_t place = slot(fields[0], 1);
  bytes query = input(fields[1]);
  touchline_buffer answer;
  touchline_status status =
      touchline_workspace_ask(slots[place].workspace, query.data, query.length, &answer);
  print_line(status, &answer, NULL);
  free(query.data);
}

static void do_available(char **fields) {
  size_t place = slot(fields[0], 1);
  bytes question = input(fields[1]);
  touchline_buffer answer;
  touchline_status status =
      touchline_workspace_available(slots[place].workspace, question.data, question.length, &answer);
  print_line(status, &answer, NULL);
  free(question.data);
}

static void do_replay(char **fields) {
  size_t place = slot(fields[0], 1);
  bytes records = input(fields[1]);
  touchline_buffer answer;
  touchline_status status =
      touchline_workspace_replay(slots[place].workspace, records.data, records.length, &answer);
  print_line(status, &answer, NULL);
  free(records.data);
}

/* How many bytes the next chunk has. */
static size_t chunk_length(const char *field, size_t left) {
  uint32_t length = number32(field);
  return length == 0 || length > left ? left : length;
}

/* Feeds a loader what was kept, puts the workspace into the slot, and frees the loader. */
static void load_into(size_t place, touchline_status status, touchline_loader *loader, touchline_buffer answer,
                      const char *chunk, bytes kept) {
  for (size_t at = 0, length; status == TOUCHLINE_STATUS_OK && at < kept.length; at += length) {
    length = chunk_length(chunk, kept.length - at);
    touchline_buffer_free(&answer);
    status = touchline_loader_feed(loader, kept.data + at, length, &answer);
  }
  if (status == TOUCHLINE_STATUS_OK) {
    touchline_buffer_free(&answer);
    status = touchline_loader_finish(loader, &slots[place].workspace, &answer);
  }
  print_line(status, &answer, NULL);
  touchline_loader_free(&loader);
}

static void do_load(char **fields) {
  size_t place = slot(fields[0], 0);
  bytes policy = input(fields[1]), kept = input(fields[3]);
  touchline_loader *loader;
  touchline_buffer answer;
  touchline_status status = touchline_loader_new(policy.data, policy.length, &loader, &answer);
  load_into(place, status, loader, answer, fields[2], kept);
  free(policy.data);
  free(kept.data);
}

static void do_load_as_of(char **fields) {
  size_t place = slot(fields[0], 0);
  bytes policy = input(fields[1]), as_of = input(fields[2]), kept = input(fields[4]);
  touchline_loader *loader;
  touchline_buffer answer;
  touchline_status status =
      touchline_loader_as_of(policy.data, policy.length, as_of.data, as_of.length, &loader, &answer);
  load_into(place, status, loader, answer, fields[3], kept);
  free(policy.data);
  free(as_of.data);
  free(kept.data);
}

static void do_try(char **fields) {
  bytes tried = input(fields[0]), log = input(fields[2]);
  touchline_trial *trial;
  touchline_buffer answer;
  touchline_status status = touchline_trial_new(tried.data, tried.length, &trial, &answer);
  for (size_t at = 0, length; status == TOUCHLINE_STATUS_OK && at < log.length; at += length) {
    length = chunk_length(fields[1], log.length - at);
    touchline_buffer_free(&answer);
    status = touchline_trial_feed(trial, log.data + at, length, &answer);
  }
  if (status == TOUCHLINE_STATUS_OK) {
    touchline_buffer_free(&answer);
    status = touchline_trial_finish(trial, &answer);
  }
  print_line(status, &answer, NULL);
  touchline_trial_free(&trial);
  free(tried.data);
  free(log.data);
}

static void do_redact(char **fields) {
  bytes log = input(fields[1]);
  touchline_redactor *redactor;
  bytes rewritten = {0};
  touchline_buffer answer;
  touchline_status status = touchline_redactor_new(&redactor, &answer);
  for (size_t at = 0, length; status == TOUCHLINE_STATUS_OK && at < log.length; at += length) {
    length = chunk_length(fields[0], log.length - at);
    touchline_buffer_free(&answer);
    status = touchline_redactor_survey(redactor, log.data + at, length, &answer);
  }
  for (size_t at = 0, length; status == TOUCHLINE_STATUS_OK && at < log.length; at += length) {
    touchline_buffer more;
    length = chunk_length(fields[0], log.length - at);
    touchline_buffer_free(&answer);
    status = touchline_redactor_rewrite(redactor, log.data + at, length, &more, &answer);
    append(&rewritten, more.data, more.length);
    touchline_buffer_free(&more);
  }
  if (status == TOUCHLINE_STATUS_OK) {
    touchline_buffer rest;
    touchline_buffer_free(&answer);
    status = touchline_redactor_finish(redactor, &rest, &answer);
    append(&rewritten, rest.data, rest.length);
    touchline_buffer_free(&rest);
  }
  print_result(status, &answer, NULL);
  print_bytes(rewritten.data, status == TOUCHLINE_STATUS_OK ? rewritten.length : 0);
  end_line();
  touchline_redactor_free(&redactor);
  free(rewritten.data);
  free(log.data);
}

static void do_verify(char **fields) {
  bytes expect = input(fields[0]), log = input(fields[2]);
  touchline_verifier *verifier;
  touchline_buffer answer;
  touchline_status status = touchline_verifier_new(expect.data, expect.length, &verifier, &answer);
  for (size_t at = 0, length; status == TOUCHLINE_STATUS_OK && at < log.length; at += length) {
    length = chunk_length(fields[1], log.length - at);
    touchline_buffer_free(&answer);
    status = touchline_verifier_feed(verifier, log.data + at, length, &answer);
  }
  if (status == TOUCHLINE_STATUS_OK) {
    touchline_buffer_free(&answer);
    status = touchline_verifier_finish(verifier, &answer);
  }
  print_line(status, &answer, NULL);
  touchline_verifier_free(&verifier);
  free(expect.data);
  free(log.data);
}

static void do_snapshot_start(char **fields) {
  size_t place = slot(fields[0], 1);
  touchline_snapshot_free(&slots[place].snapshot);
  touchline_buffer answer;
  touchline_status status =
      touchline_workspace_snapshot(slots[place].workspace, &slots[place].snapshot, &answer);
  print_line(status, &answer, NULL);
}

static void do_snapshot_rest(char **fields) {
  size_t place = slot(fields[0], 1);
  if (slots[place].snapshot == NULL) {
    misunderstood("slot `%s` has no snapshot", fields[0]);
  }
  bytes all = {NULL, 0};
  touchline_buffer chunk, answer;
  touchline_status status;
  size_t length;
  do {
    status = touchline_snapshot_next(slots[place].snapshot, &chunk, &answer);
    length = chunk.length;
    append(&all, chunk.data, chunk.length);
    touchline_buffer_free(&chunk);
    if (status == TOUCHLINE_STATUS_OK) {
      touchline_buffer_free(&answer);
    }
  } while (status == TOUCHLINE_STATUS_OK && length > 0);
  if (status == TOUCHLINE_STATUS_OK) {
    printf("ok\tnull\t");
    print_hex(all.data, all.length);
    end_line();
  } else {
    print_line(status, &answer, NULL);
  }
  free(all.data);
  touchline_snapshot_free(&slots[place].snapshot);
}

static void do_call(char **fields) {
  bytes operation = input(fields[0]), argument = input(fields[1]);
  touchline_buffer answer;
  touchline_status status =
      touchline_call(operation.data, operation.length, argument.data, argument.length, &answer);
  print_line(status, &answer, NULL);
  free(operation.data);
  free(argument.data);
}

static void do_step(char **fields) {
  print_halves(touchline_lifecycle_step(number32(fields[0]), number32(fields[1]), number32(fields[2])));
}

static void do_open_commands(char **fields) {
  print_halves(touchline_lifecycle_open(number32(fields[0]), number32(fields[1])));
}

static void do_permit(char **fields) {
  print_halves(touchline_permit(number32(fields[0]), number32(fields[1]), number32(fields[2])));
}

static void do_close(char **fields) {
  empty(slot(fields[0], 1));
  printf("ok\tnull\t");
  end_line();
}

#include "columns.h"

static const struct {
  const char *name;
  size_t fields;
  void (*perform)(char **fields);
} verbs[] = {
    {"case", 1, do_case},
    {"open", 2, do_open},
    {"execute", 2, do_execute},
    {"execute_many", 2, do_execute_many},
    {"ask", 2, do_ask},
    {"available", 2, do_available},
    {"replay", 2, do_replay},
    {"load", 4, do_load},
    {"load_as_of", 5, do_load_as_of},
    {"verify", 3, do_verify},
    {"try", 3, do_try},
    {"redact", 2, do_redact},
    {"snapshot_start", 1, do_snapshot_start},
    {"snapshot_rest", 1, do_snapshot_rest},
    {"call", 2, do_call},
    {"step", 3, do_step},
    {"open_commands", 2, do_open_commands},
    {"permit", 3, do_permit},
    {"table", 5, do_table},
    {"metrics", 2, do_metrics},
    {"effects", 3, do_effects},
    {"close", 1, do_close},
};

static void perform(char *line) {
  char *fields[MOST_FIELDS];
  size_t count = 0;
  for (char *field = line; field != NULL; count++) {
    if (count == MOST_FIELDS) {
      misunderstood("more than %d fields", MOST_FIELDS);
    }
    fields[count] = field;
    char *tab = strchr(field, '\t');
    field = tab == NULL ? NULL : tab + 1;
    if (tab != NULL) {
      *tab = '\0';
    }
  }
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (strcmp(verbs[i].name, fields[0]) == 0) {
      if (verbs[i].fields != count - 1) {
        misunderstood("`%s` takes %zu fields, not %zu", fields[0], verbs[i].fields, count - 1);
      }
      verbs[i].perform(fields + 1);
      return;
    }
  }
  misunderstood("there is no verb `%s`", fields[0]);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: executor STREAM > TRANSCRIPT\n");
    return 2;
  }
  bytes stream = read_file(arguments[1]);
  char *line = stream.data;
  for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
    *end = '\0';
    line_number++;
    perform(line);
  }
  if (*line != '\0') {
    misunderstood("the stream ends in the middle of a line");
  }
  for (size_t place = 0; place < SLOTS; place++) {
    empty(place);
  }
  free(stream.data);
  return 0;
}
