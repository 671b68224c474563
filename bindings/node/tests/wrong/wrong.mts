// Each line that ends in a remark is wrong, and the compiler has to blame what the remark names and nothing else.
import { type CommandName, type CommandOf, Workspace, law } from 'touchline';

const id = '5c5c1f3a-6a52-4d0e-8c5b-2b7a60c17e55';
const at = '2026-03-02T09:00:00.000Z';
const fresh = () => ({ id, at, entropy: 'e' });
const workspace = new Workspace();
const send = <T extends CommandName>(command: CommandOf<T>) => workspace.execute(command);

workspace.execute({ ...fresh(), actor: id, type: 'person.record', body: { person: id, nmae: 'Ana' } }); // PersonInput
send({ ...fresh(), actor: id, type: 'person.record', body: { person: id, name: 'Ana', rles: [] } }); // PersonInput
workspace.executeMany([{ ...fresh(), actor: id, type: 'bundle.respond', body: { bundle: id, txet: 'x' } }]); // RespondInput
law.decide({ command: { ...fresh(), actor: id, type: 'bundle.respond', body: { bundle: id, txet: 'x' } }, facts: [] }); // RespondInput
law.identify({ command: { ...fresh(), actor: id, type: 'bundle.respond', body: { bundle: id, txet: 'x' } } }); // RespondInput
workspace.ask({ viewer: id, at, type: 'bundle.packs', body: { list: 'active', lmiit: 3 } }); // BundlePacks
law.ask({ query: { viewer: id, at, type: 'bundle.packs', body: { list: 'active', lmiit: 3 } }, things: [] }); // BundlePacks
