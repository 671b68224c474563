// First steps in C++: a manager sends an agent a coaching bundle, the agent answers, and the library says
// no where a rule does.
//
//   c++ -std=c++17 first_steps.cpp $(pkg-config --cflags --libs touchline) -o first_steps && ./first_steps
#include <iostream>
#include <random>
#include <string>

#include <touchline.hpp>

namespace {

const std::string mia = "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0001";
const std::string ana = "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0002";
const std::string call = "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0003";
const std::string bundle = "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0004";

// So many hexadecimal digits of fresh randomness: the library draws none itself.
std::string fresh_digits(int count) {
  static std::random_device random;
  std::string digits;
  for (int i = 0; i < count; i++) {
    digits += "0123456789abcdef"[random() % 16];
  }
  return digits;
}

std::string command(const std::string &actor, const std::string &at, const std::string &type,
                    const std::string &body) {
  return R"({"id":"8c1f3a52-0c2b-4f0e-9a54-)" + fresh_digits(12) + R"(","actor":")" + actor + R"(","at":")" + at +
         R"(","entropy":")" + fresh_digits(64) + R"(","type":")" + type + R"(","body":)" + body + "}";
}

} // namespace

int main() {
  touchline::workspace workspace = touchline::workspace::open().value();
  std::string log; // a real host keeps the records in a table or file of its own

  auto execute = [&](const std::string &actor, const std::string &at, const std::string &type,
                     const std::string &body) {
    touchline::executed outcome = workspace.execute(command(actor, at, type, body));
    if (!outcome.record.empty()) {
      log += outcome.record + '\n';
    }
    std::cout << type << ": " << touchline::status_name(outcome.status) << ' ' << outcome.json << '\n';
    return outcome;
  };

  execute("system", "2026-03-02T08:00:00Z", "person.record",
          R"({"person":")" + mia + R"(","name":"Mia","roles":["manager"]})")
      .value();
  execute("system", "2026-03-02T08:00:00Z", "person.record",
          R"({"person":")" + ana + R"(","name":"Ana","roles":["agent"],"manager":")" + mia + R"("})")
      .value();
  execute("system", "2026-03-02T08:30:00Z", "call.record",
          R"({"call":")" + call + R"(","handler":")" + ana +
              R"(","length_ms":240000,"started_at":"2026-03-02T08:05:00Z"})")
      .value();
  execute(mia, "2026-03-02T09:00:00Z", "bundle.create_and_release",
          R"({"bundle":")" + bundle + R"(","agent":")" + ana +
              R"(","content":{"title":"Silences","calls":[{"call":")" + call + R"("}]}})")
      .value();

  // Nobody may answer in Ana's place, and the refusal says so as a value that a program can act on.
  const std::string answer =
      R"({"bundle":")" + bundle + R"(","kind":"reflection","text":"I will pause more."})";
  if (execute(mia, "2026-03-02T09:30:00Z", "bundle.respond", answer)) {
    return 1;
  }
  execute(ana, "2026-03-02T10:00:00Z", "bundle.respond", answer).value();

  // The records are all that is needed to go on another day, on another machine.
  touchline::loader loader = touchline::loader::begin().value();
  loader.feed(log).value();
  workspace = loader.finish().value();

  // Whoever prefers exceptions gets them from value().
  try {
    execute(ana, "2026-03-03T10:00:00Z", "bundle.respond", answer).value();
  } catch (const touchline::error &refusal) {
    std::cout << "refused: " << refusal.json() << '\n';
    return 0;
  }
  return 1;
}
