/* Tables by the Arrow C interfaces: taken over, scored, handed out, and released exactly once. */
#include <math.h>
#include <stdint.h>

#include "check.h"

enum { ROWS = 3, COMPONENTS = 18, SCORES = 11, LEVEL = 3 };

static const char *const NAMES[COMPONENTS] = {
    "question_quality", "active_listening", "need_identification", "framework_adherence", "icp_alignment",
    "disqualification_rate", "value_articulation", "personalization", "engagement", "response_quality", "empathy",
    "resolution", "discount_management", "value_defense", "deal_size", "trial_close", "next_steps", "win_rate"};

static int released; /* how many tables and schemas were */

/* A column of doubles, or the table of them. */
struct made {
  struct ArrowArray *children[COMPONENTS];
  struct ArrowArray columns[COMPONENTS];
  const void *buffers[COMPONENTS][2];
  double values[ROWS + 1];
  const void *no_bits[1];
};

static void release_column(struct ArrowArray *column) { column->release = NULL; }

static void release_table(struct ArrowArray *table) {
  for (int64_t i = 0; i < table->n_children; i++) {
    if (table->children[i]->release != NULL) {
      table->children[i]->release(table->children[i]);
    }
  }
  free(table->private_data);
  table->release = NULL;
  released++;
}

/* A table in which every component of a row has the same value. It begins one row into its memory. */
static struct ArrowArray table_of(const double values[ROWS]) {
  struct made *made = calloc(1, sizeof *made);
  CHECK(made != NULL);
  memcpy(made->values + 1, values, ROWS * sizeof values[0]);
  for (int i = 0; i < COMPONENTS; i++) {
    made->buffers[i][1] = made->values;
    made->columns[i] = (struct ArrowArray){.length = ROWS, .offset = 1, .n_buffers = 2, .buffers = made->buffers[i],
                                           .release = release_column};
    made->children[i] = &made->columns[i];
  }
  return (struct ArrowArray){.length = ROWS, .n_buffers = 1, .n_children = COMPONENTS, .buffers = made->no_bits,
                             .children = made->children, .release = release_table, .private_data = made};
}

static struct ArrowSchema columns[COMPONENTS], *children[COMPONENTS];

static void release_schema(struct ArrowSchema *schema) {
  schema->release = NULL;
  released++;
}

static void release_child(struct ArrowSchema *schema) { schema->release = NULL; }

static struct ArrowSchema schema_with(const char *format) {
  for (int i = 0; i < COMPONENTS; i++) {
    columns[i] = (struct ArrowSchema){.format = i == 17 ? format : "g", .name = NAMES[i],
                                      .flags = ARROW_FLAG_NULLABLE, .release = release_child};
    children[i] = &columns[i];
  }
  return (struct ArrowSchema){.format = "+s", .name = "", .n_children = COMPONENTS, .children = children,
                              .release = release_schema};
}

static touchline_scorer *scorer_of(const char *options) {
  touchline_scorer *scorer;
  touchline_buffer answer;
  CHECK_ANSWER(touchline_scorer_new(options, strlen(options), &scorer, &answer), TOUCHLINE_STATUS_OK, "null");
  return scorer;
}

static void bat_02_a_table_is_taken_over_and_its_scores_are_the_callers(void) {
  touchline_scorer *scorer = scorer_of("");
  touchline_buffer answer;
  struct ArrowArray table = table_of((const double[]){1.0, 1.0, 1.0}), scores;
  struct ArrowSchema schema = schema_with("g"), scores_schema;
  released = 0;
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &schema, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_OK, "null");
  touchline_scorer_free(&scorer);
  CHECK(table.release == NULL && released == 1 && schema.release != NULL);
  CHECK(scores.length == ROWS && scores.n_children == SCORES && scores_schema.n_children == SCORES);
  CHECK(strcmp(scores_schema.children[0]->name, "overall") == 0);
  CHECK(strcmp(scores_schema.children[LEVEL]->name, "level") == 0 && scores.children[LEVEL]->dictionary != NULL);
  const double *overall = (const double *)scores.children[0]->buffers[1];
  CHECK(overall[0] > 0.0 && overall[0] <= 100.0 && overall[0] == overall[2]);
  scores.release(&scores);
  scores_schema.release(&scores_schema);
  CHECK(scores.release == NULL && scores_schema.release == NULL);
  schema.release(&schema);
}

