/* Tables of the conformance stream: arrays of Arrow made by hand out of cells, and cells out of what came.
 * Part of executor.c, whose helpers it uses. */

/* ---- Out of cells --------------------------------------------------------------------------------- */

enum { MOST_COLUMNS = 64, MOST_TABLES = 12 };

/* A column's memory, which goes with its array. */
struct memory {
  uint8_t *bits;
  void *values;
  int32_t *offsets;
  const void *buffers[3];
  struct ArrowArray dictionary;
};

static void release_memory(struct ArrowArray *array) {
  struct memory *memory = array->private_data;
  if (array->dictionary != NULL && array->dictionary->release != NULL) {
    array->dictionary->release(array->dictionary);
  }
  free(memory->bits);
  free(memory->values);
  free(memory->offsets);
  free(memory);
  array->release = NULL;
}

static void *zeroed(size_t count, size_t size) { return allocated(calloc(count == 0 ? 1 : count, size)); }

/* Ends the part at this character, and gives what follows it; NULL after the last part. */
static char *next_part(char *part, char by) {
  char *end = strchr(part, by);
  if (end == NULL) {
    return NULL;
  }
  *end = '\0';
  return end + 1;
}

static size_t count_of(const char *text, char by) {
  size_t count = *text != '\0';
  for (; *text != '\0'; text++) {
    count += *text == by;
  }
  return count;
}

static uint64_t hexadecimal(const char *cell) {
  char *end;
  uint64_t bits = strtoull(cell, &end, 16);
  if (*end != '\0') {
    misunderstood("`%s` is not hexadecimal", cell);
  }
  return bits;
}

/* Writes a cell at its place. */
static void put(char format, void *values, size_t place, const char *cell) {
  uint64_t bits;
  uint32_t few;
  switch (format) {
    case 'g': bits = hexadecimal(cell); memcpy((double *)values + place, &bits, sizeof bits); break;
    case 'f': few = (uint32_t)hexadecimal(cell); memcpy((float *)values + place, &few, sizeof few); break;
    case 'c': ((int8_t *)values)[place] = (int8_t)atoi(cell); break;
    case 'C': ((uint8_t *)values)[place] = (uint8_t)atoi(cell); break;
    case 's': ((int16_t *)values)[place] = (int16_t)atoi(cell); break;
    case 'S': ((uint16_t *)values)[place] = (uint16_t)atoi(cell); break;
    case 'i': ((int32_t *)values)[place] = (int32_t)atol(cell); break;
    case 'I': ((uint32_t *)values)[place] = (uint32_t)strtoul(cell, NULL, 10); break;
    case 'l': ((int64_t *)values)[place] = strtoll(cell, NULL, 10); break;
    case 'L': ((uint64_t *)values)[place] = strtoull(cell, NULL, 10); break;
    case 'b': ((uint8_t *)values)[place / 8] |= (uint8_t)((*cell == '1') << (place % 8)); break;
    case 'n': break;
    default: misunderstood("there is no format `%c`", format);
  }
}

/* The letter of the whole numbers that a column holds: of days 32 bits, of moments 64. */
static char stored_as(const char *format) {
  if (*format != 't') {
    return *format;
  }
  return strcmp(format, "tdD") == 0 ? 'i' : 'l';
}

/* A column of texts, out of as many cells; a null is an empty text that is not there. */
static struct ArrowArray texts_of(char **cells, size_t count) {
  struct memory *memory = zeroed(1, sizeof *memory);
  bytes all = {NULL, 0};
  size_t nulls = 0;
  memory->bits = zeroed(count / 8 + 1, 1);
  memory->offsets = zeroed(count + 1, sizeof *memory->offsets);
  for (size_t i = 0; i < count; i++) {
    if (*cells[i] == 'x') {
      bytes text = input(cells[i] + 1);
      append(&all, text.data, text.length);
      free(text.data);
      memory->bits[i / 8] |= (uint8_t)(1 << (i % 8));
    } else {
      nulls++;
    }
    memory->offsets[i + 1] = (int32_t)all.length;
  }
  append(&all, "", 1);
  memory->values = all.data;
  memory->buffers[0] = memory->bits;
  memory->buffers[1] = memory->offsets;
  memory->buffers[2] = memory->values;
  return (struct ArrowArray){.length = (int64_t)count, .null_count = (int64_t)nulls, .n_buffers = 3,
                             .buffers = memory->buffers, .release = release_memory, .private_data = memory};
}

