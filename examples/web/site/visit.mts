// One request of somebody who is signed in: what they see, and what they just tried.
import { randomUUID } from 'node:crypto';

import type { Fault, PersonCard } from 'touchline';

import type { Sight } from '../host/sight.mjs';
import type { Values } from './acts.mjs';

/** What was tried and refused, kept so that nobody has to write it again. */
export interface Attempt {
  command: string;
  values: Values;
  /** Why not, in words. */
  message: string;
  faults: Fault[];
  /** Whether somebody else was first. */
  late: boolean;
  /** The status of the answer. */
  status: 403 | 404 | 409 | 422;
}

/** Which page of the site somebody begins with. */
export type Desk = 'agent' | 'director' | 'manager';

export class Visit {
  readonly me: PersonCard;

  constructor(
    readonly sight: Sight,
    readonly token: string,
    readonly path: string,
    readonly asked: Values,
    readonly attempt: Attempt | null = null,
  ) {
    const me = sight.ask('person.get', { person: sight.viewer });
    this.me = me.body;
  }

  get desk(): Desk {
    if (this.me.roles.includes('senior_manager')) return 'director';
    return this.me.roles.some((role) => role !== 'agent') ? 'manager' : 'agent';
  }

  get firstName(): string {
    return this.me.name?.split(' ')[0] ?? '';
  }

  /** A new id for the command of a form. */
  command(): string {
    return randomUUID();
  }
}
