/* The measurements through C: `faces FOLDER`. Prints a line for each: its name and the median of
 * nanoseconds, as the programs in the other languages do. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <touchline.h>

static touchline_workspace *workspace;
static char *decide, *next_command;
static uint32_t numbers[6];
static volatile uint64_t kept;

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static char *read_file(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail(path);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size) fail(path);
  text[size] = '\0';
  fclose(file);
  return text;
}

static void expect_ok(touchline_status status, const touchline_buffer *answer) {
  if (status != TOUCHLINE_STATUS_OK) fail(answer->data);
}

static void call_with(const char *operation, const char *input) {
  touchline_buffer answer;
  expect_ok(touchline_call(operation, strlen(operation), input, strlen(input), &answer), &answer);
  touchline_buffer_free(&answer);
}

static void empty(void) { call_with("meta.version", "{}"); }

static void decide_once(void) { call_with("law.decide", decide); }

static void execute(void) {
  touchline_buffer record, answer;
  size_t length = strcspn(next_command, "\n");
  expect_ok(touchline_workspace_execute(workspace, next_command, length, &record, &answer), &answer);
  touchline_buffer_free(&record);
  touchline_buffer_free(&answer);
  next_command += next_command[length] == '\n' ? length + 1 : length;
}

static void step(void) { kept = touchline_lifecycle_step(numbers[0], numbers[1], numbers[2]); }

static void permit(void) { kept = touchline_permit(numbers[3], numbers[4], numbers[5]); }

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void each(const char *name, int batches, int calls, void (*work)(void)) {
  double *times = malloc(sizeof(double) * (size_t)batches);
  if (times == NULL) fail("no memory");
  for (int batch = 0; batch < batches; batch++) {
    double start = now();
    for (int i = 0; i < calls; i++) work();
    times[batch] = (now() - start) / calls;
  }
  qsort(times, (size_t)batches, sizeof(double), ascending);
  printf("%s %.1f\n", name, times[batches / 2]);
  free(times);
}

int main(int count, char **arguments) {
  if (count != 2) fail("usage: faces FOLDER");
  const char *folder = arguments[1];
  char *world = read_file(folder, "world.lines"), *commands = read_file(folder, "commands.lines");
  char *text = read_file(folder, "numbers.txt"), *rest = text;
  decide = read_file(folder, "decide.json");
  for (int i = 0; i < 6; i++) numbers[i] = (uint32_t)strtoul(rest, &rest, 10);

  each("empty", 200, 100, empty);
  each("decide", 100, 10, decide_once);

  touchline_buffer answers, records;
  uint64_t accepted;
  touchline_workspace_open(NULL, 0, &workspace, NULL);
  expect_ok(touchline_workspace_execute_many(workspace, world, strlen(world), &records, &accepted, &answers), &answers);
  touchline_buffer_free(&records);
  touchline_buffer_free(&answers);
  next_command = commands;
  each("execute", 90, 30, execute);
  touchline_workspace_free(&workspace);

  each("step", 200, 5000, step);
  each("permit", 200, 5000, permit);
  free(world), free(commands), free(text), free(decide);
  return 0;
}
