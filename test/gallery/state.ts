import type { HomeView } from '@slack/types';
import type { CardMessage, Modal } from '../../blocks/pieces.ts';
import type { Person } from '../../src/core/actor.ts';

/** What is shown together in one picture. */
export const KINDS = ['open', 'settled', 'audit', 'form', 'note', 'home'] as const;
export type Kind = (typeof KINDS)[number];

/** People of the sandbox, so that mentions have names. */
export type Cast = { ana: Person; ben: Person; chiara: Person };

/** Something that people see in Slack, in one state. */
export type State = {
  kind: Kind;
  /** What the state is, as its caption. */
  says: string;
} & (
  | { on: 'message'; draw: (cast: Cast) => CardMessage }
  | { on: 'modal'; draw: (cast: Cast) => Modal }
  | { on: 'home'; draw: (cast: Cast) => HomeView }
);
