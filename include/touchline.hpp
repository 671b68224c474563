/**
 * touchline for C++17: what touchline.h offers, freed by scope. Nothing else to link.
 *
 * Text goes in as std::string_view and comes out as std::string. No function here throws on a refusal: a
 * call gives a touchline::answer, or a touchline::result, which says how it ended. Whoever prefers
 * exceptions calls .value(), which gives the result or throws touchline::error; built with
 * -fno-exceptions it prints the error and aborts. (std::bad_alloc apart, which std::string may throw.)
 *
 * Threads, statuses and the JSON are those of touchline.h.
 */
#ifndef TOUCHLINE_HPP
#define TOUCHLINE_HPP

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "touchline.h"

namespace touchline {

/** The name of a status, such as "bad_input"; empty for a number that is no status. */
inline std::string_view status_name(touchline_status number) noexcept {
  const char *name = touchline_status_name(number);
  return name == nullptr ? std::string_view() : std::string_view(name);
}

/** Whether the library that is running has the binary interface of the header that this was compiled with. */
inline bool abi_matches() noexcept { return touchline_abi_version() == TOUCHLINE_ABI_VERSION; }

/** The version of the library that is running, such as "0.1.0". */
inline std::string_view version() noexcept { return touchline_version(); }

/** The version of the time zone data in the library that is running, such as "2025b". */
inline std::string_view tzdb_version() noexcept { return touchline_tzdb_version(); }

/** A text as a JSON string, quotes included, to be put into a command. Bytes that are no UTF-8 stay for the library to refuse. */
inline std::string quoted(std::string_view text) {
  static const char digits[] = "0123456789abcdef";
  std::string out(1, '"');
  for (char character : text) {
    auto byte = static_cast<unsigned char>(character);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += character;
    }
  }
  return out += '"';
}

/** What .value() throws where there is no value. */
class error : public std::runtime_error {
public:
  error(touchline_status status, std::string json)
      : std::runtime_error(std::string(status_name(status)) + ": " + json), status_(status),
        json_(std::move(json)) {}

  /** How the call ended: a TOUCHLINE_STATUS_ constant, never TOUCHLINE_STATUS_OK. */
  touchline_status status() const noexcept { return status_; }

  /** The rejection, the faults, or the message, as JSON. */
  const std::string &json() const noexcept { return json_; }

private:
  touchline_status status_;
  std::string json_;
};

namespace detail {

[[noreturn]] inline void refuse(touchline_status status, const std::string &json) {
#if defined(__cpp_exceptions)
  throw error(status, json);
#else
  std::fprintf(stderr, "touchline: %s: %s\n", touchline_status_name(status), json.c_str());
  std::abort();
#endif
}

/** A buffer that is freed by scope. */
class buffer {
public:
  buffer() = default;
  buffer(const buffer &) = delete;
  buffer &operator=(const buffer &) = delete;
  ~buffer() { touchline_buffer_free(&raw_); }

  touchline_buffer *out() noexcept { return &raw_; }
  std::string_view view() const noexcept { return {raw_.data == nullptr ? "" : raw_.data, raw_.length}; }
  std::string text() const { return std::string(view()); }

private:
  touchline_buffer raw_{};
};

/** A handle that is freed by scope. */
template <class T, void (*Free)(T **)> struct free_handle {
  void operator()(T *handle) const noexcept { Free(&handle); }
};
template <class T, void (*Free)(T **)> using handle = std::unique_ptr<T, free_handle<T, Free>>;

} // namespace detail

/** How a call ended and what it said. */
struct answer {
  /** A TOUCHLINE_STATUS_ constant. */
  touchline_status status = TOUCHLINE_STATUS_OK;
  /** The answer as canonical JSON, on one line, whatever the status is. */
  std::string json;

  /** Whether the status is TOUCHLINE_STATUS_OK. */
  bool ok() const noexcept { return status == TOUCHLINE_STATUS_OK; }
  explicit operator bool() const noexcept { return ok(); }