/* Each text once, in the order in which they come, and their places as the column's values. */
static void name(struct memory *memory, int32_t *keys, char **cells, size_t count) {
  char **names = zeroed(count, sizeof *names);
  size_t known = 0;
  for (size_t i = 0; i < count; i++) {
    size_t place = 0;
    while (place < known && strcmp(names[place], cells[i]) != 0) {
      place++;
    }
    if (*cells[i] == 'x') {
      names[place] = cells[i];
      known += place == known;
      keys[i] = (int32_t)place;
    }
  }
  memory->dictionary = texts_of(names, known);
  free(names);
}

static struct ArrowArray column_of(const char *format, char *part) {
  char *list = next_part(part, '@');
  if (list == NULL) {
    misunderstood("`%s` is no column", part);
  }
  size_t before = number32(part), count = count_of(list, ','), nulls = 0;
  char **cells = zeroed(count, sizeof *cells);
  for (size_t i = 0; i < count; i++) {
    cells[i] = list;
    list = next_part(list, ',');
  }
  struct ArrowArray array;
  if (strcmp(format, "u") == 0) {
    array = texts_of(cells, count);
  } else {
    struct memory *memory = zeroed(1, sizeof *memory);
    memory->bits = zeroed(count / 8 + 1, 1);
    memory->values = zeroed(count, sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
      if (*cells[i] == '-' && cells[i][1] == '\0') {
        nulls++;
        continue;
      }
      memory->bits[i / 8] |= (uint8_t)(1 << (i % 8));
      if (strcmp(format, "i>u") != 0) {
        put(stored_as(format), memory->values, i, cells[i]);
      }
    }
    memory->buffers[0] = memory->bits;
    memory->buffers[1] = memory->values;
    array = (struct ArrowArray){.length = (int64_t)count, .null_count = (int64_t)nulls, .n_buffers = 2,
                                .buffers = memory->buffers, .release = release_memory, .private_data = memory};
    if (strcmp(format, "i>u") == 0) {
      name(memory, memory->values, cells, count);
      array.dictionary = &memory->dictionary;
    } else if (*format == 'n') {
      array.n_buffers = 0;
    }
  }
  free(cells);
  if (before > count) {
    misunderstood("a column begins behind its end");
  }
  array.offset = (int64_t)before;
  array.length -= (int64_t)before;
  array.null_count = *format == 'n' ? array.length : -1;
  return array;
}

/* ---- The table ------------------------------------------------------------------------------------ */

static void release_nothing(struct ArrowSchema *schema) { schema->release = NULL; }

/* The columns of a table, and its batches, which are taken one after the other. */
struct table {
  size_t columns;
  char *names[MOST_COLUMNS], *formats[MOST_COLUMNS];
  struct ArrowSchema schemas[MOST_COLUMNS], dictionary, *children[MOST_COLUMNS];
  char *batches;
};

static struct table *open_table(char *columns, char *batches) {
  struct table *table = zeroed(1, sizeof *table);
  table->batches = *batches == '\0' ? NULL : batches;
  table->dictionary = (struct ArrowSchema){.format = "u", .name = "", .flags = ARROW_FLAG_NULLABLE,
                                           .release = release_nothing};
  for (char *column = *columns == '\0' ? NULL : columns, *next; column != NULL; column = next) {
    if (table->columns == MOST_COLUMNS) {
      misunderstood("more than %d columns", MOST_COLUMNS);
    }
    next = next_part(column, ',');
    char *format = next_part(column, ':');
    if (format == NULL) {
      misunderstood("`%s` is no column", column);
    }
    bytes name = input(column);
    append(&name, "", 1);
    table->names[table->columns] = name.data;
    table->formats[table->columns++] = format;
  }
  return table;
}

