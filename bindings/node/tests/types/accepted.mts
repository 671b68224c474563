// What must compile, for `import`: every door, with the types that come out of it.
import {
  Conflict,
  InvalidInput,
  NotAllowed,
  Rejected,
  TouchlineError,
  Workspace,
  lifecycleStep,
  lifecycleStepMany,
  law,
  load,
  metric,
  numbers,
  permit,
  callAsync,
  policy,
  time,
  verify,
  version,
} from 'touchline';
import type { Actor, AnsweredTo, Availability, Benchmarked, BundleId, CoachingMetricEffects, Command, CommandName, CommandOf, Commands, Decision, Executed, FactKey, Measured, PersonId, Queries, QueryName, Receipt, RejectionOf } from 'touchline';
import { SkillScorer, type SkillLevel } from 'touchline';
import * as tables from 'touchline/tables';
import * as waist from 'touchline/waist';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;

const id = '5c5c1f3a-6a52-4d0e-8c5b-2b7a60c17e55';
const at = '2026-03-02T09:00:00.000Z';

// A command's body follows from its name.
const release: CommandOf<'bundle.release'> = { id, actor: id, at, type: 'bundle.release', body: { bundle: id } };
const commands: Command[] = [
  release,
  { id, actor: 'system', at, type: 'person.record', body: { person: id, name: 'Ana' } },
  { id, actor: id, at, entropy: 'e', expected_version: 3, type: 'bundle.respond', body: { bundle: id, kind: 'reflection', text: 'x' } },
];

const workspace = new Workspace();
new Workspace({});
new Workspace('{}');

const executed = workspace.execute(release);
same<typeof executed, Executed>(true);
if (executed.repeated) same<typeof executed.record, null>(true);
else same<[typeof executed.record, typeof executed.receipt], [string, Receipt]>(true);
workspace.execute('{}');
workspace.execute(new Uint8Array());

for (const outcome of workspace.executeMany(commands)) {
  if (outcome instanceof TouchlineError) outcome.code;
  else outcome.seq;
}
const later: Promise<(Executed | TouchlineError)[]> = workspace.executeManyAsync(new Set(commands));

// A helper of one's own keeps the types.
const does = <T extends CommandName>(actor: string, type: T, body: Commands[T]): Executed =>
  workspace.execute({ id, actor, at, type, body });
does(id, 'bundle.release', { bundle: id });
for (const command of commands) workspace.execute(command);

// Over one's own tables it keeps them as well.
const decides = <T extends CommandName>(command: CommandOf<T>) => law.decide({ command, facts: [] });
void decides(release);
for (const command of commands) void law.decide({ command, facts: [] });
void law.identify({ command: release });

// An id is text that names what it says: no cast is needed either way.
const ana: PersonId = id;
const named: string = ana;
const actor: Actor = Math.random() < 0.5 ? ana : 'system';
const byPerson = new Map<PersonId, BundleId>([[id, id]]);
void [named, actor, byPerson.get(id)];

// A view follows from the query's name.
const packs = workspace.ask({ viewer: id, at, type: 'bundle.packs', body: { list: 'active' } });
same<typeof packs, Queries['bundle.packs']['view']>(true);
const any: Queries[QueryName]['view'] = workspace.ask('{}');
const available: Availability[] = workspace.available({ viewer: id, at, thing: { type: 'bundle', id } });

const soon: Promise<[typeof packs, Executed, Availability[]]> = Promise.all([
  workspace.askAsync({ viewer: id, at, type: 'bundle.packs', body: { list: 'active' } }),
  workspace.executeAsync(release),
  workspace.availableAsync({ viewer: id, at, thing: { type: 'bundle', id } }),
]);
void load(workspace.snapshotAsync());

const [chunk] = workspace.snapshot();
same<typeof chunk, Uint8Array | undefined>(true);
const loaded: Promise<Workspace> = load(workspace.snapshot(), { records: ['{}'], policy: {} });
async function* chunks(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array();
}
void load(chunks(), { signal: { throwIfAborted() {} } });
void load(chunks()).then((workspace) => workspace.replay(['{}']));
void verify(chunks(), { head: 'h', count: 1 });

