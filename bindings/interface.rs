//! What C is offered: a row a function, in Rust's words and without bodies, from which `cargo xtask generate` prints
//! `bindings/c/src/exports.rs`, and from that the header.
//!
//! - A trait is a handle, and its bound what stands behind it: `&self` reads that, `&mut self` changes it, `self` uses
//!   it up. That every handle can be freed needs no row.
//! - Parameters have C's order; `answer` comes last by itself, unless something else is returned. `Bytes` and `Name` are
//!   a pointer and a length, `[T; n]` as many as the parameter `n` says. `Take` is taken over, `Out` is written to, and
//!   `Option` may be NULL. `Watch` is a function to be called, with its `context`.
//! - `#[by(…)]` names what does it, where that is not the function of its name behind the handle, or of the waist.
//!   `#[or(…)]` are statuses besides those of all its kind. `#[many(…)]` names arrays for which the same is offered.
//! - The doc says what it does; then, a line each, what parameters and answer are; then what is to be said besides. What
//!   holds for all functions or parameters of a kind is added where it is printed.

extern "C" {
    /// The binary interface of the library that is running.
    #[by(version::interface)]
    fn abi_version() -> u32;

    /// The version of the library that is running, such as "0.1.0".
    #[by(version::library)]
    fn version() -> Text;

    /// The version of the time zone data in the library that is running, such as "2025b".
    #[by(version::zones)]
    fn tzdb_version() -> Text;

    /// The name of a status, such as "bad_input", or NULL for a number that is no status.
    ///
    /// `status`: what a function returned.
    #[by(answer::name)]
    fn status_name(status: Status) -> Text;

    /// Makes ready what the first calls would make ready, each for itself: how every input is read, and
    /// what ships as data, such as lists of phrases, and words and fonts of reports. A first command
    /// takes tens of milliseconds without it, and others that come first at the same time wait for it.
    ///
    /// `answer`: `null`.
    ///
    /// Any thread may call it at any time, and again; call it before a fork, too. It takes some tenths of a second.
    fn warm_up();

    /// Runs a stateless operation, such as `time.local_day`.
    ///
    /// `operation`: its name.
    /// `input`: its input in JSON.
    /// `answer`: its output; or the rejection, the keys of the facts that it still needs, or the faults.
    ///
    /// Any thread may call it at any time.
    #[or(REJECTED, NEEDS_FACTS)]
    fn call(operation: Name, input: Bytes);
}

/// A tenant's things in memory. It does no I/O: keep the records that it gives, and load them again with a
/// touchline_loader.
trait Workspace: waist::Workspace {
    /// Opens an empty workspace.
    ///
    /// `policy`: a policy document in JSON; NULL with length 0 means the default policy.
    /// `answer`: `null`, or every fault of the policy at once.
    fn open(policy: Bytes, workspace: Out<Workspace>);

    /// Executes one command.
    ///
    /// `command`: the command in JSON.
    /// `record`: receives the record to keep: append it to your log, with a line end after it, before you act on the
    /// answer. Empty unless the command was accepted. A record that nobody keeps is a change that the next load does
    /// not know.
    /// `answer`: the outcome (accepted with its receipt, or repeated), the rejection, or the faults.
    ///
    /// With any other status than _OK nothing has changed; but after _DEFECT take the workspace for lost, and load it
    /// anew.
    #[or(REJECTED)]
    fn execute(&mut self, command: Bytes, record: Out<Buffer>);

    /// Executes many commands in one crossing, each as touchline_workspace_execute() would.
    ///
    /// `commands`: one command a line.
    /// `records`: receives the records to keep, each ended by a line end: append them to your log as they are.
    /// `accepted`: receives how many commands were accepted, which is the number of records.
    /// `answer`: a line for each command, `{"answer":…,"status":"…"}`, in the order of the commands. A command that is
    /// refused does not stop those after it; one that ends in a defect does, and so do refusals of which more than 16 MiB
    /// are told: the answer of the first command that was not tried says so then, and there is none of those after it.
    ///
    /// The status is _OK whatever became of the single commands. With any other nothing has changed, and `answer` tells
    /// why; but after _DEFECT take the workspace for lost, and load it anew.
    fn execute_many(&mut self, commands: Bytes, records: Out<Buffer>, accepted: Option<Out<u64>>);

