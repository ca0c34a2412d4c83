import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';
import type { Seal } from './core/decision/receipt.ts';
import type { Store, World } from './ports.ts';

const TWO_TO_48 = 2 ** 48;

/** What the process proves and draws with. */
export type ServerKeys = {
  draw: World['draw'];
  seal: Seal;
  /** The public half of the seal, as PEM. */
  publicKey: string;
};

/**
 * Keys of this database: made once and kept in it, so that draws can be checked and receipts verified later,
 * whichever process made them.
 */
export const openServerKeys = async (store: Store): Promise<ServerKeys> => {
  const secret = await kept(store, 'draw_secret', () => randomBytes(32).toString('hex'));
  const pem = await kept(store, 'receipt_key', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const key_id = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  return {
    draw: createDraw(secret),
    seal: { key_id, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64') },
    publicKey,
  };
};

/** The setting, made now unless there is one. Two processes that start together agree on one. */
const kept = async (store: Store, name: string, make: () => string): Promise<string> => {
  const known = await store.findSetting(name);
  if (known !== undefined) return known;
  await store.commit([{ insert: 'settings', row: { name, value: make() }, ignore: true }]);
  const stored = await store.findSetting(name);
  if (stored === undefined) throw new Error(`the database did not keep its ${name}`);
  return stored;
};

/** A draw for (decision, purpose): HMAC-SHA256 over both, its first 48 bits as a number in [0, 1). */
const createDraw =
  (secret: string): World['draw'] =>
  (decisionId, purpose) =>
    createHmac('sha256', secret).update(`${decisionId}\n${purpose}`).digest().readUIntBE(0, 6) / TWO_TO_48;
