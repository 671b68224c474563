/* A table of rows scored through C, from arrays of Arrow: `batch THREADS FOLDER`. Prints rows a second, by this process's
 * processor time and on the wall, the medians of some runs after a first one. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <touchline.h>

enum { COMPONENTS = 18, RUNS = 5 };

static struct ArrowArray columns[COMPONENTS], *arrays[COMPONENTS];
static struct ArrowSchema schemas[COMPONENTS], *fields[COMPONENTS];
static const void *buffers[COMPONENTS][2], *no_bits[1];

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static void *allocated(size_t size) {
  void *memory = malloc(size);
  if (memory == NULL) fail("out of memory");
  return memory;
}

/* The same numbers in every run. */
static double dice(void) {
  static uint64_t state = 20260302;
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (double)(state >> 11) / 9007199254740992.0;
}

/* What is handed over stays this program's, to be handed over again. */
static void keep_array(struct ArrowArray *array) { array->release = NULL; }

static void keep_schema(struct ArrowSchema *schema) { schema->release = NULL; }

/* A column of raw measures for each component, one in twenty missing. */
static void make(char *keys, int64_t rows) {
  char *key = strstr(keys, "\"components\":[");
  if (key == NULL) fail(keys);
  key = strtok(key + strlen("\"components\":["), "\",]}");
  for (int i = 0; i < COMPONENTS; i++, key = strtok(NULL, "\",]}")) {
    if (key == NULL) fail("the framework has fewer components");
    double *values = allocated((size_t)rows * sizeof *values);
    uint8_t *bits = allocated((size_t)rows / 8 + 1);
    memset(bits, 0, (size_t)rows / 8 + 1);
    for (int64_t row = 0; row < rows; row++) {
      values[row] = dice() * 100.0;
      bits[row / 8] |= (uint8_t)((dice() >= 0.05) << (row % 8));
    }
    buffers[i][0] = bits;
    buffers[i][1] = values;
    schemas[i] = (struct ArrowSchema){.format = "g", .name = key, .flags = ARROW_FLAG_NULLABLE, .release = keep_schema};
    arrays[i] = &columns[i];
    fields[i] = &schemas[i];
  }
}

static struct ArrowArray table(int64_t rows) {
  for (int i = 0; i < COMPONENTS; i++) {
    columns[i] = (struct ArrowArray){.length = rows, .null_count = -1, .n_buffers = 2, .buffers = buffers[i], .release = keep_array};
  }
  return (struct ArrowArray){.length = rows, .n_buffers = 1, .n_children = COMPONENTS, .buffers = no_bits,
                             .children = arrays, .release = keep_array};
}

static void score(const touchline_scorer *scorer, int64_t rows) {
  struct ArrowArray given = table(rows), scores;
  struct ArrowSchema schema = {.format = "+s", .name = "", .n_children = COMPONENTS, .children = fields,
                               .release = keep_schema}, scores_schema;
  touchline_buffer answer;
  if (touchline_scorer_score(scorer, &given, &schema, &scores, &scores_schema, &answer) != TOUCHLINE_STATUS_OK) {
    fail(answer.data);
  }
  if (scores.length != rows) fail("rows were lost");
  touchline_buffer_free(&answer);
  scores.release(&scores);
  scores_schema.release(&scores_schema);
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *one, const void *other) {
  double left = *(const double *)one, right = *(const double *)other;
  return (left > right) - (left < right);
}

int main(int count, char **arguments) {
  if (count != 3) fail("usage: batch THREADS FOLDER");
  char path[4096], options[64];
  snprintf(path, sizeof path, "%s/rows.txt", arguments[2]);
  FILE *file = fopen(path, "r");
  long rows;
  if (file == NULL || fscanf(file, "%ld", &rows) != 1) fail(path);
  fclose(file);

  touchline_skill_scorer *one;
  touchline_buffer answer;
  if (touchline_skill_scorer_new(NULL, 0, &one, &answer) != TOUCHLINE_STATUS_OK) fail(answer.data);
  touchline_skill_scorer_free(&one);
  make(answer.data, rows);
  touchline_scorer *scorer;
  snprintf(options, sizeof options, "{\"threads\":%s}", arguments[1]);
  if (touchline_scorer_new(options, strlen(options), &scorer, NULL) != TOUCHLINE_STATUS_OK) fail(options);

  double times[RUNS], waits[RUNS];
  score(scorer, rows);
  for (int run = 0; run < RUNS; run++) {
    double used = seconds(CLOCK_PROCESS_CPUTIME_ID), begun = seconds(CLOCK_MONOTONIC);
    score(scorer, rows);
    times[run] = seconds(CLOCK_PROCESS_CPUTIME_ID) - used;
    waits[run] = seconds(CLOCK_MONOTONIC) - begun;
  }
  qsort(times, RUNS, sizeof *times, compare);
  qsort(waits, RUNS, sizeof *waits, compare);
  printf("rows %.0f\nwall %.0f\n", (double)rows / times[RUNS / 2], (double)rows / waits[RUNS / 2]);
  touchline_scorer_free(&scorer);
  return 0;
}