    /// Asks a question.
    ///
    /// `query`: `{"viewer","at","type","body"}` in JSON.
    /// `answer`: the view, as far as the viewer may see it; or the rejection, or the faults.
    #[or(REJECTED)]
    fn ask(&self, query: Bytes);

    /// Tells which commands are open to a viewer on a thing, and with which code each other one is refused.
    ///
    /// `question`: `{"viewer","at","thing":{"type","id"}}` in JSON.
    /// `answer`: each command as open or closed; or the rejection, or the faults.
    #[or(REJECTED)]
    fn available(&self, question: Bytes);

    /// Tells how far a workspace has come, for a host that reads on from there.
    ///
    /// `answer`: `{"head","seq"}`: the hash and the place of the last record, null and 0 where there is none.
    fn place(&self);

    /// Takes further records into a workspace, for a host that follows a log which another process writes.
    ///
    /// `records`: whole records, each ended by a line end. They follow on the last record that the workspace holds.
    /// `answer`: what was taken in, or why not.
    ///
    /// After _DEFECT take the workspace for lost, and load it anew.
    #[or(REJECTED)]
    fn replay(&mut self, records: Bytes);

    /// Begins a snapshot: everything that the workspace holds, for a touchline_loader to start from.
    ///
    /// `answer`: `null`, or why not.
    #[by(Cursor::begin)]
    fn snapshot(&self, snapshot: Out<Snapshot>);
}

/// How far a snapshot has been taken. It may be freed before it is complete, and before or after its workspace, whose
/// memory it keeps.
trait Snapshot: crate::snapshot::Cursor {
    /// Takes the next chunk of a snapshot, about 1 MiB. The chunks, written one after the other, are the snapshot; they
    /// may be cut again anywhere.
    ///
    /// The workspace must not change meanwhile: if it has, the rest of the snapshot is refused, and another one is to
    /// be begun. Taking a chunk is a call that reads the workspace.
    ///
    /// `chunk`: receives the bytes; length 0 says that the snapshot is complete.
    /// `answer`: `null`, or why not.
    #[or(REJECTED)]
    fn next(&mut self, chunk: Out<Buffer>);
}

/// A workspace being loaded: a snapshot or nothing, then any number of records.
trait Loader: waist::Loader {
    /// Begins to load a workspace.
    ///
    /// `policy`: a policy document in JSON; NULL with length 0 means the default policy.
    /// `answer`: `null`, or every fault of the policy at once.
    fn new(policy: Bytes, loader: Out<Loader>);

    /// Begins to load a workspace as it was at a past moment, out of a log alone. It can be asked about, by those who
    /// may ask so by the people and the policy of the log's end (`asked_by` of a query), and not be changed.
    ///
    /// `policy`: as for touchline_loader_new().
    /// `as_of`: `{"at":…}` in JSON: the moment.
    /// `answer`: `null`, or every fault of the policy or of the moment at once.
    fn as_of(policy: Bytes, as_of: Bytes, loader: Out<Loader>);

    /// Feeds the next bytes of a snapshot or log.
    ///
    /// `chunk`: the bytes, cut anywhere.
    /// `answer`: `null`, or what is wrong. After a refusal the load cannot succeed any more: free the loader.
    #[or(REJECTED)]
    fn feed(&mut self, chunk: Bytes);

    /// Ends the load and hands the workspace over.
    ///
    /// `answer`: `null`, or what is wrong.
    #[or(REJECTED)]
    fn finish(self, workspace: Out<Workspace>);
}

/// A log being verified.
trait Verifier: waist::Verifier {
    /// Begins to verify a log.
    ///
    /// `expect`: `{"head":…,"count":…}` in JSON as kept elsewhere; NULL with length 0 where nothing was kept, and then
    /// a cut tail or a chain computed anew cannot be noticed, which the answer says.
    /// `answer`: `null`, or the faults of `expect`.
    fn new(expect: Bytes, verifier: Out<Verifier>);

