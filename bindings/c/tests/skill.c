/* One row scored without JSON: every figure in memory that the caller owns. */
#include <math.h>
#include <stdint.h>

#include "check.h"

/* Two areas of weights 0.75 and 0.25; `a` reaches 100 at 10, `b` and `c` at 100. */
#define COMPONENT(key, weight, top)                                                                \
  "{\"key\":\"" key "\",\"name\":\"" key "\",\"measure\":\"" key "\",\"unit\":\"score\",\"weight\":" weight           \
  ",\"curve\":{\"points\":[{\"x\":0,\"y\":0},{\"x\":" top ",\"y\":100}],\"why\":\"for this test\"}}"
#define AREA(key, weight, components)                                                              \
  "{\"key\":\"" key "\",\"name\":\"" key "\",\"weight\":" weight ",\"components\":[" components "]}"
static const char OWN[] =
    "{\"framework\":{\"type\":\"own\",\"body\":{\"key\":\"own\",\"name\":\"Own\",\"areas\":["
    AREA("one", "0.75", COMPONENT("a", "0.5", "10") "," COMPONENT("b", "0.5", "100")) ","
    AREA("two", "0.25", COMPONENT("c", "1", "100")) "]}}}";

enum { AREAS = 2, COMPONENTS = 3 };

static touchline_skill_scorer *scorer_of_own(void) {
  touchline_skill_scorer *scorer;
  touchline_buffer answer;
  CHECK_ANSWER(touchline_skill_scorer_new(TEXT(OWN), &scorer, &answer), TOUCHLINE_STATUS_OK,
               "{\"areas\":[\"one\",\"two\"],\"components\":[\"a\",\"b\",\"c\"]}");
  return scorer;
}

static int near(double one, double other) { return fabs(one - other) < 1e-9; }

static void skl_06_a_row_is_scored_and_explained_into_the_callers_memory(void) {
  touchline_skill_scorer *scorer = scorer_of_own();
  touchline_skill_score overall, areas[AREAS];
  touchline_skill_component components[COMPONENTS];
  const double values[COMPONENTS] = {8.0, 64.0, 40.0};
  CHECK(touchline_skill_scorer_score(scorer, values, NULL, COMPONENTS, &overall, areas, AREAS, components, NULL) ==
        TOUCHLINE_STATUS_OK);
  CHECK(overall.score == 64.0 && overall.coverage == 1.0 && overall.published == 64 && overall.weakest == 2);
  CHECK(overall.level == TOUCHLINE_SKILL_LEVEL_DEVELOPING && overall.weight_in_overall == 0.0);
  CHECK(areas[0].score == 72.0 && areas[0].weakest == 1 && areas[1].score == 40.0);
  CHECK(areas[1].level == TOUCHLINE_SKILL_LEVEL_NEEDS_COACHING);
  CHECK(near(areas[0].points_in_overall, 54.0) && near(areas[1].points_in_overall, 10.0));
  CHECK(components[0].present == 1 && components[0].raw == 8.0 && components[0].value == 80.0);
  CHECK(near(components[0].points_in_area, 40.0) && near(components[0].weight_in_area, 0.5));
  CHECK(near(components[0].points_in_overall + components[1].points_in_overall + components[2].points_in_overall,
             64.0));
  touchline_skill_scorer_free(&scorer);
  CHECK(scorer == NULL);
  touchline_skill_scorer_free(&scorer);
}

static void skl_03_what_is_missing_counts_for_nothing(void) {
  touchline_skill_scorer *scorer = scorer_of_own();
  touchline_skill_score overall, areas[AREAS];
  touchline_skill_component components[COMPONENTS];
  const double values[COMPONENTS] = {NAN, 80.0, INFINITY};
  const uint8_t present[COMPONENTS] = {0, 255, 0}, nobody[COMPONENTS] = {0, 0, 0};
  CHECK(touchline_skill_scorer_score(scorer, values, present, COMPONENTS, &overall, areas, AREAS, components, NULL) ==
        TOUCHLINE_STATUS_OK);
  CHECK(overall.score == 80.0 && overall.coverage == 0.75 && areas[0].coverage == 0.5);
  CHECK(areas[1].level == TOUCHLINE_SKILL_LEVEL_NONE && areas[1].score == 0.0 && areas[1].weakest == UINT32_MAX);
  CHECK(components[0].present == 0 && components[0].raw == 0.0 && components[1].present == 1);

  CHECK(touchline_skill_scorer_score(scorer, values, nobody, COMPONENTS, &overall, NULL, 0, NULL, NULL) ==
        TOUCHLINE_STATUS_OK);
  CHECK(overall.level == TOUCHLINE_SKILL_LEVEL_NONE && overall.coverage == 0.0 && overall.weakest == UINT32_MAX);
  touchline_skill_scorer_free(&scorer);
}