  /** The JSON of a call that succeeded; throws touchline::error otherwise. */
  const std::string &value() const {
    if (!ok()) {
      detail::refuse(status, json);
    }
    return json;
  }
};

/** An answer together with the record to keep: append it to the log, with a line end after it. */
struct executed : answer {
  /** The record; empty unless the command was accepted. */
  std::string record;
};

/** What became of many commands. The JSON of the answer holds a line for each. */
struct batch : answer {
  /** The records to keep, each ended by a line end. */
  std::string records;
  /** How many commands were accepted. */
  std::uint64_t accepted = 0;
};

/** A T, or the answer that says why there is none. */
template <class T> class result {
public:
  result(T value) : value_(std::move(value)) {}
  result(touchline::answer refusal) : answer_(std::move(refusal)) {}

  bool ok() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return ok(); }

  /** How the call ended, and the refusal where it was refused. */
  const touchline::answer &answer() const noexcept { return answer_; }

  /** The value; throws touchline::error where there is none. */
  T &value() & {
    check();
    return *value_;
  }
  T value() && {
    check();
    return std::move(*value_);
  }

private:
  void check() const {
    if (!ok()) {
      detail::refuse(answer_.status, answer_.json);
    }
  }

  std::optional<T> value_;
  touchline::answer answer_;
};

namespace detail {

/** Makes a call that has nothing but an answer. */
template <class Call> answer answered(Call call) {
  buffer json;
  touchline_status ended = call(json.out());
  return {ended, json.text()};
}

/** Makes a call that hands out a handle, and puts a T around it. */
template <class T, class Call> result<T> handed_out(Call call) {
  typename T::raw *raw = nullptr;
  answer said = answered([&](touchline_buffer *json) { return call(&raw, json); });
  if (!said.ok()) {
    return said;
  }
  return T(raw);
}

} // namespace detail

/** Makes ready what the first calls would make ready. */
inline answer warm_up() {
  return detail::answered([](touchline_buffer *json) { return touchline_warm_up(json); });
}

/** Runs a stateless operation, such as "time.local_day". */
inline answer call(std::string_view operation, std::string_view input) {
  return detail::answered([&](touchline_buffer *json) {
    return touchline_call(operation.data(), operation.size(), input.data(), input.size(), json);
  });
}

/**
 * Asks until there is an answer or a refusal, where an operation may wait for facts. `ask` is given the facts so far, as a
 * JSON list, and calls the operation with them. `load` is given an answer that waits, `{"keys":[…]}`, and returns the facts of
 * all its keys, as JSON with commas between them. Throws touchline::error where the same keys are wanted again.
 */
template <class Load, class Ask> answer told(Load load, Ask ask) {
  std::string facts, wanted;
  for (;;) {
    answer said = ask("[" + facts + "]");
    if (said.status != TOUCHLINE_STATUS_NEEDS_FACTS) {
      return said;
    }
    if (said.json == wanted) {
      detail::refuse(said.status, said.json);
    }
    wanted = said.json;
    const std::string loaded = load(said.json);
    facts += facts.empty() || loaded.empty() ? loaded : "," + loaded;
  }
}

/** A snapshot on its way out of a workspace. It goes on when the workspace object is gone. */
class snapshot {
public:
  using raw = touchline_snapshot;
  /** Takes over a handle from touchline.h. */
  explicit snapshot(raw *owned) noexcept : handle_(owned) {}

  /** The next chunk; empty when the snapshot is complete. */
  result<std::string> next() {
    detail::buffer chunk;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_snapshot_next(handle_.get(), chunk.out(), json);
    });
    if (!said.ok()) {
      return said;
    }
    return chunk.text();
  }

private:
  detail::handle<raw, touchline_snapshot_free> handle_;
};

/** A tenant's things in memory. May be moved, not copied. */
class workspace {
public:
  using raw = touchline_workspace;
  /** Takes over a handle from touchline.h. */
  explicit workspace(raw *owned) noexcept : handle_(owned) {}

