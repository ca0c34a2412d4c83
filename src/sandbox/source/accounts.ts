import {
  type Callback,
  type Client,
  type ClientOptions,
  createClient,
  type UnknownCallback,
} from '../../client/index.ts';

export type Credentials = Record<string, { api_key: string; secret: string; types: readonly string[] }>;

export type Verified = { source: string; event: Callback | UnknownCallback };

/** The sources that can be played, each with its own client. */
export type Accounts = {
  /** Whether this source is there and may submit this type. */
  may: (source: string, type: string) => boolean;
  /** Undefined for a source without credentials. The address is asked anew, since the API may have moved. */
  clientOf: (source: string, options?: Partial<ClientOptions>) => Client | undefined;
  /** Whose secret signed the callback, or why nobody's did. */
  verify: (headers: Record<string, string | undefined>, rawBody: string) => Verified | { refused: string };
};

export const openAccounts = (
  credentials: Credentials,
  apiUrl: () => string,
  shared: Partial<ClientOptions>,
): Accounts => {
  const clientOf: Accounts['clientOf'] = (source, options) => {
    const account = credentials[source];
    if (account === undefined) return undefined;
    // Signed, since a source can be made to refuse the bearer key.
    return createClient({ url: apiUrl(), source, secret: account.secret, ...shared, ...options });
  };
  return {
    may: (source, type) => credentials[source]?.types.includes(type) === true,
    clientOf,
    verify: (headers, rawBody) => {
      let refused = 'There is no source here whose secret could fit.';
      for (const source of Object.keys(credentials)) {
        try {
          const event = clientOf(source)?.verifyCallback(headers, rawBody);
          if (event !== undefined) return { source, event };
        } catch (error) {
          refused = error instanceof Error ? error.message : String(error);
        }
      }
      return { refused };
    },
  };
};
