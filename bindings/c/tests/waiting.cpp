// A workspace that waits: nobody is answered busy, nobody starves, and nothing is done twice.
#include <atomic>
#include <thread>
#include <vector>

#include "check.h"
#include "touchline.hpp"

enum { READERS = 3, CHANGES = 60 };

static std::string recorded(int number) {
  char id[37];
  std::snprintf(id, sizeof id, "8c1f3a52-0c2b-4f0e-9a54-%012d", number);
  std::string person = R"({"person":")" + std::string(id) + R"(","name":)" +
                       touchline::quoted("Ana \"the\nQuiet\"") + "}";
  char entropy[65];
  std::snprintf(entropy, sizeof entropy, "%064d", number + 1);
  return R"({"id":")" + std::string(id) + R"(","actor":"system","at":"2026-03-02T09:00:00Z","entropy":")" + entropy +
         R"(","type":"person.record","body":)" + person + "}";
}

static void api_03_one_that_changes_gets_its_turn_beside_readers_that_never_pause() {
  touchline::shared_workspace shared(touchline::workspace::open().value());
  std::atomic<bool> stop{false};
  std::atomic<unsigned> asked{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < READERS; i++) {
    readers.emplace_back([&] {
      while (!stop) {
        CHECK(shared.ask("{}").status == TOUCHLINE_STATUS_BAD_INPUT);
        asked++;
      }
    });
  }
  std::string log;
  int soon = 0;
  for (int number = 0; number < CHANGES; number++) {
    unsigned before = asked, until = 0;
    touchline::executed outcome = shared.exclusively([&](touchline::workspace &own) {
      until = asked;
      return own.execute(recorded(number));
    });
    CHECK(outcome.ok());
    log += outcome.record + "\n";
    soon += until - before <= 2 * READERS;
  }
  // Each reader has one turn at most before this one, and may count one more that had ended. It is not so where this thread was
  // put to sleep before it asked for its turn, which is rare.
  CHECK(soon >= CHANGES / 2);
  CHECK(shared.execute(recorded(CHANGES)).ok());
  stop = true;
  for (std::thread &reader : readers) {
    reader.join();
  }
  touchline::verifier verifier = touchline::verifier::begin().value();
  CHECK(verifier.feed(log).ok());
  CHECK(verifier.finish().json.find("\"records\":60") != std::string::npos);
}

static void api_03_a_turn_may_hold_several_calls() {
  touchline::shared_workspace shared(touchline::workspace::open().value());
  bool kept = shared.exclusively([](touchline::workspace &own) {
    return own.execute(recorded(1)).ok() && own.execute(recorded(2)).ok();
  });
  CHECK(kept);
  CHECK(shared.reading([](const touchline::workspace &own) { return own.ask("{}").status; }) ==
        TOUCHLINE_STATUS_BAD_INPUT);
}

int main() {
  CHECK(touchline::warm_up().ok());
  RUN(api_03_one_that_changes_gets_its_turn_beside_readers_that_never_pause);
  RUN(api_03_a_turn_may_hold_several_calls);
}
