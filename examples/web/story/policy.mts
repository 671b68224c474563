// The policy of the demo's tenant: what differs from the default one.
import type { PolicyInput } from 'touchline';

import { ZONE } from '../site/dates.mjs';

export const POLICY: PolicyInput = {
  // A director's report counts the reviews that managers give.
  access: { managers_see_all_reviews: true },
  organisation: { zone: ZONE },
};