  /** An empty workspace; an empty policy means the default policy. */
  static result<workspace> open(std::string_view policy = {}) {
    return detail::handed_out<workspace>([&](raw **opened, touchline_buffer *json) {
      return touchline_workspace_open(policy.data(), policy.size(), opened, json);
    });
  }

  /** Executes one command. */
  executed execute(std::string_view command) {
    detail::buffer record;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_workspace_execute(get(), command.data(), command.size(), record.out(), json);
    });
    return {std::move(said), record.text()};
  }

  /** Executes one command a line, in one crossing. */
  batch execute_many(std::string_view commands) {
    detail::buffer records;
    std::uint64_t accepted = 0;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_workspace_execute_many(get(), commands.data(), commands.size(), records.out(),
                                              &accepted, json);
    });
    return {std::move(said), records.text(), accepted};
  }

  /** Asks a question. */
  answer ask(std::string_view query) const {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_workspace_ask(get(), query.data(), query.size(), json);
    });
  }

  /** Tells which commands are open to a viewer on a thing. */
  answer available(std::string_view question) const {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_workspace_available(get(), question.data(), question.size(), json);
    });
  }

  /** Tells how far it has come: the place and the hash of the last record. */
  answer place() const {
    return detail::answered([&](touchline_buffer *json) { return touchline_workspace_place(get(), json); });
  }

  /** Takes in further records, each ended by a line end. */
  answer replay(std::string_view records) {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_workspace_replay(get(), records.data(), records.size(), json);
    });
  }

  /** Begins a snapshot. */
  result<touchline::snapshot> snapshot() const {
    return detail::handed_out<touchline::snapshot>([&](touchline_snapshot **begun, touchline_buffer *json) {
      return touchline_workspace_snapshot(get(), begun, json);
    });
  }

  /** The handle, for the functions of touchline.h; it stays this object's own. */
  raw *get() const noexcept { return handle_.get(); }

private:
  detail::handle<raw, touchline_workspace_free> handle_;
};

/**
 * A workspace that many threads use, and that waits where touchline::workspace would answer "busy": those that only
 * read run side by side, one that changes it is alone, and whoever comes first is first, so that nobody starves. Each
 * call takes its turn by itself; `exclusively` and `reading` hold it for several.
 */
class shared_workspace {
public:
  explicit shared_workspace(workspace owned) noexcept : workspace_(std::move(owned)) {}

  /** Does something with the workspace while nobody else uses it, such as to execute a command and keep its record. */
  template <class Act> auto exclusively(Act act) {
    turn taken(*this, true);
    return act(workspace_);
  }

  /** Does something with the workspace beside others that only read. */
  template <class Act> auto reading(Act act) const {
    turn taken(*this, false);
    return act(static_cast<const workspace &>(workspace_));
  }

  /** Executes one command. */
  executed execute(std::string_view command) {
    return exclusively([&](workspace &own) { return own.execute(command); });
  }

  /** Executes one command a line, in one crossing. */
  batch execute_many(std::string_view commands) {
    return exclusively([&](workspace &own) { return own.execute_many(commands); });
  }

  /** Takes in further records, each ended by a line end. */
  answer replay(std::string_view records) {
    return exclusively([&](workspace &own) { return own.replay(records); });
  }

  /** Tells how far it has come: the place and the hash of the last record. */
  answer place() const {
    return reading([&](const workspace &own) { return own.place(); });
  }

  /** Asks a question. */
  answer ask(std::string_view query) const {
    return reading([&](const workspace &own) { return own.ask(query); });
  }

