// Snapshots beside writers: a second workspace follows the log of the first, and it is that one which is written down.
// Whoever writes never waits for a snapshot, and no snapshot is overtaken.
#include <atomic>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>

#include <touchline.hpp>

namespace {

constexpr int COMMANDS = 400;
constexpr int SNAPSHOTS = 5;

// The log of a host, as its followers see it: what stands in it stays.
class log {
public:
  void append(const std::string &record) {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_ += record + "\n";
  }

  // What came after the first `from` bytes: whole lines.
  std::string after(std::size_t from) const {
    std::lock_guard<std::mutex> lock(mutex_);
    return lines_.substr(from);
  }

private:
  mutable std::mutex mutex_;
  std::string lines_;
};

std::string id(const char *front, int number) {
  char text[40];
  std::snprintf(text, sizeof text, "%s-0000-4000-8000-%012d", front, number);
  return text;
}

// A person is recorded. Entropy comes from the system's generator in a host; here it is told apart by a number.
std::string command(int number) {
  char entropy[65];
  std::snprintf(entropy, sizeof entropy, "%064d", number + 1);
  return R"({"type":"person.record","actor":"system","at":"2026-03-02T09:00:00Z","id":)" +
         touchline::quoted(id("aaaaaaaa", number)) + R"(,"entropy":)" + touchline::quoted(entropy) +
         R"(,"body":{"person":)" + touchline::quoted(id("bbbbbbbb", number)) + R"(,"name":)" +
         touchline::quoted("Person " + std::to_string(number)) + "}}";
}

std::string snapshot_of(const touchline::workspace &workspace) {
  touchline::snapshot snapshot = workspace.snapshot().value();
  std::string all;
  for (std::string chunk = snapshot.next().value(); !chunk.empty(); chunk = snapshot.next().value()) {
    all += chunk;
  }
  return all;
}

} // namespace

int main() {
  log records;
  std::atomic<bool> over{false};
  std::thread writer([&] {
    touchline::workspace workspace = touchline::workspace::open().value();
    for (int number = 0; number < COMMANDS; number++) {
      records.append(workspace.execute(command(number)).record);
    }
    over = true;
  });

  // The follower takes in what has been written since, and is written down in between, for as long as it likes.
  touchline::workspace follower = touchline::workspace::open().value();
  std::size_t read = 0;
  std::string newest;
  int taken = 0;
  for (bool last = false; !last || taken < SNAPSHOTS;) {
    last = over;
    std::string more = records.after(read);
    if (!more.empty() && !follower.replay(more).ok()) {
      writer.join();
      return 1;
    }
    read += more.size();
    newest = snapshot_of(follower);
    taken++;
  }
  writer.join();

  // The newest snapshot is the whole log in another form.
  touchline::loader loader = touchline::loader::begin().value();
  if (!loader.feed(newest).ok()) {
    return 1;
  }
  touchline::workspace loaded = loader.finish().value();
  const std::string viewer = touchline::quoted(id("bbbbbbbb", 0));
  touchline::answer page = loaded.ask(R"({"type":"person.list","viewer":)" + viewer +
                                      R"(,"at":"2026-03-02T10:00:00Z","body":{"limit":1}})");
  std::printf("%d snapshots beside %d commands: %zu bytes\n", taken, COMMANDS, newest.size());
  return page.ok() && snapshot_of(loaded) == newest ? 0 : 1;
}
