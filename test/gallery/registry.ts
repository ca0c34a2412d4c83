import { auditCards } from './audit-cards.ts';
import { forms } from './forms.ts';
import { homes } from './homes.ts';
import { notes } from './notes.ts';
import { openCards } from './open-cards.ts';
import { reports } from './reports.ts';
import { settledCards } from './settled-cards.ts';
import type { State } from './state.ts';

/** Every card, form and message in every state that people meet: one entry each. */
export const STATES: readonly State[] = [
  ...openCards,
  ...settledCards,
  ...auditCards,
  ...forms,
  ...notes,
  ...reports,
  ...homes,
];