static void bat_02_what_is_wrong_with_a_table_is_named_and_it_is_released_all_the_same(void) {
  touchline_scorer *scorer = scorer_of("{\"threads\":2}");
  touchline_buffer answer;
  struct ArrowArray table = table_of((const double[]){1.0, INFINITY, 1.0}), scores;
  struct ArrowSchema schema = schema_with("g"), scores_schema;
  released = 0;
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &schema, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "\"/question_quality/1\"");
  CHECK(released == 1 && scores.release == NULL && scores_schema.release == NULL);
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &schema, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "an array that was released");

  table = table_of((const double[]){1.0, 1.0, 1.0});
  struct ArrowSchema days = schema_with("tdm");
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &days, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "\"/win_rate\"");
  CHECK(released == 2);
  days.release(&days);
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &days, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "released");
  touchline_scorer_free(&scorer);
}

/* What a careless producer may say of a column; each is to be told of the column, and of nothing else. */
static void say_length_below_none(struct ArrowArray *column) { column->length = -8; }
static void say_length_of_all(struct ArrowArray *column) { column->length = INT64_MAX; }
static void say_too_short(struct ArrowArray *column) { column->length = ROWS - 1; }
static void say_offset_below_none(struct ArrowArray *column) { column->offset = -1; }
static void say_offset_of_all(struct ArrowArray *column) { column->offset = INT64_MAX; }
static void say_nulls_without_bits(struct ArrowArray *column) { column->null_count = 1; }
static void say_more_nulls_than_rows(struct ArrowArray *column) { column->null_count = ROWS + 1; }
static void say_no_buffers(struct ArrowArray *column) { column->n_buffers = 0; }
static void say_buffers_that_are_null(struct ArrowArray *column) { column->buffers = NULL; }
static void say_children(struct ArrowArray *column) { column->n_children = 1; }
static void say_released(struct ArrowArray *column) { column->release = NULL; }

static void bat_02_structures_that_cannot_be_a_table_are_told_with_their_column(void) {
  static const struct {
    void (*say)(struct ArrowArray *column);
    const char *told;
  } said[] = {{say_length_below_none, "-8 values"},
              {say_length_of_all, "9223372036854775807 values"},
              {say_too_short, "2 values where 3 are needed"},
              {say_offset_below_none, "begins at -1"},
              {say_offset_of_all, "values behind 9223372036854775807"},
              {say_nulls_without_bits, "with 1 nulls"},
              {say_more_nulls_than_rows, "with 4 nulls"},
              {say_no_buffers, "0 buffers"},
              {say_buffers_that_are_null, "without buffers"},
              {say_children, "1 children"},
              {say_released, "released"}};
  touchline_buffer answer;
  touchline_scorer *scorer = scorer_of("");
  for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
    const double values[ROWS] = {0.2, 0.5, 0.8};
    struct ArrowArray table = table_of(values), scores;
    struct ArrowSchema schema = schema_with("g"), scores_schema;
    said[i].say(table.children[7]);
    touchline_status status = touchline_scorer_score(scorer, &table, &schema, &scores, &scores_schema, &answer);
    CHECK(strstr(answer.data, "/personalization") != NULL);
    CHECK_ANSWER(status, TOUCHLINE_STATUS_BAD_INPUT, said[i].told);
    CHECK(table.release == NULL && scores.release == NULL && scores_schema.release == NULL);
    schema.release(&schema);
  }
  touchline_scorer_free(&scorer);
}

