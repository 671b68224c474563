// The C++ wrapper: what it says is what the C functions say, and everything is freed by scope.
#include <cstring>
#include <type_traits>

#include "check.h"
#include "touchline.hpp"

static_assert(!std::is_copy_constructible_v<touchline::workspace>, "a handle has one owner");
static_assert(std::is_nothrow_move_constructible_v<touchline::workspace>, "and can change it");

static void api_03_a_refusal_is_a_value_and_value_throws_it() {
  touchline::workspace workspace = touchline::workspace::open().value();
  touchline::executed outcome = workspace.execute("\xff");
  CHECK(!outcome && outcome.status == TOUCHLINE_STATUS_BAD_INPUT && outcome.record.empty());
  CHECK(outcome.json.find("\"invalid_utf8\"") != std::string::npos);
  bool caught = false;
  try {
    outcome.value();
  } catch (const touchline::error &error) {
    caught = error.status() == TOUCHLINE_STATUS_BAD_INPUT && error.json() == outcome.json &&
             std::strncmp(error.what(), "bad_input: {", 12) == 0;
  }
  CHECK(caught);
}

static void api_03_a_policy_with_faults_gives_no_workspace() {
  auto opened = touchline::workspace::open("[");
  CHECK(!opened && opened.answer().status == TOUCHLINE_STATUS_BAD_INPUT);
  CHECK(!touchline::loader::begin("["));
  CHECK(!touchline::verifier::begin("["));
}

static void api_03_a_snapshot_loads_to_the_same_snapshot() {
  touchline::workspace workspace = touchline::workspace::open().value();
  auto taken = [](const touchline::workspace &of) {
    touchline::snapshot snapshot = of.snapshot().value();
    std::string all, chunk;
    do {
      chunk = snapshot.next().value();
      all += chunk;
    } while (!chunk.empty());
    return all;
  };
  std::string first = taken(workspace);
  CHECK(!first.empty());
  touchline::loader loader = touchline::loader::begin().value();
  for (char byte : first) {
    CHECK(loader.feed(std::string_view(&byte, 1)).ok());
  }
  touchline::workspace loaded = loader.finish().value();
  CHECK(taken(loaded) == first);
  CHECK(loader.finish().answer().status == TOUCHLINE_STATUS_BAD_INPUT);
}

static void api_03_a_snapshot_outlives_its_workspace() {
  auto begun = touchline::workspace::open().value().snapshot();
  std::string chunk = begun.value().next().value();
  CHECK(chunk.find("snapshot") != std::string::npos);
}

static void api_03_a_moved_from_workspace_is_refused_and_not_followed() {
  touchline::workspace workspace = touchline::workspace::open().value();
  touchline::workspace owner = std::move(workspace);
  CHECK(workspace.ask("{}").json.find("null pointer") != std::string::npos);
  CHECK(owner.ask("{}").json.find("null pointer") == std::string::npos);
}

static void api_03_an_empty_view_is_the_empty_text() {
  touchline::workspace workspace = touchline::workspace::open({}).value();
  touchline::batch batch = workspace.execute_many({});
  CHECK(batch && batch.accepted == 0 && batch.records.empty() && batch.json.empty());
}

static void api_03_an_empty_log_verifies() {
  touchline::verifier verifier = touchline::verifier::begin().value();
  CHECK(verifier.feed({}).ok());
  CHECK(verifier.finish().ok());
}

static void api_03_an_empty_log_is_redacted_and_tried() {
  touchline::redactor redactor = touchline::redactor::begin().value();
  CHECK(redactor.survey({}).ok());
  CHECK(redactor.rewrite({}).value().empty());
  touchline::redacted redacted = redactor.finish();
  CHECK(redacted.ok() && redacted.rest.empty() && redacted.json.find("pseudonymous") != std::string::npos);
  CHECK(!touchline::trial::begin("{}"));
  touchline::trial trial = touchline::trial::begin(R"({"policy":{}})").value();
  CHECK(trial.feed({}).ok());
  CHECK(trial.finish().json.find(R"("records":0)") != std::string::npos);
  CHECK(!touchline::loader::as_of("{}"));
  touchline::workspace then =
      touchline::loader::as_of(R"({"at":"2026-03-02T09:00:00Z"})").value().finish().value();
  CHECK(then.replay({}).json.find("past_read_only") != std::string::npos);
  CHECK(then.place().json == R"({"head":null,"seq":0})");
}