try {
  workspace.execute(release);
} catch (error) {
  if (error instanceof InvalidInput) for (const fault of error.faults) fault.position?.line.toFixed();
  if (error instanceof NotAllowed) same<typeof error.kind, 'not_allowed'>(true);
  if (error instanceof Conflict) error.path?.split('/');
  // Details follow from the code.
  if (error instanceof Rejected && error.answer.code === 'text_too_long') {
    same<typeof error.answer, RejectionOf<'text_too_long'>>(true);
    error.answer.details.limit.toFixed();
  }
}

const step: number = lifecycleStep(numbers.thing.bundle, numbers.bundle_state.draft, numbers.bundle_command.release);
const steps: Int32Array = lifecycleStepMany(new Uint32Array(1), new Uint32Array(1), new Uint32Array(1));
const { in_scope, not_coached } = numbers.relation;
const allowed: boolean = permit(numbers.action.release_bundle, 1 << numbers.role.manager, (1 << not_coached) | (1 << in_scope)) > 0;

const day: string = time.local_day({ at, zone: 'Europe/Berlin' }).date;
void callAsync('time.local_day', { at, zone: 'Europe/Berlin' }).then((day) => day.zone);
new Workspace(policy.default());

// What is answered to one question is that one's view, or the facts that it waits for.
const answered = law.ask({ query: { viewer: id, at, type: 'bundle.badge', body: {} }, things: [], facts: [] });
if ('body' in answered) same<typeof answered, AnsweredTo<'bundle.badge'>>(true);
if ('body' in answered) same<typeof answered.body, Queries['bundle.badge']['view']>(true);
// A decision, or the facts that it waits for.
const decision = law.decide({ command: release, facts: [] });
const facts: FactKey[] = 'keys' in decision ? decision.keys : [];
if (!('keys' in decision)) same<typeof decision, Decision>(true);
version.length;

const [status, json, opened] = waist.Workspace.open('');
if (opened) {
  const [status, json, record]: waist.Answer = opened.execute(new Uint8Array());
  new Workspace(opened).waist.close();
}

export { allowed, any, available, day, facts, json, later, loaded, soon, status, step, steps };

// Tables: what comes out follows from what went in and was asked for.
const given = { empathy: Float64Array.of(1), win_rate: [1, null], rep: ['Ana', 'Ben'], deal_size: { values: Int32Array.of(1), valid: Uint8Array.of(1) } };
const scores = tables.score(given, { keep: ['rep'], absent: 'missing', columns: { resolution: 'deal_size' } });
same<typeof scores.kept, { readonly rep: string[] }>(true);
same<typeof scores.overall.level.names, readonly SkillLevel[]>(true);
same<typeof scores.overall.published.values, Uint8Array>(true);
const plainArea: tables.AreaScores | undefined = scores.areas['discovery'];
const detailed = await tables.scoreAsync(given, { detail: true });
same<typeof detailed.areas, { readonly [area: string]: tables.Figures }>(true);
const coached = tables.score(given, { recommendations: true, policy: { recommendation: { most_gaps: 1 } }, roles: ['starter'], tenureDays: 30 });
same<typeof coached.recommendations, tables.RecommendationColumns>(true);
const coachedLater: tables.RecommendationColumns = (await tables.scoreAsync(given, { recommendations: true, detail: true })).recommendations;
const perhaps: tables.RecommendationColumns | undefined = tables.score(given, { recommendations: Math.random() < 0.5 }).recommendations;
const [toCoach] = tables.rowsOf({ rows: coached.rows, columns: coached.recommendations });
same<NonNullable<typeof toCoach>['strengths'], readonly string[] | null>(true);
const kind: 'improve' | 'keep_it_up' | null | undefined = toCoach?.focus_kind;
void [coachedLater, perhaps, kind];
same<ReturnType<typeof bytesOf>, Uint8Array>(true);
function bytesOf() {
  return tables.score(new Uint8Array(), { notFinite: 'missing', threads: 2, recommendations: true });
}
for await (const part of tables.stream([given, given], { progress: (batches: number, rows: number) => batches < rows })) part.rows.toFixed();
for await (const part of tables.stream([new Uint8Array()])) part.byteLength.toFixed();
for (const part of tables.streamSync([new Uint8Array()], { document: '{}' })) part.byteLength.toFixed();
const row = new SkillScorer({ framework: 'sales' }).score({ empathy: 50, win_rate: null });
const published: number | null = row.areas[0]?.published ?? row.published;
const level: SkillLevel | null = row.level;
void [plainArea, published, level];
const [ended, told, records] = new Workspace().waist.executeMany('');
if (ended === 'ok') told.byteLength.toFixed();
else JSON.parse(told);
records.byteLength.toFixed();

