import { describe } from 'vitest';
import { openFresh } from './sqlite-files.ts';
import { storeContract } from './store-contract.ts';

describe('the store on SQLite', () => {
  storeContract(openFresh);
});
