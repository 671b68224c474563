// Who somebody is, for the demo alone: there is no password, and whoever opens the page may be anybody in it.
// What a browser holds is signed, so that it is what this server gave out, and each form carries a token that is bound to it.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';

const COOKIE = 'demo_person';
const HOURS = 12;

export interface Session {
  person: string;
  /** What each of their forms carries. */
  token: string;
}

export class Sessions {
  constructor(
    readonly secret: string = randomBytes(32).toString('hex'),
    readonly secure: boolean = false,
  ) {}

  async begin(c: Context, person: string): Promise<void> {
    const value = `${person}.${randomBytes(16).toString('hex')}`;
    const options = { httpOnly: true, maxAge: HOURS * 3600, path: '/', sameSite: 'Lax', secure: this.secure } as const;
    await setSignedCookie(c, COOKIE, value, this.secret, options);
  }

  end(c: Context): void {
    deleteCookie(c, COOKIE, { path: '/' });
  }

  /** Who it is and the token of their forms; null for whoever did not sign in here. */
  async of(c: Context): Promise<Session | null> {
    const value = await getSignedCookie(c, this.secret, COOKIE);
    if (!value) return null;
    return { person: value.split('.')[0] ?? '', token: this.#token(value) };
  }

  matches(expected: string, given: unknown): boolean {
    const one = Buffer.from(expected);
    const other = Buffer.from(typeof given === 'string' ? given : '');
    return one.length === other.length && timingSafeEqual(one, other);
  }

  #token(value: string): string {
    return createHmac('sha256', this.secret).update(`form/${value}`).digest('hex');
  }
}
