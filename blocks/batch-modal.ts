import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { OTHER_REASON } from '../src/core/policy/policy.ts';
import type { CardView } from '../src/core/review/card-view.ts';
import { sumWords } from './batch-words.ts';
import { read } from './form-state.ts';
import { LIMITS } from './limits.ts';
import { context, type Modal, section } from './pieces.ts';
import { explainInput, INPUTS, reasonInput } from './reason-inputs.ts';
import { inSentence, line, outside, plain } from './text.ts';
import { ACTIONS, CALLBACKS, encodePress, type Press } from './wire.ts';

/** One of a batch: as the person may see it, whether they opened it, and whether they have to first. */
export type BatchLine = { item: Press; view: CardView; mustOpen: boolean; opened: boolean };
export type BatchForm = { batch_id: string; items: Press[]; opened_at: number };

const FACTS_SHOWN = 4;

/** What is alike, to be decided as it was recommended, with one reason for all. */
export const batchModal = (lines: BatchLine[], form: BatchForm): Modal => {
  const [first] = lines;
  const option = first?.view.options.find(({ id }) => id === first.view.recommendation?.option);
  const label = option?.label ?? '';
  const sum = sumWords(lines.map(({ view }) => view));
  const together = sum === undefined ? '' : `*${lines.length} decisions, ${sum} together*\n`;
  const toOpen = lines.filter(({ mustOpen, opened }) => mustOpen && !opened).length;
  return {
    type: 'modal',
    callback_id: CALLBACKS.batch,
    private_metadata: encodeBatch(form),
    title: plain(`${lines.length} alike`, LIMITS.modalTitle),
    submit: plain(`${line(label, 14)} all ${lines.length}`, LIMITS.modalButton),
    close: plain('Cancel', LIMITS.modalButton),
    blocks: [
      section(
        `${together}The AI recommends *${outside(inSentence(label), 75)}* for all of these. Decide one that you see otherwise by itself: then this list is made anew.`,
      ),
      ...(toOpen === 0
        ? []
        : [
            context(
              `Open the ${toOpen === 1 ? 'one that is' : `${toOpen} that are`} marked first: drawn at random, so that a batch is never decided unseen.`,
            ),
          ]),
      ...lines.map(batchLine),
      reasonInput(option?.reasons ?? []),
      explainInput(true, first?.view.source ?? ''),
    ],
  };
};

const batchLine = ({ item, view, mustOpen, opened }: BatchLine): KnownBlock => {
  const { title, facts } = view;
  const shown = facts
    .filter(({ missing }) => !missing)
    .slice(0, FACTS_SHOWN)
    .map(({ label, text }) => `${outside(label, 40)} ${outside(text, 60)}`);
  const mark = opened ? ['opened'] : mustOpen ? ['*open this one first*'] : [];
  return {
    ...section(`*${outside(title, 150)}*\n${[...shown, ...mark].join(' · ')}`),
    accessory: {
      type: 'button',
      action_id: ACTIONS.batch_open,
      text: plain('Open', LIMITS.buttonText),
      value: encodePress(item),
      accessibility_label: line(`Open ${title}`, LIMITS.accessibilityLabel),
    },
  };
};

const batch1 = z.object({
  v: z.literal(1),
  batch_id: z.string().min(1).max(100),
  opened_at: z.number(),
  items: z.array(z.tuple([z.string().max(100), z.int().min(1), z.string().max(200)])).max(20),
});

/** The form's private metadata: twenty reviews with their digests stay below Slack's 3,000 characters. */
const encodeBatch = ({ batch_id, items, opened_at }: BatchForm): string =>
  JSON.stringify({
    v: 1,
    batch_id,
    opened_at,
    items: items.map(({ review_id, revision, digest }) => [review_id, revision, digest]),
  });

/** Reads it; undefined when it is not ours. */
export const decodeBatch = (value: string | undefined): BatchForm | undefined => {
  try {
    const { batch_id, items, opened_at } = batch1.parse(JSON.parse(value ?? ''));
    return {
      batch_id,
      opened_at,
      items: items.map(([review_id, revision, digest]) => ({ review_id, revision, digest })),
    };
  } catch {
    return undefined;
  }
};

export type BatchInput = { reason_code: string; rationale: string };

/** Reads the submitted form. Tolerates anything. */
export const readBatchModal = (stateValues: unknown): BatchInput => ({
  reason_code: read(stateValues, INPUTS.reason).text,
  rationale: read(stateValues, INPUTS.rationale).text.slice(0, LIMITS.inputValue),
});

/** What is missing, by block id. */
export const batchErrors = (
  { reason_code, rationale }: BatchInput,
  reasons: string[],
): Record<string, string> => ({
  ...([...reasons, OTHER_REASON.id].includes(reason_code)
    ? {}
    : { [INPUTS.reason]: 'Choose the reason that holds for all of them; Other is one of them.' }),
  ...(rationale === '' ? { [INPUTS.rationale]: 'Say why, for all of them: a sentence is enough.' } : {}),
});

/** What was to be opened and was not, said where something can be said: what is filled in stays. */
export const openFirst = (title: string): Record<string, string> => ({
  [INPUTS.reason]: `Open “${line(title, 150)}” above first; it was drawn at random.`,
});
