import type { CardView, Story } from '../src/core/review/card-view.ts';
import { CONSEQUENCE_WORDS, LEVEL_WORDS } from './figures.ts';
import { capital, inSentence, moment, outside, personLink } from './text.ts';

/** One decision that was found, in two lines of mrkdwn: what it is, and how it stands. */
export const foundLine = (view: CardView): string => {
  const { title, external_id, amount, decision_id } = view;
  const said = [
    ...(external_id === null || title.includes(external_id) ? [] : [outside(external_id, 60)]),
    ...(amount === null || title.includes(amount) ? [] : [outside(amount, 40)]),
    standing(view),
    `\`${outside(decision_id, 60)}\``,
  ];
  return `*${outside(title, 150)}*\n${said.join(' · ')}`;
};

const standing = ({ story, due, state, waiting, level }: CardView): string => {
  if (story !== null) return ended(story);
  if (level === 'auto_execute' || level === 'auto_audit') return inSentence(LEVEL_WORDS[level]);
  if (waiting !== null) return `waits for an answer since ${moment(waiting.since)}`;
  if (state !== 'open') return 'answered';
  return due === null ? 'waits' : `waits, ${due.overdue ? '*overdue* since' : 'due'} ${moment(due.at)}`;
};

const ENDINGS: Record<Story['disposition'], string> = {
  approved: 'approved',
  rejected: 'rejected',
  modified: 'approved with changes',
  auto_executed: 'executed automatically',
  expired: 'lapsed',
  cancelled: 'withdrawn',
};

const ended = ({ disposition, by, at }: Story): string =>
  `${ENDINGS[disposition]}${by === null ? '' : ` by ${personLink(by)}`} ${moment(at)}`;

/** So many steps are told; the rest is in everything about the decision. */
const STEPS = 30;

/** Why a decision went where it went, in sentences: what was flagged, then step by step. */
export const whyWords = (view: CardView): string => {
  const { title, level, consequence, flags, trace, policy_version } = view;
  return [
    `*${outside(title, 150)}*`,
    `${LEVEL_WORDS[level]}, ${CONSEQUENCE_WORDS[consequence]}. ${capital(standing(view))}.`,
    ...(view.blind === 'hidden' ? ['What the AI said is hidden until you have answered.'] : []),
    ...flags.map(({ sentence }) => `• ${outside(sentence, 300)}`),
    ...trace
      .slice(0, STEPS)
      .map(
        ({ step, saw, did }, index) =>
          `${index + 1}. ${capital(outside(step, 60))}: ${outside(`${saw} → ${did}`, 400)}`,
      ),
    `Policy version ${outside(policy_version, 100)}.`,
  ].join('\n');
};