static void skl_06_what_is_no_row_is_refused_and_nothing_is_written(void) {
  touchline_skill_scorer *scorer = scorer_of_own(), *none;
  touchline_buffer answer;
  touchline_skill_score overall, areas[AREAS];
  memset(areas, 0x55, sizeof areas);
  touchline_skill_score untouched = areas[0];
  const double values[COMPONENTS] = {8.0, NAN, 40.0};
  CHECK_ANSWER(touchline_skill_scorer_score(scorer, values, NULL, COMPONENTS, &overall, areas, AREAS, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "\"/b\"");
  CHECK_ANSWER(touchline_skill_scorer_score(scorer, values, NULL, 2, &overall, areas, AREAS, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "2 where 3 are there");
  const size_t more_than_there_is = (size_t)1 << 40;
  CHECK_ANSWER(
      touchline_skill_scorer_score(scorer, values, NULL, more_than_there_is, &overall, areas, AREAS, NULL, &answer),
      TOUCHLINE_STATUS_BAD_INPUT, "1099511627776 where 3 are there");
  CHECK_ANSWER(touchline_skill_scorer_score(scorer, values, NULL, COMPONENTS, &overall, areas, 1, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`area_count`");
  CHECK_ANSWER(touchline_skill_scorer_score(scorer, NULL, NULL, COMPONENTS, &overall, NULL, 0, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`values`");
  CHECK_ANSWER(touchline_skill_scorer_score(scorer, values, NULL, COMPONENTS, NULL, NULL, 0, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`overall`");
  CHECK_ANSWER(touchline_skill_scorer_score(NULL, values, NULL, COMPONENTS, &overall, NULL, 0, NULL, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "`scorer`");
  CHECK(memcmp(&areas[0], &untouched, sizeof untouched) == 0 && overall.level == 0 && overall.score == 0.0);
  touchline_skill_scorer_free(&scorer);

  CHECK_ANSWER(touchline_skill_scorer_new(TEXT("{\"view\":7,\"nonsense\":1}"), &none, &answer),
               TOUCHLINE_STATUS_BAD_INPUT, "nonsense");
  CHECK(none == NULL);
  CHECK(touchline_skill_scorer_new(NULL, 0, &scorer, NULL) == TOUCHLINE_STATUS_OK);
  touchline_skill_scorer_free(&scorer);
  touchline_skill_scorer_free(NULL);
}

static void skl_05_levels_are_read_off_published_scores(void) {
  static const uint32_t least[] = {0, 40, 60, 75, 90, 101};
  for (uint32_t level = TOUCHLINE_SKILL_LEVEL_CRITICAL; level <= TOUCHLINE_SKILL_LEVEL_EXPERT; level++) {
    CHECK(touchline_skill_level(least[level - 1]) == level && touchline_skill_level(least[level] - 1) == level);
  }
  CHECK(touchline_skill_level(101) == TOUCHLINE_SKILL_LEVEL_NONE);
  CHECK(touchline_skill_level(256) == TOUCHLINE_SKILL_LEVEL_NONE && touchline_skill_level(UINT32_MAX) == 0);
}

int main(void) {
  RUN(skl_05_levels_are_read_off_published_scores);
  RUN(skl_06_a_row_is_scored_and_explained_into_the_callers_memory);
  RUN(skl_03_what_is_missing_counts_for_nothing);
  RUN(skl_06_what_is_no_row_is_refused_and_nothing_is_written);
  return 0;
}