// Why, and what would lift scores: columns give columns, and bytes give bytes.
const explained = tables.explain(given, { area: 'discovery', detail: true, layout: 'rows', keep: [], threads: 2 });
same<typeof explained, tables.FigureTable<tables.ExplainedColumns>>(true);
const lost: tables.FigureColumn | undefined = explained.columns['empathy_lost'];
const lifted = await tables.whatIfAsync([given, given], { score: 80, spread: { empathy: 5 }, layout: 'parts' });
same<typeof lifted, tables.FigureTable<tables.ExplainedColumns>>(true);
const explainedBytes: Uint8Array = tables.explain(new Uint8Array(), { overall: true });
void [lost, explainedBytes];

// Rankings and times to proficiency: what is told of decides the columns.
const ranked = tables.ranking({ person: ['ana', 'ben'], value: [1, null] }, { better: 'lower', by: [], ranks: 'means' });
same<typeof ranked, tables.FigureTable<tables.RankingColumns>>(true);
const followed = { person: ['ana'], on: [new Date()], score: [50] };
const climbed = tables.timeToProficiency(followed, { tells: 'steps', since: 'first_score' });
same<typeof climbed, tables.FigureTable<tables.ProficiencyStepColumns>>(true);
const medians = await tables.timeToProficiencyAsync([followed], { zone: 'UTC' });
same<typeof medians, tables.FigureTable<tables.ProficiencyColumns>>(true);

const practised = tables.practice({ person: ['ana'], delivered_at: [new Date()], acknowledged_at: [null] }, { at: new Date(), by: ['by'] });
same<typeof practised, tables.FigureTable<tables.PracticeColumns>>(true);
const practisedBy = await tables.practiceAsync([{ person: ['ana'], delivered_at: [new Date()] }], { tells: 'people', at: '2026-03-30T09:00:00Z', responded: 'responded_at' });
same<typeof practisedBy, tables.FigureTable<tables.PracticeFigures>>(true);

const gone = tables.trends({ person: ['ana'], on: [new Date()], value: [50] }, { every: 'month', by: [] });
same<typeof gone, tables.FigureTable<tables.ValueTrendColumns>>(true);
const windowed = await tables.trendsAsync([{ person: ['ana'], on: [new Date()], value: [50] }], { tells: 'windows', zone: 'UTC' });
same<typeof windowed, tables.FigureTable<tables.ValueTrendWindowColumns>>(true);

const coachedIn = { coached: [{ person: 'ana', engagement: { first: '2026-03-02', last: '2026-03-31' } }] };
const changed = tables.valueEffects({ person: ['ana'], at: [new Date()], value: [50] }, { at: new Date(), coaching: coachedIn });
same<typeof changed, tables.FigureTable<tables.ValueEffectColumns>>(true);
const changedEach = await tables.valueEffectsAsync([{ person: ['ana'], at: [new Date()], value: [50] }], { at: new Date(), coaching: coachedIn, tells: 'people' });
same<typeof changedEach, tables.FigureTable<tables.PersonEffectColumns>>(true);