  /** Tells which commands are open to a viewer on a thing. */
  answer available(std::string_view question) const {
    return reading([&](const workspace &own) { return own.available(question); });
  }

private:
  /** A place in the row. The next one is called once this one has begun to read, or has changed what it came to change. */
  class turn {
  public:
    turn(const shared_workspace &of, bool alone) : of_(of), alone_(alone) {
      std::unique_lock<std::mutex> lock(of_.mutex_);
      std::uint64_t number = of_.last_number_++;
      of_.called_.wait(lock, [&] { return of_.next_number_ == number && (!alone_ || of_.readers_ == 0); });
      if (!alone_) {
        of_.readers_++;
        of_.next_number_++;
        of_.called_.notify_all();
      }
    }
    turn(const turn &) = delete;
    turn &operator=(const turn &) = delete;
    ~turn() {
      std::lock_guard<std::mutex> lock(of_.mutex_);
      if (alone_) {
        of_.next_number_++;
      } else {
        of_.readers_--;
      }
      of_.called_.notify_all();
    }

  private:
    const shared_workspace &of_;
    bool alone_;
  };

  workspace workspace_;
  mutable std::mutex mutex_;
  mutable std::condition_variable called_;
  mutable std::uint64_t last_number_ = 0;
  mutable std::uint64_t next_number_ = 0;
  mutable std::uint64_t readers_ = 0;
};

/** Loads a workspace: a snapshot or nothing, then any number of records, in chunks cut anywhere. */
class loader {
public:
  using raw = touchline_loader;
  /** Takes over a handle from touchline.h. */
  explicit loader(raw *owned) noexcept : handle_(owned) {}

  /** Begins to load; an empty policy means the default policy. */
  static result<loader> begin(std::string_view policy = {}) {
    return detail::handed_out<loader>([&](raw **begun, touchline_buffer *json) {
      return touchline_loader_new(policy.data(), policy.size(), begun, json);
    });
  }

  /** Begins to load how things stood at a moment, `{"at":…}`, out of a log alone. */
  static result<loader> as_of(std::string_view moment, std::string_view policy = {}) {
    return detail::handed_out<loader>([&](raw **begun, touchline_buffer *json) {
      return touchline_loader_as_of(policy.data(), policy.size(), moment.data(), moment.size(), begun, json);
    });
  }

  /** Feeds the next bytes. */
  answer feed(std::string_view chunk) {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_loader_feed(handle_.get(), chunk.data(), chunk.size(), json);
    });
  }

  /** Ends the load. The loader is used up. */
  result<workspace> finish() {
    return detail::handed_out<workspace>([&](touchline_workspace **loaded, touchline_buffer *json) {
      return touchline_loader_finish(handle_.get(), loaded, json);
    });
  }

private:
  detail::handle<raw, touchline_loader_free> handle_;
};

/** Verifies the chain of a log, in chunks cut anywhere. */
class verifier {
public:
  using raw = touchline_verifier;
  /** Takes over a handle from touchline.h. */
  explicit verifier(raw *owned) noexcept : handle_(owned) {}

  /** Begins to verify; `expect` is the head and count kept elsewhere, as JSON, or nothing. */
  static result<verifier> begin(std::string_view expect = {}) {
    return detail::handed_out<verifier>([&](raw **begun, touchline_buffer *json) {
      return touchline_verifier_new(expect.data(), expect.size(), begun, json);
    });
  }

  /** Feeds the next bytes. */
  answer feed(std::string_view chunk) {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_verifier_feed(handle_.get(), chunk.data(), chunk.size(), json);
    });
  }

  /** Ends the check and tells its result. The verifier is used up. */
  answer finish() {
    return detail::answered(
        [&](touchline_buffer *json) { return touchline_verifier_finish(handle_.get(), json); });
  }

private:
  detail::handle<raw, touchline_verifier_free> handle_;
};

/** The end of a redaction: what came of it, and the last bytes of the log. */
struct redacted : answer {
  std::string rest;
};

/** Takes out of a log what was ordered to go: it is surveyed whole, and then rewritten whole. */
class redactor {
public:
  using raw = touchline_redactor;
  /** Takes over a handle from touchline.h. */
  explicit redactor(raw *owned) noexcept : handle_(owned) {}

  /** Begins to redact. */
  static result<redactor> begin() {
    return detail::handed_out<redactor>(
        [&](raw **begun, touchline_buffer *json) { return touchline_redactor_new(begun, json); });
  }