static void close_table(struct table *table) {
  for (size_t i = 0; i < table->columns; i++) {
    free(table->names[i]);
  }
  free(table);
}

static struct ArrowSchema schema_of_table(struct table *table) {
  for (size_t i = 0; i < table->columns; i++) {
    int is_dictionary = strcmp(table->formats[i], "i>u") == 0;
    table->schemas[i] = (struct ArrowSchema){.format = is_dictionary ? "i" : table->formats[i],
                                             .name = table->names[i], .flags = ARROW_FLAG_NULLABLE,
                                             .release = release_nothing,
                                             .dictionary = is_dictionary ? &table->dictionary : NULL};
    table->children[i] = &table->schemas[i];
  }
  return (struct ArrowSchema){.format = "+s", .name = "", .n_children = (int64_t)table->columns,
                              .children = table->children, .release = release_nothing};
}

/* A batch, and the structures of its columns. */
struct batch {
  struct ArrowArray columns[MOST_COLUMNS], *children[MOST_COLUMNS];
  const void *no_bits[1];
};

static void release_batch(struct ArrowArray *array) {
  for (int64_t i = 0; i < array->n_children; i++) {
    if (array->children[i]->release != NULL) {
      array->children[i]->release(array->children[i]);
    }
  }
  free(array->private_data);
  array->release = NULL;
}

/* The next batch; a released one after the last. */
static struct ArrowArray next_batch(struct table *table) {
  if (table->batches == NULL) {
    return (struct ArrowArray){0};
  }
  char *part = table->batches;
  table->batches = next_part(part, ';');
  struct batch *batch = zeroed(1, sizeof *batch);
  for (size_t i = 0; i < table->columns; i++) {
    if (part == NULL) {
      misunderstood("a batch has less than %zu columns", table->columns);
    }
    char *next = next_part(part, '|');
    batch->columns[i] = column_of(table->formats[i], part);
    batch->children[i] = &batch->columns[i];
    part = next;
  }
  return (struct ArrowArray){.length = table->columns == 0 ? 0 : batch->columns[0].length, .n_buffers = 1,
                             .n_children = (int64_t)table->columns, .buffers = batch->no_bits,
                             .children = batch->children, .release = release_batch, .private_data = batch};
}

static int stream_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
  *schema = schema_of_table(stream->private_data);
  return 0;
}

static int stream_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
  *array = next_batch(stream->private_data);
  return 0;
}

static const char *stream_error(struct ArrowArrayStream *stream) {
  (void)stream;
  return NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
  close_table(stream->private_data);
  stream->release = NULL;
}

/* The table's stream, which closes it. */
static struct ArrowArrayStream stream_of(struct table *table) {
  return (struct ArrowArrayStream){.get_schema = stream_schema, .get_next = stream_next,
                                   .get_last_error = stream_error, .release = release_stream, .private_data = table};
}

/* ---- Into cells ----------------------------------------------------------------------------------- */

static void append_text(bytes *to, const char *text) { append(to, text, strlen(text)); }

static void append_hexadecimal(bytes *to, const char *data, size_t length) {
  char pair[3];
  for (size_t i = 0; i < length; i++) {
    snprintf(pair, sizeof pair, "%02x", (unsigned)(unsigned char)data[i]);
    append(to, pair, 2);
  }
}

static void append_schema(bytes *to, const struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++) {
    const struct ArrowSchema *column = schema->children[i];
    append_text(to, i == 0 ? "" : ",");
    append_hexadecimal(to, column->name, strlen(column->name));
    append_text(to, ":");
    append_text(to, column->dictionary == NULL ? column->format : column->dictionary->format);
  }
}

