// What must not compile: each line below a directive is wrong, and the compiler has to say so.
import { NotAllowed, Workspace, call, law, lifecycleStepMany, load, numbers, time } from 'touchline';
import * as tables from 'touchline/tables';
import { SkillScorer } from 'touchline';
import type { BundleId, Command, CommandName, Commands, PersonId } from 'touchline';

const id = '5c5c1f3a-6a52-4d0e-8c5b-2b7a60c17e55';
const at = '2026-03-02T09:00:00.000Z';
const workspace = new Workspace();

// @ts-expect-error a command that does not exist
workspace.execute({ id, actor: id, at, type: 'bundle.relaese', body: { bundle: id } });
// @ts-expect-error a field that does not exist
workspace.execute({ id, actor: id, at, type: 'bundle.release', body: { bundel: id } });
// @ts-expect-error a field too many
workspace.execute({ id, actor: id, at, type: 'bundle.release', body: { bundle: id, title: 'x' } });
// @ts-expect-error a field too few
workspace.execute({ id, actor: id, type: 'bundle.release', body: { bundle: id } });
// @ts-expect-error a field of the wrong type
workspace.execute({ id, actor: id, at, expected_version: '3', type: 'bundle.release', body: { bundle: id } });
// @ts-expect-error a value that is none of those allowed
workspace.execute({ id, actor: id, at, type: 'bundle.respond', body: { bundle: id, kind: 'applause', text: 'x' } });
// @ts-expect-error another command's body
export const command: Command = { id, actor: id, at, type: 'bundle.respond', body: { agent: id, bundle: id } };

// @ts-expect-error another command's body, where several are executed
workspace.executeMany([{ id, actor: id, at, type: 'bundle.respond', body: { bundle: id } }]);
// @ts-expect-error another command's body, through a helper that takes commands whole
((command: Command) => workspace.execute(command))({ id, actor: id, at, type: 'bundle.release', body: { person: id } });
// @ts-expect-error another command's body, where one is decided over one's own tables
law.decide({ command: { id, actor: id, at, type: 'bundle.respond', body: { bundle: id } }, facts: [] });
// @ts-expect-error another query's body, over what a host has loaded
law.ask({ query: { viewer: id, at, type: 'bundle.packs', body: { person: id } }, things: [], facts: [] });

// Ids: text is taken for any, but what names one thing is taken for no other.
const ana: PersonId = id;
const bundle: BundleId = id;
// @ts-expect-error a person is no bundle
workspace.execute({ id, actor: ana, at, type: 'bundle.release', body: { bundle: ana } });
// @ts-expect-error a bundle does not act
workspace.execute({ id, actor: bundle, at, type: 'bundle.release', body: { bundle } });
// @ts-expect-error a bundle is nobody's agent
workspace.execute({ id, actor: ana, at, type: 'bundle.create', body: { agent: bundle, bundle, content: {} } });
// @ts-expect-error what a view names is typed, too
export const agent: PersonId | undefined = workspace.ask({ viewer: ana, at, type: 'bundle.packs', body: { list: 'active' } }).items[0]?.bundle;

const does = <T extends CommandName>(type: T, body: Commands[T]): unknown =>
  workspace.execute({ id, actor: id, at, type, body });
// @ts-expect-error another command's body, through a helper
does('bundle.release', { person: id, name: 'Ana' });

// @ts-expect-error a query that does not exist
workspace.ask({ viewer: id, at, type: 'bundle.pakcs', body: { list: 'active' } });
// @ts-expect-error a field of a query that does not exist
workspace.ask({ viewer: id, at, type: 'bundle.packs', body: { list: 'active', lmiit: 3 } });
// @ts-expect-error a field of a view that does not exist
workspace.ask({ viewer: id, at, type: 'bundle.packs', body: { list: 'active' } }).pakcs;
// @ts-expect-error a policy's section that does not exist
new Workspace({ bundel: {} });

const executed = workspace.execute('{}');
// @ts-expect-error a record that there may not be
executed.record.length;
// @ts-expect-error not told apart from an error
workspace.executeMany([])[0].seq;

// @ts-expect-error an operation that does not exist
call('time.locla_day', {});
// @ts-expect-error an operation's input
time.local_day({ instant: at });
// @ts-expect-error a number that does not exist
numbers.bundle_state.drafted;
// @ts-expect-error a plain list is no column
lifecycleStepMany([1], [1], [1]);
// @ts-expect-error a promise is no workspace yet
load('').execute('{}');
// @ts-expect-error errors come from the library alone
new NotAllowed();

// @ts-expect-error an option that does not exist
tables.score({}, { not_finite: 'missing' });
// @ts-expect-error an option's value that is none of those allowed
tables.score({}, { absent: 'perhaps' });
// @ts-expect-error a column that is not kept
tables.score({ rep: ['Ana'] }, { keep: ['rep'] }).kept.team;
// @ts-expect-error what comes with detail alone
tables.score({}).areas['discovery']?.level;
// @ts-expect-error what comes with recommendations alone
tables.score({}).recommendations;
// @ts-expect-error a column of recommendations that does not exist
tables.score({}, { recommendations: true }).recommendations.gapComponents;
// @ts-expect-error a measure that is no number
new SkillScorer().score({ empathy: '50' });
// @ts-expect-error a column that has no length
tables.score({ empathy: 50 });

// @ts-expect-error a window that does not exist
tables.groups({}, { at: 'at', every: 'decade' });
// @ts-expect-error an option of the other operation
tables.groups({}, { currency: 'EUR' });
// @ts-expect-error a table of facts that does not exist
tables.metrics({ deels: {} }, { at });
// @ts-expect-error a metric that does not exist
tables.metrics({}, { at, metrics: ['win_rte'] });
// @ts-expect-error a column of no kind that there is
tables.metrics({ emails: { at: { values: Float64Array.of(1), kind: 'months' } } }, { at });
// @ts-expect-error a column of figures that does not exist
tables.metrics({}, { at }).columns.valeu;
// @ts-expect-error a misspelt field of coaching
tables.effects({}, { at, coaching: { coahced: [] } });
// @ts-expect-error an option that says nothing here
tables.effects({}, { at, coaching: { coached: [] }, windows: [] });
// @ts-expect-error a table of facts that does not exist
tables.effects({ deels: {} }, { at, coaching: { coached: [] } });
// @ts-expect-error what a document of effects does not have
tables.effects({}, { at, coaching: { coached: [] } }).columns;