  /** Feeds the next bytes of the first reading. */
  answer survey(std::string_view chunk) {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_redactor_survey(handle_.get(), chunk.data(), chunk.size(), json);
    });
  }

  /** Feeds the next bytes of the second reading; gives what is to stand in their place, once all went well. */
  result<std::string> rewrite(std::string_view chunk) {
    detail::buffer out;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_redactor_rewrite(handle_.get(), chunk.data(), chunk.size(), out.out(), json);
    });
    if (!said.ok()) {
      return said;
    }
    return out.text();
  }

  /** Ends the second reading. The redactor is used up. */
  redacted finish() {
    detail::buffer rest;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_redactor_finish(handle_.get(), rest.out(), json);
    });
    return {std::move(said), rest.text()};
  }

private:
  detail::handle<raw, touchline_redactor_free> handle_;
};

/** Tries another policy on a log, in chunks cut anywhere. */
class trial {
public:
  using raw = touchline_trial;
  /** Takes over a handle from touchline.h. */
  explicit trial(raw *owned) noexcept : handle_(owned) {}

  /** Begins to try; `tried` is the policy and what goes with it, as JSON. */
  static result<trial> begin(std::string_view tried) {
    return detail::handed_out<trial>([&](raw **begun, touchline_buffer *json) {
      return touchline_trial_new(tried.data(), tried.size(), begun, json);
    });
  }

  /** Feeds the next bytes. */
  answer feed(std::string_view chunk) {
    return detail::answered([&](touchline_buffer *json) {
      return touchline_trial_feed(handle_.get(), chunk.data(), chunk.size(), json);
    });
  }

  /** Ends the trial and tells its result. The trial is used up. */
  answer finish() {
    return detail::answered([&](touchline_buffer *json) { return touchline_trial_finish(handle_.get(), json); });
  }

private:
  detail::handle<raw, touchline_trial_free> handle_;
};

/** A step of a lifecycle, by its table alone. */
struct step {
  /** 0 where the command is let through, else the TOUCHLINE_CODE_ of the refusal. */
  std::uint32_t code;
  /** The state that it leads to, or 0. */
  std::uint32_t state;
};

/** One step of a lifecycle; nothing where a number is not known. */
inline std::optional<step> lifecycle_step(std::uint32_t thing, std::uint32_t state,
                                          std::uint32_t command) noexcept {
  std::uint64_t packed = touchline_lifecycle_step(thing, state, command);
  if (packed == UINT64_MAX) {
    return std::nullopt;
  }
  return step{static_cast<std::uint32_t>(packed >> 32), static_cast<std::uint32_t>(packed)};
}

/** The commands that a state lets through, bit n for command n; nothing where a number is not known. */
inline std::optional<std::uint64_t> lifecycle_open(std::uint32_t thing, std::uint32_t state) noexcept {
  std::uint64_t open = touchline_lifecycle_open(thing, state);
  return open == UINT64_MAX ? std::nullopt : std::optional(open);
}

/** Many steps at once: what touchline_lifecycle_step() gives for each place. All three have the same length, or there is nothing. */
inline std::optional<std::vector<std::uint64_t>> lifecycle_step_many(const std::vector<std::uint32_t> &things,
                                                                     const std::vector<std::uint32_t> &states,
                                                                     const std::vector<std::uint32_t> &commands) {
  if (things.size() != states.size() || states.size() != commands.size()) {
    return std::nullopt;
  }
  std::vector<std::uint64_t> steps(things.size());
  touchline_status ended = touchline_lifecycle_step_many(things.data(), states.data(), commands.data(), things.size(),
                                                         steps.data());
  return ended == TOUCHLINE_STATUS_OK ? std::optional(std::move(steps)) : std::nullopt;
}