/* What it may say of a column's type, in the place of `g`. */
static void bat_02_types_that_are_none_are_told_with_their_column(void) {
  static const char *const formats[] = {"", "qq", "w:-5", "+w:-1", "+l", "+r", "+m", "+ud:0,1", "d:x,1", "\xff"};
  static const int32_t claims[][2] = {{INT32_MAX, 1}, {-1, 1}, {1, -1}, {1, INT32_MAX}};
  touchline_buffer answer;
  touchline_scorer *scorer = scorer_of("");
  const size_t types = sizeof formats / sizeof formats[0], all = types + sizeof claims / sizeof claims[0];
  for (size_t i = 0; i < all; i++) {
    const double values[ROWS] = {0.2, 0.5, 0.8};
    struct ArrowArray table = table_of(values), scores;
    struct ArrowSchema schema = schema_with("g"), scores_schema;
    if (i < types) {
      schema.children[7]->format = formats[i];
    } else {
      schema.children[7]->metadata = (const char *)claims[i - types];
    }
    touchline_status status = touchline_scorer_score(scorer, &table, &schema, &scores, &scores_schema, &answer);
    CHECK_ANSWER(status, TOUCHLINE_STATUS_BAD_INPUT, "/personalization");
    CHECK(table.release == NULL && scores.release == NULL);
    schema.children[7]->format = "g";
    schema.children[7]->metadata = NULL;
    schema.release(&schema);
  }
  touchline_scorer_free(&scorer);
}

