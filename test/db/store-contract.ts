import type { Store } from '../../src/ports.ts';
import { auditContract } from './contract/audits.ts';
import { commitContract } from './contract/commits.ts';
import { dueContract } from './contract/due.ts';
import { groupContract } from './contract/groups.ts';
import { homeContract } from './contract/homes.ts';
import { listContract } from './contract/lists.ts';
import { pastContract } from './contract/past.ts';
import { peopleContract } from './contract/people.ts';
import { precedentContract } from './contract/precedents.ts';
import { readContract } from './contract/reads.ts';
import { reportContract } from './contract/reports.ts';
import { standingContract } from './contract/standing.ts';
import { tallyContract } from './contract/tallies.ts';

/** An empty store of its own, and the same data opened anew after it was closed. */
export type OpenedStore = { store: Store; reopen: () => Promise<Store> };

/** What every store keeps to, whatever its database. The caller closes what it opened. */
export const storeContract = (openStore: () => Promise<OpenedStore>): void => {
  commitContract(openStore);
  groupContract(openStore);
  homeContract(openStore);
  readContract(openStore);
  listContract(openStore);
  dueContract(openStore);
  pastContract(openStore);
  peopleContract(openStore);
  precedentContract(openStore);
  auditContract(openStore);
  standingContract(openStore);
  tallyContract(openStore);
  reportContract(openStore);
};
