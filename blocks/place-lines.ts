import type { KnownBlock } from '@slack/types';
import { formatMoney } from '../src/core/decision/money.ts';
import type { Money } from '../src/core/decision/submission.ts';
import { unreachable } from '../src/core/result.ts';
import type { Place } from '../src/core/review/place.ts';
import type { Quorum } from '../src/core/review/quorum.ts';
import { LIMITS } from './limits.ts';
import { type Modal, section } from './pieces.ts';
import { NO_AUTHORITY, roleList, roleName } from './role-words.ts';
import { outside, personName, plain } from './text.ts';

/**
 * What a form says of the answer before it is given. `open`: values can still change what authority it takes; `limit` is up
 * to which amount the person approves alone, null where none limits them.
 */
export type FormPlace = { place: Place; quorum: Quorum | null; open: boolean; limit: Money | null };

/** Whose place the answer takes, how much it counts, and whom it goes to where it only recommends. */
export const placeLines = ({ place, quorum, open, limit }: FormPlace): KnownBlock[] => {
  const lines = [
    ...inStead(place),
    ...seat(place, quorum),
    ...(open && limit !== null ? [bound(limit, quorum)] : weight(place)),
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
};

const inStead = ({ capacity }: Place): string[] =>
  capacity.for === undefined ? [] : [`You answer for *${outside(personName(capacity.for), 80)}*.`];

const seat = ({ seating, weight }: Place, quorum: Quorum | null): string[] => {
  if (quorum === null || seating === undefined || weight === 'recommends') return [];
  const role = quorum.seats[seating.seat]?.role ?? null;
  const whose = role === null ? 'which anybody who may decide can take' : `for the role *${roleName(role)}*`;
  return [`Your answer takes seat ${seating.seat + 1} of ${quorum.seats.length}, ${whose}.`];
};

/** Said before somebody types a value, since the answer itself comes too late to say so. */
const bound = (limit: Money, quorum: Quorum | null): string => {
  const above =
    quorum === null
      ? 'what is above it will be a recommendation to those whose authority reaches so far'
      : 'above it your answer counts only beside that of somebody whose authority reaches so far';
  return `Your authority reaches up to ${outside(formatMoney(limit), 40)}: ${above}.`;
};

const weight = (place: Place): string[] => {
  switch (place.weight) {
    case 'alone':
      return [];
    case 'together':
      return [
        'It is above your own authority: your answer counts beside that of somebody whose authority reaches so far.',
      ];
    case 'recommends':
      return [recommends(place.needs)];
    default:
      return unreachable(place);
  }
};

const recommends = (needs: string[]): string =>
  needs.length === 0
    ? `${NO_AUTHORITY} Your answer is kept as a recommendation.`
    : `*This is above your authority.* Your answer will be a recommendation: it takes ${roleList(needs)} to decide it.`;

/** The form with its place below the question; what would only recommend does not say "Approve" on its button. */
export const placed = (form: Modal, about: FormPlace | undefined): Modal => {
  if (about === undefined) return form;
  const [question, ...rest] = form.blocks;
  if (question === undefined) return form;
  return {
    ...form,
    ...(about.place.weight === 'recommends' && !about.open
      ? { submit: plain('Send recommendation', LIMITS.modalButton) }
      : {}),
    blocks: [question, ...placeLines(about), ...rest].slice(0, LIMITS.blocksPerView),
  };
};