    /// Feeds the next bytes of the log.
    ///
    /// `chunk`: the bytes, cut anywhere.
    /// `answer`: `null`, or what is wrong with the call. What is wrong with the log is told by
    /// touchline_verifier_finish().
    fn feed(&mut self, chunk: Bytes);

    /// Ends the check and tells its result.
    ///
    /// `answer`: that the log is whole, with its head and count, or the first record that is not.
    #[or(REJECTED)]
    fn finish(self);
}

/// A log being redacted, which takes two readings of it.
trait Redactor: waist::Redactor {
    /// Begins to redact a log. What was ordered stands in the log itself, in its records of `person.redact`.
    ///
    /// First the whole log is fed to touchline_redactor_survey(), then once more to touchline_redactor_rewrite(), which
    /// gives out what is to stand in its place, then comes touchline_redactor_finish(). What was given out may replace
    /// nothing before that one has said TOUCHLINE_STATUS_OK.
    ///
    /// `answer`: `null`, or what is wrong with the call.
    fn new(redactor: Out<Redactor>);

    /// Feeds the next bytes of the first reading.
    ///
    /// `chunk`: the bytes, cut anywhere.
    /// `answer`: `null`, or what is wrong with the call. What is wrong with the log is told when it is rewritten.
    fn survey(&mut self, chunk: Bytes);

    /// Feeds the next bytes of the second reading, and gives out what is to stand in their place.
    ///
    /// `chunk`: the bytes, cut anywhere.
    /// `rewritten`: receives the bytes, which may be none.
    /// `answer`: `null`, or the first record that is not as it was written. After a refusal the log cannot be redacted
    /// any more: free the redactor.
    #[or(REJECTED)]
    fn rewrite(&mut self, chunk: Bytes, rewritten: Out<Buffer>);

    /// Ends the second reading and tells what came of it.
    ///
    /// `rewritten`: receives the last bytes, which may be none.
    /// `answer`: what is gone from the log and what is left of those who were redacted, or what is wrong.
    #[or(REJECTED)]
    fn finish(self, rewritten: Out<Buffer>);
}

/// A policy, a framework, catalogues or a scorecard being tried on a log.
trait Trial: waist::Trial {
    /// Begins to try a policy on a log: each of its commands is decided anew, in a workspace of the trial's own.
    ///
    /// `tried`: `{"policy":…,"log_policy":…,"commands":[…],"limit":…}` in JSON: the policy to try, the one that was in
    /// force in the log before one was adopted, commands that are not in the log, and how many differences are listed;
    /// `{"framework":…,"replaces":…,"log_frameworks":[…],"measures":[…],"catalogues":[…],"log_catalogues":[…]}` besides:
    /// the framework to try and in which one's place, those of the host's own that the log went by, what was measured,
    /// and the catalogues to try and to go by; `{"scorecard":…,"replaces_scorecard":…}` besides: the scorecard to try, and
    /// in which one's place. All but `policy` may be left out.
    /// `answer`: `null`, or every fault of `tried` at once.
    fn new(tried: Bytes, trial: Out<Trial>);

    /// Feeds the next bytes of the log.
    ///
    /// `chunk`: the bytes, cut anywhere.
    /// `answer`: `null`, or what is wrong. After a refusal nothing can come of the trial any more: free it.
    #[or(REJECTED)]
    fn feed(&mut self, chunk: Bytes);

    /// Ends the trial and tells its result.
    ///
    /// `answer`: which commands would have ended differently, who would have other figures before them, and which skill
    /// reports would say something else.
    #[or(REJECTED)]
    fn finish(self);
}