static void api_03_numbers_are_unpacked() {
  std::uint32_t steps = 0, sets = 0, decisions = 0;
  for (std::uint32_t a = 0; a < 32; a++) {
    for (std::uint32_t b = 0; b < 32; b++) {
      if (auto set = touchline::lifecycle_open(a, b)) {
        sets++;
        CHECK(*set == touchline_lifecycle_open(a, b));
      }
      for (std::uint32_t c = 0; c < 32; c++) {
        if (auto step = touchline::lifecycle_step(a, b, c)) {
          steps++;
          CHECK((std::uint64_t{step->code} << 32 | step->state) == touchline_lifecycle_step(a, b, c));
        }
        if (auto decision = touchline::permit(a, b, c)) {
          decisions++;
          CHECK((std::uint64_t{decision->rule} << 32 | decision->allowed) == touchline_permit(a, b, c));
        }
      }
    }
  }
  CHECK(steps > 0 && sets > 0 && decisions > 0);
  CHECK(!touchline::lifecycle_step(UINT32_MAX, 0, 0));
  auto steps_of_many = touchline::lifecycle_step_many({1, UINT32_MAX}, {0, 0}, {1, 1});
  CHECK(steps_of_many && steps_of_many->at(0) == touchline_lifecycle_step(1, 0, 1) && steps_of_many->at(1) == UINT64_MAX);
  auto open_of_many = touchline::lifecycle_open_many({1, UINT32_MAX}, {0, 0});
  CHECK(open_of_many && open_of_many->at(0) == touchline_lifecycle_open(1, 0) && open_of_many->at(1) == UINT64_MAX);
  CHECK(!touchline::lifecycle_step_many({1}, {0, 0}, {1}) && !touchline::lifecycle_open_many({1}, {}));
  CHECK(touchline::lifecycle_open_many({}, {})->empty() && touchline::lifecycle_step_many({}, {}, {})->empty());
  CHECK(touchline::skill_level(100) == touchline_skill_level(100) && touchline::skill_level(100) != touchline::skill_level(1));
}

static void api_03_the_header_and_the_library_are_of_one_interface() {
  CHECK(touchline::abi_matches());
  CHECK(touchline::version() == touchline_version() && touchline::tzdb_version() == touchline_tzdb_version());
  CHECK(!touchline::version().empty() && !touchline::tzdb_version().empty());
}

static void api_03_a_quoted_text_is_read_as_it_was() {
  CHECK(touchline::quoted("a\"b\\c\n\x01 \xc3\xa9") == "\"a\\\"b\\\\c\\u000a\\u0001 \xc3\xa9\"");
  touchline::answer answer = touchline::call("text.check", "{}");
  CHECK(!answer.ok());
  std::string policy = R"({"access":{"roles":{)" + touchline::quoted("no \"role\"") + R"(:{"capabilities":[]}}}})";
  CHECK(touchline::workspace::open(policy).answer().json.find("no \\\"role\\\"") != std::string::npos);
}

static void wsp_07_one_loop_loads_until_there_is_an_answer() {
  const std::string mia = "\"4b5a1b1e-3f5c-4b43-9c60-0d9a2f6f7a01\"";
  auto reach = [&](const std::string &facts) {
    return touchline::call("law.reach", R"({"type":"bundle","viewer":)" + mia + R"(,"facts":)" + facts + "}");
  };
  std::string wanted;
  auto load = [&](const std::string &keys) {
    wanted = keys;
    return R"({"type":"person","body":{"person":)" + mia + R"(,"value":{"person":)" + mia + R"(,"name":"Mia"}}})";
  };
  CHECK(reach("[]").status == TOUCHLINE_STATUS_NEEDS_FACTS);
  CHECK(touchline::told(load, reach).ok());
  CHECK(wanted == R"({"keys":[{"body":{"person":)" + mia + R"(},"type":"person"}]})");
  bool is_told = false;
  try {
    touchline::told([](const std::string &) { return std::string(); }, reach);
  } catch (const touchline::error &error) {
    is_told = error.status() == TOUCHLINE_STATUS_NEEDS_FACTS;
  }
  CHECK(is_told);
}