static int64_t key_at(char format, const void *keys, int64_t place) {
  switch (format) {
    case 'c': return ((const int8_t *)keys)[place];
    case 's': return ((const int16_t *)keys)[place];
    case 'i': return ((const int32_t *)keys)[place];
    default: misunderstood("keys of format `%c`", format);
  }
}

static void append_cell(bytes *to, const struct ArrowSchema *schema, const struct ArrowArray *array, int64_t row) {
  int64_t place = array->offset + row;
  const uint8_t *bits = array->n_buffers > 0 ? array->buffers[0] : NULL;
  if (bits != NULL && (bits[place / 8] >> (place % 8) & 1) == 0) {
    append_text(to, "-");
    return;
  }
  if (schema->dictionary != NULL) {
    int64_t key = key_at(*schema->format, array->buffers[1], place);
    append_cell(to, schema->dictionary, array->dictionary, key);
    return;
  }
  const void *values = array->buffers[1];
  char cell[32];
  uint64_t number;
  switch (stored_as(schema->format)) {
    case 'g':
      memcpy(&number, (const double *)values + place, sizeof number);
      snprintf(cell, sizeof cell, "%016" PRIx64, number);
      break;
    case 'C': snprintf(cell, sizeof cell, "%u", (unsigned)((const uint8_t *)values)[place]); break;
    case 'i': snprintf(cell, sizeof cell, "%" PRId32, ((const int32_t *)values)[place]); break;
    case 'l': snprintf(cell, sizeof cell, "%" PRId64, ((const int64_t *)values)[place]); break;
    case 'b': snprintf(cell, sizeof cell, "%d", ((const uint8_t *)values)[place / 8] >> (place % 8) & 1); break;
    case 'u': {
      const int32_t *offsets = values;
      append_text(to, "x");
      append_hexadecimal(to, (const char *)array->buffers[2] + offsets[place],
                         (size_t)(offsets[place + 1] - offsets[place]));
      return;
    }
    case '+': {
      const int32_t *offsets = values;
      append_text(to, "[");
      for (int32_t i = offsets[place]; i < offsets[place + 1]; i++) {
        append_text(to, i == offsets[place] ? "" : ".");
        append_cell(to, schema->children[0], array->children[0], i);
      }
      append_text(to, "]");
      return;
    }
    default: misunderstood("a column of format `%s` cannot be printed", schema->format);
  }
  append_text(to, cell);
}

static void append_batch(bytes *to, const struct ArrowSchema *schema, const struct ArrowArray *batch) {
  for (int64_t i = 0; i < batch->n_children; i++) {
    append_text(to, i == 0 ? "0@" : "|0@");
    for (int64_t row = 0; row < batch->children[i]->length; row++) {
      append_text(to, row == 0 ? "" : ",");
      append_cell(to, schema->children[i], batch->children[i], row);
    }
  }
}

/* ---- The operations ------------------------------------------------------------------------------- */

static void print_table(bytes columns, bytes batches, bytes told) {
  printf("ok\t");
  print_bytes(columns.data, columns.length);
  putchar('\t');
  print_bytes(batches.data, batches.length);
  putchar('\t');
  print_bytes(told.data, told.length);
  end_line();
}

static void score_table(const touchline_scorer *scorer, struct table *table) {
  struct ArrowSchema schema = schema_of_table(table), scores_schema;
  struct ArrowArray batch = next_batch(table), scores;
  if (batch.release == NULL || table->batches != NULL) {
    misunderstood("`score` takes a table of one batch");
  }
  touchline_buffer answer;
  touchline_status status = touchline_scorer_score(scorer, &batch, &schema, &scores, &scores_schema, &answer);
  schema.release(&schema);
  close_table(table);
  if (status != TOUCHLINE_STATUS_OK) {
    print_line(status, &answer, NULL);
    return;
  }
  bytes columns = {NULL, 0}, batches = {NULL, 0}, nothing = {NULL, 0};
  append_schema(&columns, &scores_schema);
  append_batch(&batches, &scores_schema, &scores);
  print_table(columns, batches, nothing);
  touchline_buffer_free(&answer);
  scores.release(&scores);
  scores_schema.release(&scores_schema);
  free(columns.data);
  free(batches.data);
}