/** Many sets of open commands at once: what touchline_lifecycle_open() gives for each place. Both have the same length, or there is nothing. */
inline std::optional<std::vector<std::uint64_t>> lifecycle_open_many(const std::vector<std::uint32_t> &things,
                                                                     const std::vector<std::uint32_t> &states) {
  if (things.size() != states.size()) {
    return std::nullopt;
  }
  std::vector<std::uint64_t> open(things.size());
  touchline_status ended = touchline_lifecycle_open_many(things.data(), states.data(), things.size(), open.data());
  return ended == TOUCHLINE_STATUS_OK ? std::optional(std::move(open)) : std::nullopt;
}

/** The level of a published score: a TOUCHLINE_SKILL_LEVEL_ constant, which is _NONE where no score is published as this. */
inline std::uint32_t skill_level(std::uint32_t published) noexcept { return touchline_skill_level(published); }

/** A decision on a permission. */
struct decision {
  bool allowed;
  /** The TOUCHLINE_RULE_ that decided. */
  std::uint32_t rule;
};

/** Whether an action is allowed with these roles and relations; nothing where a number is not known. */
inline std::optional<decision> permit(std::uint32_t action, std::uint32_t roles,
                                      std::uint32_t relations) noexcept {
  std::uint64_t packed = touchline_permit(action, roles, relations);
  if (packed == UINT64_MAX) {
    return std::nullopt;
  }
  return decision{(packed & 1) == 1, static_cast<std::uint32_t>(packed >> 32)};
}

/** Many permissions at once: what touchline_permit() gives for each place. All three have the same length, or there is nothing. */
inline std::optional<std::vector<std::uint64_t>> permit_many(const std::vector<std::uint32_t> &actions,
                                                             const std::vector<std::uint32_t> &roles,
                                                             const std::vector<std::uint32_t> &relations) {
  if (actions.size() != roles.size() || roles.size() != relations.size()) {
    return std::nullopt;
  }
  std::vector<std::uint64_t> decisions(actions.size());
  touchline_status ended = touchline_permit_many(actions.data(), roles.data(), relations.data(), actions.size(),
                                                 decisions.data());
  return ended == TOUCHLINE_STATUS_OK ? std::optional(std::move(decisions)) : std::nullopt;
}

/** Something of the Arrow C interfaces (an ArrowArray, ArrowSchema or ArrowArrayStream) that is released by scope. */
template <class T> class arrow {
public:
  arrow() = default;
  /** Takes over what somebody made. */
  explicit arrow(T owned) noexcept : raw_(owned) {}
  arrow(arrow &&other) noexcept : raw_(other.give()) {}
  arrow &operator=(arrow &&other) noexcept {
    if (this != &other) {
      clear();
      raw_ = other.give();
    }
    return *this;
  }
  arrow(const arrow &) = delete;
  arrow &operator=(const arrow &) = delete;
  ~arrow() { clear(); }

  /** For a function that writes here, or that takes over what is here. */
  T *get() noexcept { return &raw_; }
  const T *get() const noexcept { return &raw_; }
  const T *operator->() const noexcept { return &raw_; }

  /** Whether there is anything. */
  explicit operator bool() const noexcept { return raw_.release != nullptr; }

  /** Hands over what is here; it is no longer this object's own. */
  T give() noexcept { return std::exchange(raw_, T{}); }

private:
  void clear() noexcept {
    if (raw_.release != nullptr) {
      raw_.release(&raw_);
    }
    raw_ = T{};
  }

  T raw_{};
};

using arrow_array = arrow<ArrowArray>;
using arrow_schema = arrow<ArrowSchema>;
using arrow_stream = arrow<ArrowArrayStream>;

/** A table in one piece, with its schema. */
struct table {
  arrow_array columns;
  arrow_schema schema;
};

/** Scores tables by one framework. */
class scorer {
public:
  using raw = touchline_scorer;
  /** Takes over a handle from touchline.h. */
  explicit scorer(raw *owned) noexcept : handle_(owned) {}