static void api_03_many_permissions_are_those_one_by_one() {
  std::vector<std::uint32_t> actions, roles, relations;
  for (std::uint32_t a = 0; a < 24; a++) {
    actions.push_back(a);
    roles.push_back(a % 5);
    relations.push_back(a % 7);
  }
  auto decisions = touchline::permit_many(actions, roles, relations);
  CHECK(decisions && decisions->size() == actions.size());
  for (std::size_t i = 0; i < actions.size(); i++) {
    CHECK((*decisions)[i] == touchline_permit(actions[i], roles[i], relations[i]));
  }
  roles.pop_back();
  CHECK(!touchline::permit_many(actions, roles, relations));
}

static void skl_06_a_row_is_scored_and_a_row_of_another_length_refused() {
  auto scorer = touchline::skill_scorer::begin(R"({"framework":"sales"})", 6);
  CHECK(scorer.ok());
  std::vector<std::optional<double>> row(18, 0.5);
  row[3] = std::nullopt;
  auto scores = scorer.value().score(row);
  CHECK(scores.ok() && scores.value().areas.size() == 6 && scores.value().components.size() == 18);
  row.pop_back();
  CHECK(scorer.value().score(row).answer().json.find("17 where 18 are there") != std::string::npos);
  CHECK(!touchline::skill_scorer::begin("[", 6));
}

static void bat_02_a_table_that_is_nothing_is_refused_and_what_is_ours_is_released() {
  auto scorer = touchline::scorer::begin().value();
  CHECK(!scorer.score(touchline::table{}));
  CHECK(!scorer.stream(touchline::arrow_stream{}));
  CHECK(!touchline::tables_explain({}, touchline::arrow_stream{}));
  CHECK(!touchline::tables_what_if(R"({"score":80})", touchline::arrow_stream{}));
  CHECK(!touchline::tables_group({}, touchline::arrow_stream{}));
  CHECK(!touchline::tables_scorecards("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_agreement("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_severity("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_practice("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_ranking("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_time_to_proficiency("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_trends("{}", touchline::arrow_stream{}));
  CHECK(!touchline::tables_value_effects("{}", touchline::arrow_stream{}));
  CHECK(!touchline::scorer::begin("["));
}

static void met_05_tables_of_facts_are_measured_and_what_is_wrong_with_one_is_told() {
  const char *at = R"({"at":"2026-04-01T00:00:00Z","metrics":["response_rate"]})";
  CHECK(touchline::tables_metrics(at, {}).answer().json.find("the table `emails`") != std::string::npos);
  CHECK(touchline::tables_metrics(R"({"at":"2026-04-01T00:00:00Z","metrics":[]})", {}).ok());
  std::vector<touchline::fact_table> gone;
  gone.push_back({"emails", touchline::arrow_stream{}});
  auto refused = touchline::tables_metrics(at, std::move(gone));
  CHECK(!refused && refused.answer().json.find("a stream that was released") != std::string::npos);
  CHECK(!touchline::tables_effects(at, "{}", {}).ok());
}

int main() {
  RUN(api_03_a_refusal_is_a_value_and_value_throws_it);
  RUN(api_03_a_policy_with_faults_gives_no_workspace);
  RUN(api_03_a_snapshot_loads_to_the_same_snapshot);
  RUN(api_03_a_snapshot_outlives_its_workspace);
  RUN(api_03_a_moved_from_workspace_is_refused_and_not_followed);
  RUN(api_03_an_empty_view_is_the_empty_text);
  RUN(api_03_an_empty_log_verifies);
  RUN(api_03_an_empty_log_is_redacted_and_tried);
  RUN(api_03_numbers_are_unpacked);
  RUN(api_03_the_header_and_the_library_are_of_one_interface);
  RUN(api_03_a_quoted_text_is_read_as_it_was);
  RUN(wsp_07_one_loop_loads_until_there_is_an_answer);
  RUN(api_03_many_permissions_are_those_one_by_one);
  RUN(skl_06_a_row_is_scored_and_a_row_of_another_length_refused);
  RUN(met_05_tables_of_facts_are_measured_and_what_is_wrong_with_one_is_told);
  RUN(bat_02_a_table_that_is_nothing_is_refused_and_what_is_ours_is_released);
}
