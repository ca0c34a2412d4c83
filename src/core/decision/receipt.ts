import type { Instant } from '../time.ts';
import { iso } from '../time.ts';
import { canonical } from './canonical.ts';
import type { DecisionEvent, Revision } from './decision.ts';

/**
 * The signed proof of a disposition. `signature` is Ed25519 over the canonical JSON (RFC 8785) of all other fields,
 * in base64; the key is served at `/v1/receipts/key`.
 */
export type Receipt = {
  decision_id: string;
  revision: number;
  /** Digest of what was decided upon, as every card of it carried. */
  decided_upon: string;
  option: string | null;
  disposition: string;
  values: unknown;
  /** Slack user ids of those who answered; empty where nobody in person did. */
  by: string[];
  at: string;
  policy_version: string;
  key_id: string;
  signature: string;
};

/** Signs a text; `key_id` names the key. */
export type Seal = { key_id: string; sign: (text: string) => string };

/** The receipt for the event that ended a decision. */
export const receiptFor = (
  event: DecisionEvent,
  { decision_id, revision, digest, route }: Revision,
  by: string[],
  seal: Seal,
): Receipt => {
  const { option = null, disposition, values = null } = event.data as Partial<Receipt>;
  const at: Instant = event.at;
  const proven = {
    decision_id,
    revision,
    decided_upon: digest,
    option,
    disposition: disposition ?? 'cancelled',
    values,
    by,
    at: iso(at),
    policy_version: route.policy_version,
    key_id: seal.key_id,
  };
  return { ...proven, signature: seal.sign(canonical(proven)) };
};

/** Events that end a decision: each carries its receipt. */
const ENDS = ['resolved', 'cancelled', 'expired'];

/** The event with its receipt where it ends the decision; any other as it is. */
export const withReceipt = (
  event: DecisionEvent,
  revision: Revision,
  by: string[],
  seal: Seal,
): DecisionEvent =>
  ENDS.includes(event.type)
    ? { ...event, data: { ...event.data, receipt: receiptFor(event, revision, by, seal) } }
    : event;

/** The receipt of a decision, from its events. */
export const receiptOf = (events: DecisionEvent[]): Receipt | undefined =>
  events.findLast(({ type }) => ENDS.includes(type))?.data.receipt as Receipt | undefined;
