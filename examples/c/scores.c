/* Skill scores of a table that lies in memory, by the Arrow C data interface: nothing of it is copied. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <touchline.h>

enum { ROWS = 3, COLUMNS = 2, MISSING = 1 };

/* What the columns point at. It outlives every use of the table, so that nothing is freed when that is released. */
static const char *const NAMES[COLUMNS] = {"question_quality", "active_listening"};
static double values[COLUMNS][ROWS] = {{0.4, 0.7, 0.9}, {0.5, 0.0, 0.8}};
/* A bit for each row, the first one lowest: of the second column the second row is missing. */
static unsigned char validity[1] = {0x05};

static const void *buffers[COLUMNS][2], *no_bits[1];
static struct ArrowArray columns[COLUMNS], *column_pointers[COLUMNS];
static struct ArrowSchema fields[COLUMNS], *field_pointers[COLUMNS];

static void release_array(struct ArrowArray *array) {
  for (int64_t i = 0; i < array->n_children; i++) {
    if (array->children[i]->release != NULL) {
      array->children[i]->release(array->children[i]);
    }
  }
  array->release = NULL;
}

static void release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    if (schema->children[i]->release != NULL) {
      schema->children[i]->release(schema->children[i]);
    }
  }
  schema->release = NULL;
}

static struct ArrowArray table(void) {
  for (int i = 0; i < COLUMNS; i++) {
    buffers[i][0] = i == MISSING ? validity : NULL;
    buffers[i][1] = values[i];
    columns[i] = (struct ArrowArray){.length = ROWS, .null_count = i == MISSING ? 1 : 0, .n_buffers = 2,
                                     .buffers = buffers[i], .release = release_array};
    column_pointers[i] = &columns[i];
  }
  return (struct ArrowArray){.length = ROWS, .n_buffers = 1, .n_children = COLUMNS, .buffers = no_bits,
                             .children = column_pointers, .release = release_array};
}

static struct ArrowSchema schema(void) {
  for (int i = 0; i < COLUMNS; i++) {
    fields[i] = (struct ArrowSchema){.format = "g", .name = NAMES[i], .flags = ARROW_FLAG_NULLABLE,
                                     .release = release_schema};
    field_pointers[i] = &fields[i];
  }
  return (struct ArrowSchema){.format = "+s", .name = "", .n_children = COLUMNS, .children = field_pointers,
                              .release = release_schema};
}

/* Ends the program with what the library says. */
static void expect_ok(touchline_status status, touchline_buffer *answer) {
  if (status != TOUCHLINE_STATUS_OK) {
    fprintf(stderr, "%s: %s\n", touchline_status_name(status), answer->data);
    exit(1);
  }
  touchline_buffer_free(answer);
}

/* The column of doubles that is called so. */
static const struct ArrowArray *named(const struct ArrowArray *scores, const struct ArrowSchema *of, const char *name) {
  for (int64_t i = 0; i < scores->n_children; i++) {
    if (strcmp(of->children[i]->name, name) == 0) {
      return scores->children[i];
    }
  }
  fprintf(stderr, "there is no column `%s`\n", name);
  exit(1);
}

int main(void) {
  static const char OPTIONS[] = "{\"framework\":\"sales\",\"absent\":\"missing\"}";
  touchline_buffer answer;
  touchline_scorer *scorer;
  expect_ok(touchline_scorer_new(OPTIONS, sizeof OPTIONS - 1, &scorer, &answer), &answer);

  /* The table is taken over, and released by the library; its schema stays ours. The scores are ours, both. */
  struct ArrowArray calls = table(), scores;
  struct ArrowSchema calls_schema = schema(), scores_schema;
  expect_ok(touchline_scorer_score(scorer, &calls, &calls_schema, &scores, &scores_schema, &answer), &answer);
  calls_schema.release(&calls_schema);

  const struct ArrowArray *overall = named(&scores, &scores_schema, "overall");
  const double *figures = (const double *)overall->buffers[1];
  for (int64_t row = 0; row < overall->length; row++) {
    printf("call %d: %.1f\n", (int)row + 1, figures[overall->offset + row]);
  }
  int sound = calls.release == NULL && overall->length == ROWS && isfinite(figures[overall->offset]) != 0;

  scores.release(&scores);
  scores_schema.release(&scores_schema);
  touchline_scorer_free(&scorer);
  return sound ? 0 : 1;
}