static void bat_02_null_arguments_and_options_that_are_wrong_are_refused(void) {
  touchline_scorer *scorer = scorer_of("");
  touchline_buffer answer;
  struct ArrowArray table = table_of((const double[]){1.0, 1.0, 1.0}), scores;
  struct ArrowSchema schema = schema_with("g"), scores_schema;
  released = 0;
  CHECK_ANSWER(touchline_scorer_score(scorer, NULL, &schema, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`table`");
  CHECK_ANSWER(touchline_scorer_score(NULL, &table, &schema, &scores, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`scorer`");
  CHECK(released == 1);
  table = table_of((const double[]){1.0, 1.0, 1.0});
  CHECK_ANSWER(touchline_scorer_score(scorer, &table, &schema, NULL, &scores_schema, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`scores`");
  CHECK(released == 2);
  touchline_scorer_free(&scorer);
  CHECK_ANSWER(touchline_scorer_new(TEXT("{\"detial\":true}"), &scorer, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "\"/detial\"");
  CHECK(scorer == NULL);
}

/* A stream of some batches, which may then fail. */
struct source {
  int left;
  int fails;
};

static int next_schema(struct ArrowArrayStream *stream, struct ArrowSchema *to) {
  (void)stream;
  *to = schema_with("g");
  return 0;
}

static int next_batch(struct ArrowArrayStream *stream, struct ArrowArray *to) {
  struct source *source = stream->private_data;
  if (source->left-- > 0) {
    *to = table_of((const double[]){1.0, 2.0, 3.0});
    return 0;
  }
  to->release = NULL;
  return source->fails ? 5 : 0;
}

static const char *last_error(struct ArrowArrayStream *stream) {
  struct source *source = stream->private_data;
  return source->fails == 1 ? "the link broke" : NULL;
}

static int closed; /* how many streams were released */

static void release_stream(struct ArrowArrayStream *stream) {
  free(stream->private_data);
  closed++;
  stream->release = NULL;
}

static struct ArrowArrayStream stream_of(int batches, int fails) {
  struct source *source = malloc(sizeof *source);
  CHECK(source != NULL);
  *source = (struct source){batches, fails};
  return (struct ArrowArrayStream){next_schema, next_batch, last_error, release_stream, source};
}

static int stop_at(void *context, uint64_t batches, uint64_t rows) {
  CHECK(rows == batches * ROWS);
  return batches >= *(uint64_t *)context;
}

/* How many batches come before the end, and what is said there. */
static uint64_t read_all(struct ArrowArrayStream *scores, const char *said) {
  uint64_t batches = 0;
  for (;;) {
    struct ArrowArray batch;
    int failed = scores->get_next(scores, &batch);
    if (failed) {
      CHECK(strstr(scores->get_last_error(scores), said) != NULL);
      return batches;
    }
    if (batch.release == NULL) {
      CHECK(said == NULL);
      return batches;
    }
    CHECK(batch.length == ROWS && batch.n_children == SCORES);
    batch.release(&batch);
    batches++;
  }
}

static void bat_04_a_stream_is_scored_told_of_and_stopped(void) {
  touchline_scorer *scorer = scorer_of("");
  touchline_buffer answer;
  uint64_t most = 2;
  struct {
    int batches, fails;
    touchline_progress progress;
    uint64_t read;
    const char *said;
  } ways[] = {{5, 0, NULL, 5, NULL}, {5, 0, stop_at, 1, "stopped"}, {2, 1, NULL, 2, "the link broke"}, {0, 2, NULL, 0, "error 5"}};
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    struct ArrowArrayStream table = stream_of(ways[i].batches, ways[i].fails), scores;
    struct ArrowSchema schema;
    CHECK_ANSWER(touchline_scorer_stream(scorer, &table, ways[i].progress, &most, &scores, &answer),
                 TOUCHLINE_STATUS_OK, "null");
    CHECK(table.release == NULL);
    CHECK(scores.get_schema(&scores, &schema) == 0 && schema.n_children == SCORES);
    schema.release(&schema);
    CHECK(read_all(&scores, ways[i].said) == ways[i].read);
    scores.release(&scores);
  }
  struct ArrowArrayStream gone = {0}, scores;
  CHECK_ANSWER(touchline_scorer_stream(scorer, &gone, NULL, NULL, &scores, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "a stream that was released");
  CHECK(scores.release == NULL);
  touchline_scorer_free(&scorer);
}

static void bat_03_a_table_is_added_up_and_its_figures_are_the_callers(void) {
  touchline_buffer answer;
  struct ArrowArrayStream table = stream_of(4, 0), figures;
  struct ArrowArray batch;
  CHECK_ANSWER(touchline_tables_group(NULL, 0, &table, NULL, NULL, &figures, &answer), TOUCHLINE_STATUS_OK, "null");
  CHECK(table.release == NULL);
  CHECK(figures.get_next(&figures, &batch) == 0 && batch.length == 1);
  CHECK(((const int64_t *)batch.children[0]->buffers[1])[0] == 4 * ROWS);
  batch.release(&batch);
  CHECK(figures.get_next(&figures, &batch) == 0 && batch.release == NULL);
  figures.release(&figures);

  table = stream_of(2, 1);
  CHECK_ANSWER(touchline_tables_group(NULL, 0, &table, NULL, NULL, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "the link broke");
  CHECK(figures.release == NULL);
  const char *by_team = "{\"by\":[\"team\"]}";
  table = stream_of(2, 0);
  CHECK_ANSWER(touchline_tables_group(by_team, strlen(by_team), &table, NULL, NULL, &figures, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`team` is missing");
  CHECK(table.release == NULL && figures.release == NULL);
}

static void bat_04_whoever_is_told_of_a_tables_progress_may_want_no_more(void) {
  touchline_buffer answer;
  uint64_t most = 2;
  struct ArrowArrayStream table = stream_of(4, 0), figures;
  CHECK_ANSWER(touchline_tables_group(NULL, 0, &table, stop_at, &most, &figures, &answer), TOUCHLINE_STATUS_OK,
               "null");
  CHECK(table.release == NULL && figures.release == NULL);
  most = 9;
  table = stream_of(4, 0);
  CHECK_ANSWER(touchline_tables_group(NULL, 0, &table, stop_at, &most, &figures, &answer), TOUCHLINE_STATUS_OK,
               "null");
  CHECK(figures.release != NULL);
  figures.release(&figures);
}

/* Three e-mails a batch: when they were sent, as days, whether they were answered, and by whom they were sent. */
enum { EMAILS = 3, OF_EMAILS = 3, SENT = 20514 };

static const int32_t sent[EMAILS] = {SENT, SENT + 1, SENT + 2};
static const uint8_t answered[2] = {5, 4}; /* the first and the last; the last alone */
static const int32_t owners_begin[EMAILS + 1] = {0, 3, 6, 9};

struct emails {
  struct ArrowArray columns[OF_EMAILS], *children[OF_EMAILS];
  const void *sent[2], *answered[2], *owners[3], *no_bits[1];
};

static struct ArrowArray batch_of_emails(int of_the_last_alone) {
  struct emails *emails = calloc(1, sizeof *emails);
  CHECK(emails != NULL);
  emails->sent[1] = sent;
  emails->answered[1] = &answered[of_the_last_alone];
  emails->owners[1] = owners_begin;
  emails->owners[2] = "anaanaana";
  emails->columns[0] = (struct ArrowArray){.length = EMAILS, .n_buffers = 2, .buffers = emails->sent,
                                           .release = release_column};
  emails->columns[1] = (struct ArrowArray){.length = EMAILS, .n_buffers = 2, .buffers = emails->answered,
                                           .release = release_column};
  emails->columns[2] = (struct ArrowArray){.length = EMAILS, .n_buffers = 3, .buffers = emails->owners,
                                           .release = release_column};
  for (int i = 0; i < OF_EMAILS; i++) {
    emails->children[i] = &emails->columns[i];
  }
  return (struct ArrowArray){.length = EMAILS, .n_buffers = 1, .n_children = OF_EMAILS, .buffers = emails->no_bits,
                             .children = emails->children, .release = release_table, .private_data = emails};
}

static int emails_schema(struct ArrowArrayStream *stream, struct ArrowSchema *to) {
  (void)stream;
  columns[0] = (struct ArrowSchema){.format = "tdD", .name = "at", .release = release_child};
  columns[1] = (struct ArrowSchema){.format = "b", .name = "answered", .release = release_child};
  columns[2] = (struct ArrowSchema){.format = "u", .name = "owner", .release = release_child};
  for (int i = 0; i < OF_EMAILS; i++) {
    children[i] = &columns[i];
  }
  *to = (struct ArrowSchema){.format = "+s", .name = "", .n_children = OF_EMAILS, .children = children,
                             .release = release_schema};
  return 0;
}

static int next_emails(struct ArrowArrayStream *stream, struct ArrowArray *to) {
  struct source *source = stream->private_data;
  if (source->left-- > 0) {
    *to = batch_of_emails(source->left % 2);
    return 0;
  }
  to->release = NULL;
  return source->fails ? 5 : 0;
}

static struct ArrowArrayStream emails_of(int batches, int fails) {
  struct ArrowArrayStream stream = stream_of(batches, fails);
  stream.get_schema = emails_schema;
  stream.get_next = next_emails;
  return stream;
}

static const char everybodys[] =
    "{\"at\":\"2026-04-01T00:00:00Z\",\"metrics\":[\"response_rate\"],\"by\":[\"everybody\"]}";

static touchline_status measured(const touchline_facts *facts, size_t count, struct ArrowArrayStream *figures,
                                 touchline_buffer *answer) {
  return touchline_tables_metrics(TEXT(everybodys), facts, count, figures, answer);
}

static void met_05_tables_of_facts_have_the_figures_of_the_same_records(void) {
  enum { VALUE = 9, OBSERVATIONS = 12, COLUMNS = 23 };
  struct ArrowArrayStream early = emails_of(1, 0), late = emails_of(0, 0), figures;
  touchline_facts facts[] = {{"emails", 6, &early}, {"emails", 6, &late}};
  touchline_buffer answer;
  CHECK_ANSWER(measured(facts, 2, &figures, &answer), TOUCHLINE_STATUS_OK, "null");
  CHECK(early.release == NULL && late.release == NULL);
  struct ArrowArray batch;
  struct ArrowSchema schema;
  CHECK(figures.get_schema(&figures, &schema) == 0 && schema.n_children == COLUMNS);
  CHECK(strcmp(schema.children[VALUE]->name, "value") == 0);
  CHECK(strcmp(schema.children[OBSERVATIONS]->name, "observations") == 0);
  schema.release(&schema);
  CHECK(figures.get_next(&figures, &batch) == 0 && batch.length == 1 && batch.n_children == COLUMNS);
  CHECK(((const int64_t *)batch.children[OBSERVATIONS]->buffers[1])[0] == EMAILS);
  char value[64];
  snprintf(value, sizeof value, "\"value\":%.16g", ((const double *)batch.children[VALUE]->buffers[1])[0]);
  batch.release(&batch);
  CHECK(figures.get_next(&figures, &batch) == 0 && batch.release == NULL);
  figures.release(&figures);

  const char *records =
      "{\"at\":\"2026-04-01T00:00:00Z\",\"metrics\":[\"response_rate\"],\"facts\":{\"emails\":["
      "{\"at\":\"2026-03-02T00:00:00Z\",\"answered\":true},{\"at\":\"2026-03-03T00:00:00Z\",\"answered\":false},"
      "{\"at\":\"2026-03-04T00:00:00Z\",\"answered\":true}]}}";
  CHECK_ANSWER(touchline_call(TEXT("metric.measure"), records, strlen(records), &answer), TOUCHLINE_STATUS_OK, value);
}

static void met_05_what_is_wrong_with_facts_is_named_and_all_tables_are_released(void) {
  struct {
    int fails;
    const char *first, *second, *said;
  } ways[] = {
      {1, "emails", "emails", "the link broke"},
      {0, "emails", "deals", "\"/deals/at\""},
      {0, "emials", "emails", "\"/emials\""},
      {0, "\xff", "emails", "UTF-8"},
  };
  touchline_buffer answer;
  struct ArrowArrayStream figures;
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    struct ArrowArrayStream one = emails_of(2, ways[i].fails), other = emails_of(1, 0);
    touchline_facts facts[] = {{ways[i].first, strlen(ways[i].first), &one},
                               {ways[i].second, strlen(ways[i].second), &other}};
    CHECK_ANSWER(measured(facts, 2, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, ways[i].said);
    CHECK(one.release == NULL && other.release == NULL && figures.release == NULL);
  }
  struct ArrowArrayStream one = emails_of(1, 0), gone = {0};
  touchline_facts facts[] = {{"emails", 6, &gone}, {"emails", 6, NULL}, {"emails", 6, &one}};
  CHECK_ANSWER(measured(facts, 1, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, "a stream that was released");
  CHECK_ANSWER(measured(facts + 1, 2, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`table`");
  CHECK(one.release == NULL);
  one = emails_of(1, 0);
  CHECK_ANSWER(measured(facts + 2, 1, NULL, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`figures`");
  CHECK(one.release == NULL);
  one = emails_of(1, 0);
  CHECK_ANSWER(touchline_tables_metrics(NULL, 0, facts + 2, 1, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, "faults");
  CHECK(one.release == NULL && figures.release == NULL);
  CHECK_ANSWER(measured(NULL, 1, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`facts`");
  CHECK_ANSWER(measured(NULL, 0, &figures, &answer), TOUCHLINE_STATUS_BAD_INPUT, "the table `emails`");
  CHECK(figures.release == NULL);
}

/* Ana was coached on the second of three days on which she sent e-mails. */
#define COACHING                                                                                             \
  "\"by_person\":true,\"coaching\":{\"coached\":[{\"person\":\"ana\",\"engagement\":{\"first\":\"2026-03-03\"," \
  "\"last\":\"2026-03-03\"}}],\"days\":1}"

static touchline_status compared(const touchline_facts *facts, size_t count, touchline_buffer *answer) {
  return touchline_tables_effects(TEXT(everybodys), TEXT("{" COACHING "}"), facts, count, answer);
}

static void met_04_tables_of_facts_have_the_effect_of_the_same_records(void) {
  const char *records =
      "{\"at\":\"2026-04-01T00:00:00Z\",\"metrics\":[\"response_rate\"]," COACHING ",\"facts\":{\"emails\":["
      "{\"at\":\"2026-03-02T00:00:00Z\",\"answered\":false,\"owner\":\"ana\"},"
      "{\"at\":\"2026-03-03T00:00:00Z\",\"answered\":false,\"owner\":\"ana\"},"
      "{\"at\":\"2026-03-04T00:00:00Z\",\"answered\":true,\"owner\":\"ana\"},"
      "{\"at\":\"2026-03-02T00:00:00Z\",\"answered\":true,\"owner\":\"ana\"},"
      "{\"at\":\"2026-03-03T00:00:00Z\",\"answered\":false,\"owner\":\"ana\"},"
      "{\"at\":\"2026-03-04T00:00:00Z\",\"answered\":true,\"owner\":\"ana\"}]}}";
  touchline_buffer answer, wanted;
  CHECK(touchline_call(TEXT("metric.effect"), records, strlen(records), &wanted) == TOUCHLINE_STATUS_OK);
  CHECK(strstr(wanted.data, "\"difference\":0.5") != NULL && strstr(wanted.data, "\"figures\":[{") != NULL);

  struct ArrowArrayStream both = emails_of(2, 0), none = emails_of(0, 0);
  touchline_facts facts[] = {{"emails", 6, &none}, {"emails", 6, &both}};
  closed = 0;
  CHECK(compared(facts, 2, &answer) == TOUCHLINE_STATUS_OK);
  CHECK(both.release == NULL && none.release == NULL && closed == 2);
  CHECK(answer.length == wanted.length && memcmp(answer.data, wanted.data, wanted.length) == 0);
  touchline_buffer_free(&answer);
  touchline_buffer_free(&wanted);
}

static void met_04_however_an_effect_ends_all_tables_are_released(void) {
  struct {
    const char *options, *effect, *first;
    int fails;
    touchline_status status;
    const char *said;
  } ways[] = {
      {everybodys, "{" COACHING "}", "emails", 0, TOUCHLINE_STATUS_OK, "\"response_rate\""},
      {everybodys, "{" COACHING "}", "emails", 1, TOUCHLINE_STATUS_BAD_INPUT, "the link broke"},
      {everybodys, "{" COACHING "}", "deals", 0, TOUCHLINE_STATUS_BAD_INPUT, "\"/deals/at\""},
      {everybodys, "{" COACHING "}", "emials", 0, TOUCHLINE_STATUS_BAD_INPUT, "\"/emials\""},
      {everybodys, "{" COACHING "}", "\xff", 0, TOUCHLINE_STATUS_BAD_INPUT, "UTF-8"},
      {everybodys, "{\"coaching\":{\"coached\":[]}}", "emials", 0, TOUCHLINE_STATUS_BAD_INPUT, "\"/coaching/coached\""},
      {everybodys, "{\"coaching\":", "emails", 0, TOUCHLINE_STATUS_BAD_INPUT, "\"syntax\""},
      {everybodys, "", "emails", 0, TOUCHLINE_STATUS_BAD_INPUT, "faults"},
      {"{}", "{" COACHING "}", "emails", 0, TOUCHLINE_STATUS_BAD_INPUT, "`at`"},
  };
  touchline_buffer answer;
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    struct ArrowArrayStream one = emails_of(2, ways[i].fails), other = emails_of(1, 0);
    touchline_facts facts[] = {{ways[i].first, strlen(ways[i].first), &one}, {"emails", 6, &other}};
    closed = 0;
    CHECK_ANSWER(touchline_tables_effects(ways[i].options, strlen(ways[i].options), ways[i].effect,
                                          strlen(ways[i].effect), facts, 2, &answer),
                 ways[i].status, ways[i].said);
    CHECK(one.release == NULL && other.release == NULL && closed == 2);
  }
  struct ArrowArrayStream one = emails_of(1, 0);
  touchline_facts facts[] = {{"emails", 6, NULL}, {"emails", 6, &one}};
  closed = 0;
  CHECK_ANSWER(compared(facts, 2, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`table`");
  CHECK(one.release == NULL && closed == 1);
  one = emails_of(1, 0);
  CHECK_ANSWER(touchline_tables_effects(TEXT(everybodys), NULL, 7, facts + 1, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT,
               "`effect`");
  CHECK(one.release == NULL && closed == 2);
  one = emails_of(1, 0);
  CHECK(compared(facts + 1, 1, NULL) == TOUCHLINE_STATUS_OK && closed == 3);
  CHECK_ANSWER(compared(NULL, 1, &answer), TOUCHLINE_STATUS_BAD_INPUT, "`facts`");
  CHECK_ANSWER(compared(NULL, 0, &answer), TOUCHLINE_STATUS_OK, "\"nothing_before\"");
}

int main(void) {
  RUN(bat_02_a_table_is_taken_over_and_its_scores_are_the_callers);
  RUN(bat_02_what_is_wrong_with_a_table_is_named_and_it_is_released_all_the_same);
  RUN(bat_02_structures_that_cannot_be_a_table_are_told_with_their_column);
  RUN(bat_02_types_that_are_none_are_told_with_their_column);
  RUN(bat_02_null_arguments_and_options_that_are_wrong_are_refused);
  RUN(bat_04_a_stream_is_scored_told_of_and_stopped);
  RUN(bat_03_a_table_is_added_up_and_its_figures_are_the_callers);
  RUN(bat_04_whoever_is_told_of_a_tables_progress_may_want_no_more);
  RUN(met_05_tables_of_facts_have_the_figures_of_the_same_records);
  RUN(met_05_what_is_wrong_with_facts_is_named_and_all_tables_are_released);
  RUN(met_04_tables_of_facts_have_the_effect_of_the_same_records);
  RUN(met_04_however_an_effect_ends_all_tables_are_released);
  return 0;
}