// Groups and metrics: columns give columns, and bytes give bytes.
const calls = { ...given, rep: ['Ana', null], team: { values: Int8Array.of(0, 1), names: ['east', 'west'] }, at: [new Date(), null], day: { values: Int32Array.of(1, 2), kind: 'days' as const } };
const grouped = tables.groups(calls, { person: 'rep', at: 'at', every: 'week', leastPeople: 5, asOf: new Date(), progress: (batches, rows) => batches < rows });
same<typeof grouped, tables.FigureTable<tables.GroupColumns>>(true);
same<typeof grouped.columns.level.names, readonly SkillLevel[]>(true);
const rows: number | undefined = grouped.columns.rows.values[0];
const rep: tables.FigureColumn | undefined = grouped.columns['rep'];
const [group] = tables.rowsOf(grouped);
same<NonNullable<typeof group>['overall'], number | null>(true);
const gaps: readonly string[] | null | undefined = group?.gaps;
same<Awaited<ReturnType<typeof groupedBytes>>, Uint8Array>(true);
function groupedBytes() {
  return tables.groupsAsync([new Uint8Array()], { window: 'sprint', document: '{}' });
}
const figures = tables.metrics({ deals: { deal: ['D1', 2n], closed_at: [new Date(), null], qualified: [true, null] }, teams: [{ owner: ['ana'], team: ['east'] }] }, { at, metrics: ['win_rate'], calendar: { every: 'month', first: '2026-01-01', last: '2026-03-31' }, terms: { pipeline: ['talk'] }, columns: { deals: { deal: 'Opportunity' } } });
same<typeof figures, tables.FigureTable<tables.MetricColumns>>(true);
same<ReturnType<typeof measuredBytes>, Uint8Array>(true);
function measuredBytes() {
  return tables.metrics({ deals: new Uint8Array(), stages: [new Uint8Array()] }, { at });
}
same<ReturnType<typeof measuredBoth>, tables.FigureTable<tables.MetricColumns>>(true);
function measuredBoth() {
  return tables.metrics({ deals: new Uint8Array(), teams: { owner: ['ana'], team: ['east'] } }, { at });
}
for (const { metric, value, until, window } of tables.rowsOf(figures)) {
  if (metric === 'win_rate') value?.toFixed();
  until?.getTime();
  window?.slice(0, 7);
}
void [rows, rep, gaps];

// The effect of coaching: a document, whatever it is told of.
const coaching = { coached: [{ person: 'ana', engagement: { first: '2026-03-02', last: '2026-03-31' } }], days: 30 };
const effect = tables.effects({ deals: new Uint8Array(), calls: { at: [new Date()], owner: ['ana'] }, teams: undefined }, { at: new Date(), coaching, byPerson: true, metrics: ['win_rate'], columns: { deals: { deal: 'Opportunity' } }, zone: 'Europe/Berlin' });
same<typeof effect, CoachingMetricEffects>(true);
const difference: number | undefined = effect.metrics[0]?.effect.coached.change?.difference;
same<Awaited<ReturnType<typeof effectOfBytes>>, CoachingMetricEffects>(true);
function effectOfBytes() {
  return tables.effectsAsync({ deals: [new Uint8Array()] }, { document: '{}', effectDocument: '{}' });
}
void difference;

// What is measured of facts is answered at once: they are all handed in, and none is waited for.
const quarter = { type: 'days', body: { first: '2026-01-01', last: '2026-03-31', zone: 'Europe/Berlin' } } as const;
const deals = [{ deal: 'D1', owner: 'ana', opened_at: at, value: { amount: 450_000, currency: 'EUR' }, closed: { at, outcome: 'won' as const } }];
const measured = metric.measure({ at, window: quarter, metrics: ['win_rate'], facts: { deals }, by_owner: true });
same<typeof measured, Measured>(true);
const owners: (string | null)[] = measured.by_owner.map(({ owner }) => owner);
same<ReturnType<typeof metric.benchmarks>, Benchmarked>(true);
same<ReturnType<typeof metric.effect>, CoachingMetricEffects>(true);
void owners;