struct told {
  bytes said;
  uint32_t stop;
  int stopped;
};

static int tell(void *context, uint64_t batches, uint64_t rows) {
  struct told *told = context;
  char pair[48];
  snprintf(pair, sizeof pair, "%s%" PRIu64 ":%" PRIu64, told->said.length == 0 ? "" : " ", batches, rows);
  append_text(&told->said, pair);
  told->stopped = batches == told->stop;
  return told->stopped;
}

static void print_stopped(const struct told *told) {
  printf("stopped\t\t\t");
  print_bytes(told->said.data, told->said.length);
  end_line();
}

/* Reads a stream to its end, prints it and releases it; what went wrong is told as that of a later batch. */
static void print_stream(struct ArrowArrayStream *stream, const struct told *told) {
  struct ArrowSchema schema;
  if (stream->get_schema(stream, &schema) != 0) {
    misunderstood("a stream without a schema");
  }
  bytes columns = {NULL, 0}, batches = {NULL, 0};
  append_schema(&columns, &schema);
  struct ArrowArray batch;
  int failed;
  while ((failed = stream->get_next(stream, &batch)) == 0 && batch.release != NULL) {
    append_text(&batches, batches.length == 0 ? "" : ";");
    append_batch(&batches, &schema, &batch);
    batch.release(&batch);
  }
  if (told->stopped) {
    print_stopped(told);
  } else if (failed) {
    static const char from_elsewhere[] = "External error: ";
    const char *why = stream->get_last_error(stream);
    if (strncmp(why, from_elsewhere, strlen(from_elsewhere)) == 0) {
      why += strlen(from_elsewhere); /* so Arrow says that the reason is not Arrow's own */
    }
    printf("failed\t");
    print_bytes(why, strlen(why));
    printf("\t\t");
    print_bytes(told->said.data, told->said.length);
    end_line();
  } else {
    print_table(columns, batches, told->said);
  }
  schema.release(&schema);
  stream->release(stream);
  free(columns.data);
  free(batches.data);
}

static void stream_table(const touchline_scorer *scorer, uint32_t stop, struct table *table) {
  struct told told = {.stop = stop};
  struct ArrowArrayStream given = stream_of(table), scores;
  touchline_buffer answer;
  touchline_status status = touchline_scorer_stream(scorer, &given, tell, &told, &scores, &answer);
  if (status != TOUCHLINE_STATUS_OK) {
    print_line(status, &answer, NULL);
    return;
  }
  touchline_buffer_free(&answer);
  print_stream(&scores, &told);
  free(told.said.data);
}

typedef touchline_status gathering(const char *, size_t, struct ArrowArrayStream *, touchline_progress, void *,
                                   struct ArrowArrayStream *, touchline_buffer *);

static gathering *gathering_named(const char *name) {
  static const struct {
    const char *name;
    gathering *call;
  } known[] = {
      {"agreement", touchline_tables_agreement},
      {"conversations", touchline_tables_conversations},
      {"explain", touchline_tables_explain},
      {"groups", touchline_tables_group},
      {"practice", touchline_tables_practice},
      {"ranking", touchline_tables_ranking},
      {"scorecards", touchline_tables_scorecards},
      {"severity", touchline_tables_severity},
      {"time_to_proficiency", touchline_tables_time_to_proficiency},
      {"trends", touchline_tables_trends},
      {"value_effects", touchline_tables_value_effects},
      {"what_if", touchline_tables_what_if},
  };
  for (size_t nth = 0; nth < sizeof known / sizeof *known; nth++) {
    if (strcmp(known[nth].name, name) == 0) return known[nth].call;
  }
  return NULL;
}