  /** Begins to score tables; the options are those of touchline_scorer_new(). */
  static result<scorer> begin(std::string_view options = {}) {
    return detail::handed_out<scorer>([&](raw **begun, touchline_buffer *json) {
      return touchline_scorer_new(options.data(), options.size(), begun, json);
    });
  }

  /** Scores a table of one piece, which is taken over however the call ends. */
  result<table> score(table measured) const {
    table scores;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_scorer_score(handle_.get(), measured.columns.get(), measured.schema.get(),
                                    scores.columns.get(), scores.schema.get(), json);
    });
    if (!said.ok()) {
      return said;
    }
    return scores;
  }

  /** Scores a table batch by batch, as its scores are asked for. The table is taken over however the call ends. */
  result<arrow_stream> stream(arrow_stream measured, touchline_progress progress = nullptr,
                              void *context = nullptr) const {
    arrow_stream scores;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_scorer_stream(handle_.get(), measured.get(), progress, context, scores.get(), json);
    });
    if (!said.ok()) {
      return said;
    }
    return scores;
  }

private:
  detail::handle<raw, touchline_scorer_free> handle_;
};

namespace detail {

/** Makes a call that takes a table over and gives another. */
template <class Call>
result<arrow_stream> told_of(Call call, std::string_view options, arrow_stream &rows, touchline_progress progress,
                             void *context) {
  arrow_stream figures;
  answer said = answered([&](touchline_buffer *json) {
    return call(options.data(), options.size(), rows.get(), progress, context, figures.get(), json);
  });
  if (!said.ok()) {
    return said;
  }
  return figures;
}

} // namespace detail

/** Tells why the scores of each row of a table are what they are: touchline_tables_explain(). */
inline result<arrow_stream> tables_explain(std::string_view options, arrow_stream measured,
                                           touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_explain, options, measured, progress, context);
}

/** Tells what would lift the score of each row of a table to a target: touchline_tables_what_if(). */
inline result<arrow_stream> tables_what_if(std::string_view options, arrow_stream measured,
                                           touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_what_if, options, measured, progress, context);
}

/** Adds a table of calls up, group by group, and scores the groups: touchline_tables_group(). */
inline result<arrow_stream> tables_group(std::string_view options, arrow_stream calls,
                                         touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_group, options, calls, progress, context);
}

/** Measures calls from a table of what was said in them: touchline_tables_conversations(). */
inline result<arrow_stream> tables_conversations(std::string_view options, arrow_stream segments,
                                                 touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_conversations, options, segments, progress, context);
}

/** Scores a table of filled scorecards: touchline_tables_scorecards(). */
inline result<arrow_stream> tables_scorecards(std::string_view options, arrow_stream forms,
                                              touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_scorecards, options, forms, progress, context);
}

/** Tells how far raters agree: touchline_tables_agreement(). */
inline result<arrow_stream> tables_agreement(std::string_view options, arrow_stream ratings,
                                             touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_agreement, options, ratings, progress, context);
}

/** Tells how severe raters are: touchline_tables_severity(). */
inline result<arrow_stream> tables_severity(std::string_view options, arrow_stream ratings,
                                            touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_severity, options, ratings, progress, context);
}

/** Ranks people fairly: touchline_tables_ranking(). */
inline result<arrow_stream> tables_ranking(std::string_view options, arrow_stream observed,
                                           touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_ranking, options, observed, progress, context);
}

/** Tells how long people take to become proficient: touchline_tables_time_to_proficiency(). */
inline result<arrow_stream> tables_time_to_proficiency(std::string_view options, arrow_stream scores,
                                                       touchline_progress progress = nullptr,
                                                       void *context = nullptr) {
  return detail::told_of(touchline_tables_time_to_proficiency, options, scores, progress, context);
}

/** Tells which way what was measured of people goes: touchline_tables_trends(). */
inline result<arrow_stream> tables_trends(std::string_view options, arrow_stream values,
                                          touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_trends, options, values, progress, context);
}

