import type { KnownBlock } from '@slack/types';
import { type Batch, batchesOf } from '../src/core/review/batch.ts';
import type { DeskView } from '../src/core/review/desk.ts';
import { LIMITS } from './limits.ts';
import { header, section } from './pieces.ts';
import { outside, plain } from './text.ts';
import { ACTIONS } from './wire.ts';

const SHOWN = 3;

/** What of the desk is so alike that it can be decided together. */
export const batchBlocks = ({ answerable }: DeskView): KnownBlock[] => {
  const batches = batchesOf(answerable).slice(0, SHOWN);
  return batches.length === 0 ? [] : [header('Alike'), ...batches.map(batchBlock)];
};

const batchBlock = ({ views }: Batch): KnownBlock => {
  const [first] = views;
  const flags = (first?.flags ?? []).slice(0, 2).map(({ sentence }) => outside(sentence, 100));
  const recommended = first?.recommendation?.label;
  const said = [
    `*${views.length} × ${outside(first?.type.label ?? '', 60)}*, low consequence`,
    ...(recommended === undefined ? [] : [`the AI recommends ${outside(recommended, 60)}`]),
    ...flags,
  ];
  return {
    ...section(said.join(' · ')),
    accessory: {
      type: 'button',
      action_id: ACTIONS.batch,
      text: plain('Decide together', LIMITS.buttonText),
      // Which batch: by one of it, since what is alike is found anew when it is pressed.
      value: first?.review_id ?? '',
    },
  };
};
