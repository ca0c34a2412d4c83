import { createHmac, randomBytes } from 'node:crypto';
import type { Store, World } from './ports.ts';

const NAME = 'server_secret';
const TWO_TO_48 = 2 ** 48;

/** The secret behind random draws: made once for a database and kept in it, so that draws can be checked later. */
export const openServerSecret = async (store: Store): Promise<string> => {
  const row = { name: NAME, value: randomBytes(32).toString('hex') };
  await store.commit([{ insert: 'settings', row, ignore: true }]);
  return (await store.findSetting(NAME)) ?? row.value;
};

/** A draw for (decision, purpose): HMAC-SHA256 over both, its first 48 bits as a number in [0, 1). */
export const createDraw =
  (secret: string): World['draw'] =>
  (decisionId, purpose) =>
    createHmac('sha256', secret).update(`${decisionId}\n${purpose}`).digest().readUIntBE(0, 6) / TWO_TO_48;