extern "C" {
    /// One step of a lifecycle, by its table alone: who asks, and what else the command needs, is not looked at.
    ///
    /// `thing`, `state`, `command`: a TOUCHLINE_THING_ constant and two of the thing's own, such as
    /// TOUCHLINE_BUNDLE_STATE_DRAFT and TOUCHLINE_BUNDLE_COMMAND_RELEASE.
    ///
    /// Returns two numbers in one. The upper 32 bits: 0 where the table lets the command through, else the
    /// TOUCHLINE_CODE_ with which it is refused. The lower 32 bits: the state that it leads to, or 0. UINT64_MAX where
    /// a number is not known.
    #[many(things, states, commands, steps)]
    fn lifecycle_step(thing: u32, state: u32, command: u32) -> u64;

    /// The commands that a state lets through, by the lifecycle's table alone.
    ///
    /// `thing`, `state`: as for touchline_lifecycle_step().
    ///
    /// Returns a set: bit n is 1 where the command with number n is open. UINT64_MAX where a number is not known.
    #[many(things, states, open)]
    fn lifecycle_open(thing: u32, state: u32) -> u64;

    /// Whether an action is allowed to somebody with these roles who stands in these relations to the thing, with the
    /// capabilities that the built-in roles have. The policy is not asked: `access.decide` takes it.
    ///
    /// `action`: a TOUCHLINE_ACTION_ constant.
    /// `roles`, `relations`: sets, bit n for the TOUCHLINE_ROLE_ or TOUCHLINE_RELATION_ constant n.
    ///
    /// Returns two numbers in one. The upper 32 bits: the TOUCHLINE_RULE_ that decided, or 0 where none is about the
    /// action. The lower 32 bits: 1 where it is allowed, 0 where it is denied. UINT64_MAX where a number is not known.
    #[many(actions, roles, relations, decisions)]
    fn permit(action: u32, roles: u32, relations: u32) -> u64;
}

/// Scores tables by one framework.
trait Scorer: touchline_tables::Scorer {
    /// Begins to score tables.
    ///
    /// `options`: how, in JSON: {options of score}; NULL with length 0 means what stands here.
    /// `framework` is the key of one that ships, or a document as `skill.frameworks` prints it; what `…` stands for has
    /// no default. `roles` and `tenure_days` are refused without `recommendations`, which they are for.
    /// `answer`: `null`, or every fault of the options at once.
    fn new(options: Bytes, scorer: Out<Scorer>);

    /// Scores a table of one piece.
    ///
    /// `table`: a struct array with a column of numbers for each component. Nothing of it is copied.
    /// `schema`: its schema, which stays the caller's.
    /// `scores`: receives a struct array of the scores.
    /// `scores_schema`: receives its schema.
    /// `answer`: `null`, or every fault of the table, with its column and row.
    #[by(tables::score)]
    fn score(
        &self,
        table: Take<ArrowArray>,
        schema: &ArrowSchema,
        scores: Out<ArrowArray>,
        scores_schema: Out<ArrowSchema>,
    );

    /// Scores a table batch by batch, as its scores are asked for, in the memory of one batch.
    ///
    /// `table`: a stream of struct arrays.
    /// `progress`: is called after each batch, on the thread that asked for it; or NULL. Where it stops the stream, the
    /// next batch is an error that says so.
    /// `context`: handed to `progress`, and to be valid until the stream is released.
    /// `scores`: receives the stream of scores. What is wrong with a batch is told by its `get_last_error`.
    /// `answer`: `null`, or every fault of the table's columns.
    ///
    /// The scorer may be freed before the stream.
    #[by(tables::stream)]
    fn stream(&self, table: Take<ArrowArrayStream>, progress: Watch, scores: Out<ArrowArrayStream>);
}

