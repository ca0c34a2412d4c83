import type { Store } from '../../src/ports.ts';
import type { Reader } from './ask.ts';
import { audits } from './audits.ts';
import { byKey } from './by-key.ts';
import { cases } from './cases.ts';
import { due } from './due.ts';
import { endings } from './endings.ts';
import { homes } from './homes.ts';
import { listDecisions } from './list-decisions.ts';
import { load } from './load.ts';
import { past } from './past.ts';
import { posts } from './posts.ts';
import { precedents } from './precedents.ts';
import { standing } from './standing.ts';
import { tallies } from './tallies.ts';

/** All reads of the store, the same on every dialect. */
export const reads = (reader: Reader): Omit<Store, 'commit' | 'check' | 'close'> => ({
  ...byKey(reader),
  ...cases(reader),
  ...audits(reader),
  ...listDecisions(reader),
  ...due(reader),
  ...past(reader),
  ...precedents(reader),
  ...tallies(reader),
  ...standing(reader),
  ...posts(reader),
  ...endings(reader),
  ...homes(reader),
  ...load(reader),
});
