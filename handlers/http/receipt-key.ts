import type { Route } from './route.ts';

/** `GET /v1/receipts/key`: the public key that receipts are verified with. Public as it is. */
export const receiptKeyRoute: Route = {
  method: 'GET',
  path: '/v1/receipts/key',
  access: 'open',
  handle: ({ world }) => {
    const { key_id } = world.seal;
    return Promise.resolve({
      status: 200,
      body: { key_id, algorithm: 'Ed25519', public_key: world.publicKey },
    });
  },
};
