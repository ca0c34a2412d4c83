import type { StandingInNote, WhileAway } from '../src/core/away/notes.ts';
import type { Instant } from '../src/core/time.ts';
import { LIMITS } from './limits.ts';
import { type CardMessage, fitMrkdwn, section } from './pieces.ts';
import { inSentence, moment, outside, personName } from './text.ts';

type Named = { id: string; name?: string };
type Stands = { delegation: { ends_at: Instant | null; note: string }; from: Named; to: Named };

const until = (end: Instant | null): string =>
  end === null ? 'until further notice' : `until ${moment(end)}`;
const quoted = (note: string): string => (note === '' ? '' : ` “${outside(note, 300)}”`);
const called = (person: Named): string => outside(personName(person), 80);

/** Answer to whoever named somebody. */
export const standsInNow = ({ delegation, to }: Stands): string =>
  [
    `*${called(to)}* stands in for you ${until(delegation.ends_at)} and was told so.`,
    'They decide within the lesser of your limits and theirs, and in your stead nothing that you asked for. Cards say that it was for you, and you hear of it when you are back.',
    '`/handraise delegate end` ends it sooner.',
  ].join('\n');

export const standsInNoMore = (ended: Stands[]): string =>
  `${ended.map(({ to }) => called(to)).join(' and ')} ${ended.length === 1 ? 'stands' : 'stand'} in for you no more.`;

/** Who stands in for somebody, and whom they stand in for. */
export const standInList = ({ forYou, byYou }: { forYou: Stands[]; byYou: Stands[] }): string => {
  if (forYou.length + byYou.length === 0)
    return 'Nobody stands in for you, and you stand in for nobody. `/handraise delegate @person until 5 Dec` names somebody.';
  return [
    ...forYou.map(
      ({ to, delegation }) =>
        `• *${called(to)}* stands in for you ${until(delegation.ends_at)}.${quoted(delegation.note)}`,
    ),
    ...byYou.map(
      ({ from, delegation }) =>
        `• You stand in for *${called(from)}* ${until(delegation.ends_at)}.${quoted(delegation.note)}`,
    ),
  ].join('\n');
};

/** Answer to whoever says that they are away. */
export const awayNow = ({
  leave,
  standIns,
}: {
  leave: { until: Instant | null };
  standIns: Stands[];
}): string => {
  const end =
    leave.until === null
      ? 'You are away until you say `/handraise back`.'
      : `You are away ${until(leave.until)}; \`/handraise back\` ends it sooner.`;
  const who =
    standIns.length === 0
      ? 'Nobody stands in for you: `/handraise delegate @person` names somebody.'
      : `${standIns.map(({ to }) => called(to)).join(' and ')} ${standIns.length === 1 ? 'stands' : 'stand'} in for you.`;
  return `${end} Nobody asks you or hands you anything until then. ${who}`;
};

/** Answer to whoever is back. */
export const backNow = ({ told, standIns }: { told: WhileAway; standIns: Stands[] }): string =>
  [
    'You are back: you are asked again.',
    ...(told.answers.length === 0 ? ['Nothing was decided in your stead.'] : [whileAwayText(told)]),
    ...standIns.map(
      ({ to, delegation }) =>
        `*${called(to)}* still stands in for you ${until(delegation.ends_at)}; \`/handraise delegate end\` ends it.`,
    ),
  ].join('\n');

const whileAwayText = ({ answers, more }: WhileAway): string =>
  [
    '*Decided in your stead*',
    ...answers.map(
      ({ title, label, by, at, final }) =>
        `• ${outside(title, 150)}: ${final ? `*${outside(inSentence(label), 75)}*` : 'answered, not final yet'}, ${outside(by, 80)}, ${moment(at)}`,
    ),
    ...(more > 0 ? [`and ${more} earlier ones.`] : []),
  ].join('\n');

/** To somebody who is back. */
export const whileAwayMessage = (body: WhileAway): CardMessage => {
  const text = whileAwayText(body);
  return { text: fitMrkdwn(text, LIMITS.messageText), blocks: [section(text)] };
};

/** To whoever was named. */
export const standingInMessage = ({ from, until: end, note, ended }: StandingInNote): CardMessage => {
  const name = called(from);
  const text = ended
    ? `You stand in for *${name}* no more.`
    : `*${name}* asks you to stand in ${until(end)}.${quoted(note)}\nWhat waits for them is in your queue, too: \`/handraise queue\`. You decide it within the lesser of both limits, and the card says that it was for them.`;
  return { text, blocks: [section(text)] };
};