/** Tells how coaching is taken that was delivered: touchline_tables_practice(). */
inline result<arrow_stream> tables_practice(std::string_view options, arrow_stream deliveries,
                                            touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_practice, options, deliveries, progress, context);
}

/** Tells the effect of coaching on what was measured of people: touchline_tables_value_effects(). */
inline result<arrow_stream> tables_value_effects(std::string_view options, arrow_stream values,
                                                 touchline_progress progress = nullptr, void *context = nullptr) {
  return detail::told_of(touchline_tables_value_effects, options, values, progress, context);
}

/** A table of facts, and which: `deals`, `calls` and the others that touchline_facts names. */
struct fact_table {
  std::string_view name;
  arrow_stream rows;
};

namespace detail {

/** Tables of facts as C takes them; their streams stay where they are. */
inline std::vector<touchline_facts> as_facts(std::vector<fact_table> &tables) {
  std::vector<touchline_facts> facts;
  facts.reserve(tables.size());
  for (fact_table &table : tables) {
    facts.push_back({table.name.data(), table.name.size(), table.rows.get()});
  }
  return facts;
}

} // namespace detail

/** Measures success metrics over tables of facts, which are taken over: touchline_tables_metrics(). */
inline result<arrow_stream> tables_metrics(std::string_view options, std::vector<fact_table> tables) {
  arrow_stream figures;
  std::vector<touchline_facts> facts = detail::as_facts(tables);
  answer said = detail::answered([&](touchline_buffer *json) {
    return touchline_tables_metrics(options.data(), options.size(), facts.data(), facts.size(), figures.get(), json);
  });
  if (!said.ok()) {
    return said;
  }
  return figures;
}

/** Tells the effect of coaching over tables of facts, which are taken over: touchline_tables_effects(). */
inline answer tables_effects(std::string_view options, std::string_view effect, std::vector<fact_table> tables) {
  std::vector<touchline_facts> facts = detail::as_facts(tables);
  return detail::answered([&](touchline_buffer *json) {
    return touchline_tables_effects(options.data(), options.size(), effect.data(), effect.size(), facts.data(),
                                    facts.size(), json);
  });
}

/** A row's scores, by a skill_scorer. */
struct skill_scores {
  touchline_skill_score overall{};
  std::vector<touchline_skill_score> areas;
  std::vector<touchline_skill_component> components;
};

/** A skill framework, ready to score one row after another. */
class skill_scorer {
public:
  using raw = touchline_skill_scorer;
  /** Takes over a handle from touchline.h, of a framework with so many areas. */
  skill_scorer(raw *owned, std::size_t areas) noexcept : handle_(owned), areas_(areas) {}

  /** Begins to score rows; the input is that of touchline_skill_scorer_new(). `areas` is how many the framework has. */
  static result<skill_scorer> begin(std::string_view input, std::size_t areas) {
    raw *begun = nullptr;
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_skill_scorer_new(input.data(), input.size(), &begun, json);
    });
    if (!said.ok()) {
      return said;
    }
    return skill_scorer(begun, areas);
  }

  /** Scores one row: a measure for each component in the framework's order, none where there is nothing. */
  result<skill_scores> score(const std::vector<std::optional<double>> &row) const {
    std::vector<double> values;
    std::vector<std::uint8_t> present;
    for (const auto &measure : row) {
      values.push_back(measure.value_or(0));
      present.push_back(measure.has_value() ? 1 : 0);
    }
    skill_scores scores;
    scores.areas.resize(areas_);
    scores.components.resize(row.size());
    answer said = detail::answered([&](touchline_buffer *json) {
      return touchline_skill_scorer_score(handle_.get(), values.data(), present.data(), values.size(), &scores.overall,
                                          scores.areas.data(), scores.areas.size(), scores.components.data(), json);
    });
    if (!said.ok()) {
      return said;
    }
    return scores;
  }

private:
  detail::handle<raw, touchline_skill_scorer_free> handle_;
  std::size_t areas_;
};

} // namespace touchline

#endif /* TOUCHLINE_HPP */