static void gather_table(gathering *gathers, bytes options, uint32_t stop, struct table *table) {
  struct told told = {.stop = stop};
  struct ArrowArrayStream given = stream_of(table), figures;
  touchline_buffer answer;
  touchline_status status = gathers(options.data, options.length, &given, tell, &told, &figures, &answer);
  if (status != TOUCHLINE_STATUS_OK) {
    print_line(status, &answer, NULL);
  } else if (figures.release == NULL) {
    touchline_buffer_free(&answer);
    print_stopped(&told);
  } else {
    touchline_buffer_free(&answer);
    print_stream(&figures, &told);
  }
  free(told.said.data);
}

static void score_by(bytes options, char **fields) {
  touchline_scorer *scorer;
  touchline_buffer answer;
  touchline_status status = touchline_scorer_new(options.data, options.length, &scorer, &answer);
  if (status != TOUCHLINE_STATUS_OK) {
    print_line(status, &answer, NULL);
    return;
  }
  touchline_buffer_free(&answer);
  if (strcmp(fields[0], "score") == 0) {
    score_table(scorer, open_table(fields[3], fields[4]));
  } else if (strcmp(fields[0], "stream") == 0) {
    stream_table(scorer, number32(fields[2]), open_table(fields[3], fields[4]));
  } else {
    misunderstood("there is no operation `%s` over tables", fields[0]);
  }
  touchline_scorer_free(&scorer);
}

static void do_table(char **fields) {
  bytes options = input(fields[1]);
  gathering *gathers = gathering_named(fields[0]);
  if (gathers != NULL) {
    gather_table(gathers, options, number32(fields[2]), open_table(fields[3], fields[4]));
  } else {
    score_by(options, fields);
  }
  free(options.data);
}

/* Tables of facts, each with its name. */
struct facts {
  touchline_facts tables[MOST_TABLES];
  struct ArrowArrayStream streams[MOST_TABLES];
  size_t count;
};

static void open_facts(struct facts *facts, char *field) {
  facts->count = 0;
  for (char *name = *field == '\0' ? NULL : field, *next; name != NULL; name = next, facts->count++) {
    if (facts->count == MOST_TABLES) {
      misunderstood("more than %d tables", MOST_TABLES);
    }
    next = next_part(name, ' ');
    char *columns = next_part(name, '='), *batches = columns == NULL ? NULL : next_part(columns, '=');
    if (batches == NULL) {
      misunderstood("`%s` is no table", name);
    }
    struct ArrowArrayStream *stream = &facts->streams[facts->count];
    *stream = stream_of(open_table(columns, batches));
    facts->tables[facts->count] = (touchline_facts){.name = name, .name_length = strlen(name), .table = stream};
  }
}

static void do_effects(char **fields) {
  bytes options = input(fields[0]), effect = input(fields[1]);
  struct facts facts;
  open_facts(&facts, fields[2]);
  touchline_buffer answer;
  touchline_status status = touchline_tables_effects(options.data, options.length, effect.data, effect.length,
                                                     facts.tables, facts.count, &answer);
  print_line(status, &answer, NULL);
  free(options.data);
  free(effect.data);
}

static void do_metrics(char **fields) {
  bytes options = input(fields[0]);
  struct facts facts;
  open_facts(&facts, fields[1]);
  struct ArrowArrayStream figures;
  touchline_buffer answer;
  touchline_status status =
      touchline_tables_metrics(options.data, options.length, facts.tables, facts.count, &figures, &answer);
  if (status != TOUCHLINE_STATUS_OK) {
    print_line(status, &answer, NULL);
  } else {
    struct told nothing = {.stop = 0};
    touchline_buffer_free(&answer);
    print_stream(&figures, &nothing);
  }
  free(options.data);
}