extern "C" {
    /// Adds a table of calls up, group by group, and scores the groups.
    ///
    /// `options`: how, in JSON: {options of groups}; NULL with length 0 means that the
    /// whole table is one group. What `…` stands for has no default: nothing is withheld unless `least_people` says how
    /// many people a group needs, which `person` names the column of. Refused are `every`, `zone` and `naive` without
    /// `at`, `viewer` and `as_of` without `least_people`, and `as_of` without `at`, since they would do nothing.
    /// `table`: a stream of struct arrays.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch with a row for each group.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::group)]
    fn tables_group(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells why the scores of each row of a table are what they are: what each component gave and kept, with the figures of
    /// `skill.explain` to the last bit.
    ///
    /// `options`: how, in JSON: {options of explain}; NULL with
    /// length 0 means every area of the framework `sales`. With the layout `parts` there is a row for each component of a row.
    /// `table`: a stream of struct arrays.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of as many batches as `table` has.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::explain)]
    fn tables_explain(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells what would lift the score of each row of a table to a target, with the figures of `skill.what_if` to the last
    /// bit.
    ///
    /// `options`: which target and how, in JSON: {options of what_if}. `target` names the column of the
    /// scores that are to be reached; or `score` is the one of all rows.
    /// `table`: a stream of struct arrays.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of as many batches as `table` has.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::what_if)]
    fn tables_what_if(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Scores a table of filled scorecards: a row for each form, with the figures of `scorecard.score` to the last bit.
    ///
    /// `options`: by which template and how, in JSON: {options of scorecards}. With the layout
    /// `answers` each row is an answer, and `form` names the column that says of which form.
    /// `table`: a stream of struct arrays.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `scores` is released.
    /// `context`: handed to `progress`.
    /// `scores`: receives a stream of one batch with a row for each form; with `detail`, for each section and each
    /// question of one.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::scorecards)]
    fn tables_scorecards(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, scores: Out<ArrowArrayStream>);

    /// Measures calls from a table of what was said in them: a row for each call, with the figures of `talk.measure` to the
    /// last bit.
    ///
    /// `options`: with what calls are measured, in JSON: {options of conversations}.
    /// `table`: a stream of struct arrays, each row a segment: `call` and `text`, and, where they are known, `speaker`,
    /// `role`, `start`, `end`, `language`, `consented`.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `measures` is released.
    /// `context`: handed to `progress`.
    /// `measures`: receives a stream of one batch with a row for each call; where `tells` is `hits`, for each phrase and
    /// each question that was found.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::conversations)]
    fn tables_conversations(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, measures: Out<ArrowArrayStream>);

    /// Tells how far raters agree: a row for each coefficient of each group of a table of ratings, with the figures of the
    /// operations of agreement to the last bit.
    ///
    /// `options`: what ratings say, and what is told, in JSON: {options of agreement}.
    /// `table`: a stream of struct arrays, each row a rating.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::agreement)]
    fn tables_agreement(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells how severe raters are: a row for each rater of each group of a table of ratings, or for each person, with the
    /// figures of `agreement.severity` to the last bit.
    ///
    /// `options`: what is told, in JSON: {options of severity}.
    /// `table`: a stream of struct arrays, each row a rating.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::severity)]
    fn tables_severity(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Ranks people fairly: a row for each person of each group, with the figures of `insight.ranking` to the last bit.
    ///
    /// `options`: what is told, in JSON: {options of ranking}.
    /// `table`: a stream of struct arrays, each row what was observed of a person.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::ranking)]
    fn tables_ranking(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells how many weeks people take to become proficient: a row for each group, person or step of the curve, with the
    /// figures of `insight.time_to_proficiency` to the last bit.
    ///
    /// `options`: what is told, in JSON: {options of time_to_proficiency}.
    /// `table`: a stream of struct arrays, each row a score of somebody.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::time_to_proficiency)]
    fn tables_time_to_proficiency(
        options: Bytes,
        table: Take<ArrowArrayStream>,
        progress: Watch,
        figures: Out<ArrowArrayStream>,
    );

    /// Tells how coaching is taken: a row for each group of a table of what was delivered, or for each person in it, with the figures of
    /// `insight.manager` and `insight.person` to the last bit.
    ///
    /// `options`: what is told, in JSON: {options of practice}.
    /// `table`: a stream of struct arrays, each row something that was delivered to somebody at a moment.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::practice)]
    fn tables_practice(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells which way what was measured of people goes: a row for each person, with the figures of `insight.trend` to
    /// the last bit, or for each of their windows.
    ///
    /// `options`: what is told, in JSON: {options of trends}.
    /// `table`: a stream of struct arrays, each row what was measured of somebody on a day.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::trends)]
    fn tables_trends(options: Bytes, table: Take<ArrowArrayStream>, progress: Watch, figures: Out<ArrowArrayStream>);

    /// Tells the effect of coaching on what was measured of people: a row for each effect of each group, or for each person who
    /// was coached, with the figures of `insight.effect` to the last bit.
    ///
    /// `options`: what is told, in JSON: {options of value_effects}.
    /// `table`: a stream of struct arrays, each row what was measured of a person at a moment.
    /// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
    /// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
    /// `context`: handed to `progress`.
    /// `figures`: receives a stream of one batch.
    /// `answer`: `null`, or every fault of the options, or of the table with its column and row.
    #[by(tables::value_effects)]
    fn tables_value_effects(
        options: Bytes,
        table: Take<ArrowArrayStream>,
        progress: Watch,
        figures: Out<ArrowArrayStream>,
    );

    /// Measures success metrics over tables of facts: the figures of `metric.measure` over the same records, to the
    /// last bit.
    ///
    /// `options`: what and how, in JSON: {options of metrics}.
    /// `facts`: `count` tables, in any order; of one that is not there nothing is known, and one that comes in several
    /// streams is all of them.
    /// `figures`: receives a stream of one batch with a row for each metric, by window, then by whose it is.
    /// `answer`: `null`, or every fault of the options, or of a table with its name, column and row; or why the facts
    /// have no figures: currencies that nobody put together.
    ///
    /// More than 4,000,000 figures are refused before one is made.
    #[by(facts::metrics)]
    #[or(REJECTED)]
    fn tables_metrics(options: Bytes, facts: Take<[Facts; count]>, count: usize, figures: Out<ArrowArrayStream>);

    /// Tells the effect of coaching on success metrics over tables of facts: the answer of `metric.effect` over the
    /// same records, byte for byte.
    ///
    /// `options`: those of touchline_tables_metrics(), of which `by`, `calendar` and `windows` are of no matter here:
    /// days are those around the coaching.
    /// `effect`: whose coaching, in JSON: `{"coaching":{"coached":[{"person":"…", "engagement":{"first":"…",
    /// "last":"…"}}], "comparison":[{"person":"…"}], "days":90, "zone":"…", "known":{"first":"…", "last":"…"}},
    /// "by_person":false}`, each of which may be left out but who was coached. People are the owners of facts. `known`
    /// says from which day on, and up to which one, records are known; each person may have their own.
    /// `facts`: `count` tables, as in touchline_tables_metrics(); `teams` is of no matter here.
    /// `answer`: the effects; or every fault of the options, of the coaching, or of a table with its name, column and
    /// row; or why the facts have no figures: currencies that nobody put together.
    #[by(facts::effects)]
    #[or(REJECTED)]
    fn tables_effects(options: Bytes, effect: Bytes, facts: Take<[Facts; count]>, count: usize);
}

/// A skill framework, ready to score one row after another.
trait SkillScorer: waist::Scorer {
    /// Begins to score rows one by one.
    ///
    /// `input`: `{"framework":"sales","view":…}` in JSON, each of which may be left out; NULL with length 0 means the
    /// framework `sales` as a whole. `framework` is the key of one that ships, or a document.
    /// `answer`: `{"areas":[…],"components":[…]}`, the keys in the framework's order: their places are those of the
    /// arrays of touchline_skill_scorer_score(), and their numbers the lengths of these. Or every fault of the input.
    #[by(skill::open)]
    fn new(input: Bytes, scorer: Out<SkillScorer>);

    /// Scores one row, and tells what every component gave.
    ///
    /// `values`: `count` raw measures, one for each component in the framework's order.
    /// `present`: `count` bytes, 0 where a measure is missing, whatever stands in `values`; or NULL where none is.
    /// `overall`: receives the score over all.
    /// `areas`: room for `area_count` scores, one for each area; or NULL with 0.
    /// `components`: room for `count` components; or NULL.
    /// `answer`: `null`, or what is wrong: a count that is not the framework's, or a measure that is not finite.
    ///
    /// Nothing is written to the arrays unless the status is TOUCHLINE_STATUS_OK, and nothing of the result is to be
    /// freed but `answer`.
    #[by(skill::score)]
    fn score(
        &self,
        values: [f64; count],
        present: Option<[u8; count]>,
        count: usize,
        overall: Out<SkillScore>,
        areas: Out<[SkillScore; area_count]>,
        area_count: usize,
        components: Option<Out<[SkillComponent; count]>>,
    );
}

extern "C" {
    /// The level of a published score: a TOUCHLINE_SKILL_LEVEL_ constant, which is _NONE where no score is published as
    /// this.
    ///
    /// `published`: the score.
    fn skill_level(published: u32) -> u32;
}
