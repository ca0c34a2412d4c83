import { factOf } from '../decision/facts.ts';
import { formatMoney, isMoney } from '../decision/money.ts';
import { flag } from './flags.ts';
import { isAutomatic, type Level } from './levels.ts';
import { note, type RouteDraft } from './route-draft.ts';
import { quoted, spoken } from './wording.ts';

/**
 * After the rules: what would run by itself is reviewed when it would bring its type above the cap of the day, or when
 * others came at the same moment and what they add up to is not known. What cannot be told counts as too much.
 */
export const applyLimits = (draft: RouteDraft, level: Level): Level => {
  const { type, stats } = draft.input;
  const over = type.exposure_cap === undefined ? undefined : exposure(draft, type.exposure_cap);
  const crowd =
    stats.crowded === true ? 'Others came at the same moment: their sum is not known yet' : undefined;
  if (over === undefined && crowd === undefined) return level;
  const isOver = over?.within === false;
  const stays = !isAutomatic(level) || !(isOver || crowd !== undefined);
  if (!stays && isOver) flag(draft, 'exposure_cap', over.words);
  if (!stays && crowd !== undefined) flag(draft, 'crowded', crowd);
  const saw = [over?.words, crowd].filter((words) => words !== undefined).join('; ');
  if (stays) {
    note(draft, 'limits', saw, `It stays ${spoken(level)}`);
    return level;
  }
  note(draft, 'limits', saw, `From ${spoken(level)} to review`, { raise_to: 'review' });
  return 'review';
};

type Exposure = { within: boolean; words: string };

const exposure = ({ input }: RouteDraft, cap: Record<string, number>): Exposure => {
  const { type, submission, stats } = input;
  const amount = type.amount === undefined ? undefined : factOf(submission.facts, type.amount.fact);
  if (!isMoney(amount)) return { within: false, words: 'The daily cap cannot be checked without an amount' };
  const { currency } = amount;
  const most = cap[currency];
  if (most === undefined)
    return { within: false, words: `No daily cap is set for ${quoted(currency).slice(0, 10)}` };
  const before = stats.figures?.executed_today;
  if (before === undefined)
    return { within: false, words: 'What ran by itself today is not known, and the type has a cap for it' };
  const after = before + Math.abs(amount.value);
  const said = (value: number): string => formatMoney({ value: Math.round(value * 100) / 100, currency });
  return after <= most
    ? { within: true, words: `${said(before)} ran by itself today, of at most ${said(most)} a day` }
    : {
        within: false,
        words: `Daily cap reached: ${said(before)} of this type ran by itself today, at most ${said(most)} may`,
      };
};
