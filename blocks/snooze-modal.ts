import type { CardView } from '../src/core/review/card-view.ts';
import { clockIn, type SnoozeChoice } from '../src/core/review/snooze-choices.ts';
import type { Instant } from '../src/core/time.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { pickOne, VALUE } from './reason-inputs.ts';
import { moment, outside, plain } from './text.ts';
import { modalTitle } from './verdict-modal.ts';
import { CALLBACKS, encodeForm, type Form } from './wire.ts';

/** Block ids: a moment of the list, or one's own. */
export const SNOOZE_INPUTS = { choice: 'until_choice', own: 'until' } as const;

/** What can be chosen, the latest moment of all, and the person's time zone. */
export type SnoozeOffer = { choices: readonly SnoozeChoice[]; latest: Instant; zone: string };

const WORDS: Record<SnoozeChoice['id'], (clock: string) => string> = {
  hour: (clock) => `For 1 hour, until ${clock}`,
  three_hours: (clock) => `For 3 hours, until ${clock}`,
  tomorrow: (clock) => `Until tomorrow, ${clock}`,
};

/** The form to put a decision aside for a while: only what ends before it is due. */
export const snoozeModal = (view: CardView, offer: SnoozeOffer, form: Omit<Form, 'option'>): Modal => {
  const { choices, latest, zone } = offer;
  const listed = choices.map(({ id, until }) => ({
    id: String(until),
    label: WORDS[id](clockIn(until, zone)),
  }));
  return {
    type: 'modal',
    callback_id: CALLBACKS.snooze,
    private_metadata: encodeForm(form),
    title: plain(modalTitle('Snooze', view), LIMITS.modalTitle),
    submit: plain('Put aside', LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(`*${outside(view.question, 300)}*`),
      context(
        `You are told when the time is over. Reminders rest until then; it is due as before, so ${moment(latest)} is the latest.`,
      ),
      ...(listed.length === 0
        ? []
        : [{ ...pickOne(SNOOZE_INPUTS.choice, 'For how long', listed), optional: true }]),
      {
        type: 'input',
        block_id: SNOOZE_INPUTS.own,
        optional: true,
        label: plain(listed.length === 0 ? 'Until' : 'Or until', LIMITS.inputLabel),
        ...(listed.length === 0
          ? {}
          : { hint: plain('A moment chosen here counts instead of the list.', LIMITS.inputHint) }),
        element: { type: 'datetimepicker', action_id: VALUE },
      },
    ],
  };
};

/** `until` is null where nothing was chosen. */
export type SnoozeInput = { until: Instant | null };

/**
 * Reads the submitted form. Tolerates anything; whether the moment is possible is decided later. A moment of one's own
 * counts before the list: Slack has no way to take back a choice of the list.
 */
export const readSnoozeModal = (stateValues: unknown): SnoozeInput => {
  const chosen = instantOf(read(stateValues, SNOOZE_INPUTS.choice).text, 1);
  const own = instantOf(read(stateValues, SNOOZE_INPUTS.own).text, 1000);
  return { until: own ?? chosen };
};

const instantOf = (text: string, unit: 1 | 1000): Instant | null => {
  const at = Number(text === '' ? Number.NaN : text) * unit;
  return Number.isSafeInteger(at) && at > 0 ? at : null;
};

/** What is missing, too much or impossible, by block id. */
export const snoozeErrors = (
  { until }: SnoozeInput,
  { latest }: Pick<SnoozeOffer, 'latest'>,
  now: Instant,
): Record<string, string> => {
  if (until === null) return { [SNOOZE_INPUTS.own]: 'Choose until when.' };
  if (until <= now) return { [SNOOZE_INPUTS.own]: 'This moment has passed. Choose a later one.' };
  return until > latest ? { [SNOOZE_INPUTS.own]: 'It is due before that. Choose an earlier moment.' } : {};
};
