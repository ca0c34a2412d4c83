import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { formatMoney } from '../src/core/decision/money.ts';
import { type MissReport, MOST_RECHECKED, RECHECKED_AT_ONCE } from '../src/core/review/miss.ts';
import type { AuditedView } from './audit-card.ts';
import { CONSEQUENCE_WORDS, LEVEL_WORDS } from './figures.ts';
import { LIMITS } from './limits.ts';
import { type CardMessage, context, section } from './pieces.ts';
import { inSentence, moment, outside, personLink, plain } from './text.ts';
import { ACTIONS, encodeMiss } from './wire.ts';

type MissView = AuditedView & { miss: MissReport };

/**
 * What an audit that found something wrong means for the rest: how much else was executed like it, and what can be done
 * about that. It counts what was looked at again until each is right, wrong or made good.
 */
export const missNotice = (view: MissView): CardMessage => ({
  text: `An audit found that ${outside(view.title, 150)} was wrong. ${alike(view.miss)}.`,
  blocks: [
    section(`❗ *An audit found a wrong execution* · ${outside(view.type.label, 60)}`),
    section([`*${outside(view.title, 200)}*`, ...whatWasWrong(view)].join('\n')),
    section(`*${alike(view.miss)}.*${since(view.miss)}`),
    context(`Like it: ${likeIt(view)}`),
    ...progress(view.miss),
    ...stopped(view),
    ...buttons(view),
  ],
});

const whatWasWrong = ({ audit }: MissView): string[] => {
  const { done, answer } = audit;
  if (answer === null) return [];
  const why = answer.rationale === '' ? outside(answer.reason, 75) : `“${outside(answer.rationale, 300)}”`;
  return [
    `Executed ${moment(done.at)}: ${outside(done.label, 75)}. ${personLink(answer.by)} says that ${outside(inSentence(answer.label), 75)} would have been right: ${why}`,
  ];
};

/** `7 others were executed like it and not checked since, for 312.40 EUR and 20.00 USD`. */
const alike = ({ found, is_all, amounts }: MissReport): string => {
  if (found === 0) return 'Nothing else was executed like it';
  const worth = Object.entries(amounts).map(([currency, value]) => formatMoney({ value, currency }));
  const sums = worth.length === 0 ? '' : `, for ${worth.join(' and ')}`;
  const many = found === 1 ? '1 other was' : `${found} others were`;
  return `${is_all ? '' : 'At least '}${many} executed like it and not checked${sums}`;
};

const since = ({ found, since: at }: MissReport): string => {
  if (found === 0) return '';
  return at === null
    ? ' No audit has found one like it right so far.'
    : ` Counted since ${moment(at)}, when the last one was executed that an audit found right.`;
};

const likeIt = ({ type, miss: { level, consequence, band } }: MissView): string =>
  [
    outside(type.label, 60),
    inSentence(LEVEL_WORDS[level]),
    CONSEQUENCE_WORDS[consequence],
    `${band ?? 'no'} confidence`,
  ].join(', ');

const progress = ({ rechecked, states }: MissReport): KnownBlock[] => {
  if (rechecked === null) return [];
  const { waiting, open, right, wrong, reversed, impossible } = states;
  const bad = wrong + reversed + impossible;
  const done = right + bad;
  const remedies = [
    ...(reversed === 0 ? [] : [`${reversed} reversed`]),
    ...(impossible === 0 ? [] : [`${impossible} cannot be reversed`]),
    ...(wrong === 0 ? [] : [`${wrong} with no word from the source yet`]),
  ];
  const detail = bad === 0 || remedies.length === 0 ? '' : ` (${remedies.join(', ')})`;
  const left = [
    ...(open === 0 ? [] : [`${open} open in this channel`]),
    ...(waiting === 0 ? [] : [`${waiting} to come`]),
  ];
  const state = left.length === 0 ? 'all are answered' : `${left.join(', ')}, ${RECHECKED_AT_ONCE} at a time`;
  return [
    section(
      `🔁 *Re-checked: ${done} of ${rechecked.count}*, ${right} right, ${bad} wrong${detail}; ${state}.\nAsked for by ${personLink(rechecked.by)}, ${moment(rechecked.at)}.`,
    ),
  ];
};

const stopped = ({ miss: { stop, type } }: MissView): KnownBlock[] =>
  stop === null
    ? []
    : [
        section(
          `⏹️ *Stopped* by ${personLink(stop.by)}, ${moment(stop.at)}: everything of this type goes to people until somebody runs \`/handraise start ${outside(type, 60)}\`.`,
        ),
      ];

const buttons = ({ miss }: MissView): KnownBlock[] => {
  const { stop, rechecked, found, decision_ids, review_id } = miss;
  const block: ActionsBlock = { type: 'actions', elements: [] };
  const value = encodeMiss(review_id);
  if (stop === null) block.elements.push(stopButton(value, miss));
  if (rechecked === null && found > 0)
    block.elements.push({
      type: 'button',
      text: plain('Re-check these', LIMITS.buttonText),
      action_id: ACTIONS.recheck,
      value,
      accessibility_label: plain(
        `Re-check ${decision_ids.length} decisions executed like it`,
        LIMITS.accessibilityLabel,
      ).text,
    });
  const note =
    rechecked === null && found > MOST_RECHECKED
      ? [context(`Re-check takes the newest ${MOST_RECHECKED}, ${RECHECKED_AT_ONCE} at a time.`)]
      : [];
  return block.elements.length === 0 ? [] : [block, ...note];
};

const stopButton = (value: string, { type }: MissReport): Button => ({
  type: 'button',
  style: 'danger',
  text: plain('Stop auto-execution', LIMITS.buttonText),
  action_id: ACTIONS.stop_type,
  value,
  confirm: {
    title: plain('Stop auto-execution?', LIMITS.confirmTitle),
    text: plain(
      `From the next decision on everything of ${type} goes to people, until a person starts it again.`,
      LIMITS.confirmText,
    ),
    confirm: plain('Stop it', LIMITS.confirmButton),
    deny: plain('Not now', LIMITS.confirmButton),
    style: 'danger',
  },
});
