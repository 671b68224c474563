// What one person sees at one moment: each page is made of one of these, and of nothing else.
import {
  type Availability,
  NotFound,
  type PersonSight,
  type Queries,
  type QueryName,
  type QueryOf,
  type ThingRef,
  type Workspace,
} from 'touchline';

export class Sight {
  readonly #workspace: Workspace;
  readonly #people = new Map<string, PersonSight | null>();

  constructor(
    workspace: Workspace,
    readonly viewer: string,
    readonly at: string,
  ) {
    this.#workspace = workspace;
  }

  ask<T extends QueryName>(type: T, body: Queries[T]['body']): Queries[T]['view'] {
    const query: QueryOf<T> = { viewer: this.viewer, at: this.at, type, body };
    return this.#workspace.ask(query);
  }

  /** The answer, or null where there is nothing that this viewer may know of. */
  find<T extends QueryName>(type: T, body: Queries[T]['body']): Queries[T]['view'] | null {
    try {
      return this.ask(type, body);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  /** Each command on a thing, open or closed to the viewer. */
  available(thing: ThingRef): Availability[] {
    return this.#workspace.available({ viewer: this.viewer, at: this.at, thing });
  }

  person(id: string): PersonSight | null {
    const known = this.#people.get(id);
    if (known !== undefined) return known;
    const found = this.find('person.get', { person: id });
    this.#people.set(id, found);
    return found;
  }

  /** What somebody is called, as far as the viewer may know. */
  name(actor: string): string {
    if (actor === this.viewer) return 'you';
    return this.nameOf(actor);
  }

  /** The same, and the viewer by their own name. */
  nameOf(actor: string): string {
    if (actor === 'system') return 'the system';
    return this.person(actor)?.body.name ?? 'a colleague';
  }

  /** What a call is called. */
  call(id: string): string {
    return this.find('call.get', { call: id })?.name ?? 'A call';
  }
}
