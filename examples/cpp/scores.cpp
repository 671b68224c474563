// Skill scores of a table that lies in memory, by the Arrow C interface: nothing of it is copied.
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <touchline.hpp>

namespace {

// A table of doubles, kept as long as its Arrow structures are.
struct columns {
  std::vector<std::string> names;
  std::vector<std::vector<double>> values;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray *> array_pointers;
  std::vector<ArrowSchema *> schema_pointers;
  std::vector<const void *> buffers; // two for each column: no bits of validity, and the values
};

// The columns are the table's, and go with it.
template <class T> void release_column(T *column) { column->release = nullptr; }
template <class T> void release_table(T *table) {
  for (std::int64_t i = 0; i < table->n_children; i++) {
    if (table->children[i]->release != nullptr) {
      table->children[i]->release(table->children[i]);
    }
  }
  delete static_cast<std::shared_ptr<columns> *>(table->private_data);
  table->release = nullptr;
}

touchline::table table_of(std::shared_ptr<columns> of, std::int64_t rows) {
  std::size_t count = of->names.size();
  of->arrays.resize(count);
  of->schemas.resize(count);
  of->buffers.assign(2 * count, nullptr);
  for (std::size_t i = 0; i < count; i++) {
    of->buffers[2 * i + 1] = of->values[i].data();
    of->arrays[i].length = rows;
    of->arrays[i].n_buffers = 2;
    of->arrays[i].buffers = &of->buffers[2 * i];
    of->arrays[i].release = release_column<ArrowArray>;
    of->array_pointers.push_back(&of->arrays[i]);
    of->schemas[i].format = "g"; // a double
    of->schemas[i].name = of->names[i].c_str();
    of->schemas[i].release = release_column<ArrowSchema>;
    of->schema_pointers.push_back(&of->schemas[i]);
  }
  static const void *no_bits[1] = {nullptr};
  ArrowArray array{};
  array.length = rows;
  array.n_buffers = 1;
  array.buffers = no_bits;
  array.n_children = static_cast<std::int64_t>(count);
  array.children = of->array_pointers.data();
  array.private_data = new std::shared_ptr<columns>(of);
  array.release = release_table<ArrowArray>;
  ArrowSchema schema{};
  schema.format = "+s"; // a struct of columns
  schema.n_children = static_cast<std::int64_t>(count);
  schema.children = of->schema_pointers.data();
  schema.private_data = new std::shared_ptr<columns>(of);
  schema.release = release_table<ArrowSchema>;
  return {touchline::arrow_array(array), touchline::arrow_schema(schema)};
}

// The column of this name, which holds doubles.
const double *doubles(const touchline::table &table, const std::string &name) {
  for (std::int64_t i = 0; i < table.schema->n_children; i++) {
    if (name == table.schema->children[i]->name) {
      const ArrowArray *column = table.columns->children[i];
      return static_cast<const double *>(column->buffers[1]) + column->offset;
    }
  }
  return nullptr;
}

} // namespace

int main() {
  auto measured = std::make_shared<columns>();
  for (const char *component :
       {"question_quality", "active_listening", "need_identification", "framework_adherence", "icp_alignment",
        "disqualification_rate", "value_articulation", "personalization", "engagement", "response_quality", "empathy",
        "resolution", "discount_management", "value_defense", "deal_size", "trial_close", "next_steps", "win_rate"}) {
    measured->names.push_back(component);
    measured->values.push_back({0.2, 0.6, 0.95});
  }
  auto scorer = touchline::scorer::begin(R"({"framework":"sales"})").value();
  auto scores = scorer.score(table_of(measured, 3)).value();

  const double *overall = doubles(scores, "overall");
  if (overall == nullptr) {
    return 1;
  }
  for (int row = 0; row < 3; row++) {
    std::printf("row %d: %.1f\n", row, overall[row]);
  }

  // A measure that is no number is refused by its column and row.
  measured->array_pointers.clear();
  measured->schema_pointers.clear();
  measured->values[4][1] = std::numeric_limits<double>::quiet_NaN();
  auto refused = scorer.score(table_of(measured, 3));
  std::printf("%s\n", refused.answer().json.c_str());
  return refused.ok() ? 1 : 0;
}
