import { clopperPearson, type Interval } from '../learning/interval.ts';
import type { Both } from './backtest.ts';
import { LABEL_KINDS, type Label, type LabelKind } from './labels.ts';

/** `hits` of `of`, and the 95 % interval of the share behind it. */
export type Share = { hits: number; of: number } & Interval;

/** What one kind of labels says about errors. */
export type ErrorRow = {
  /** Decisions with such a label, and those of them in which the AI was wrong. */
  labels: number;
  wrong: number;
  /** Of the labelled ones that run by themselves, the wrong ones. */
  let_through: Both<Share>;
  /** Of the wrong ones, those that a person gets to see. */
  caught: Both<Share>;
};

export type ErrorFigures = {
  /** Each decision once, by its most trustworthy label. */
  all: ErrorRow;
  kinds: Record<LabelKind, ErrorRow>;
  /** Decisions that would newly run by themselves, and how much is known of just those. */
  newly_automatic: { decisions: number; labelled: number; at_random: number };
};

/** Whether a decision runs by itself. */
type Runs = Both<boolean>;
type Count = { labels: number; wrong: number; runs: Both<number>; passed: Both<number> };

export const createErrorTally = (): {
  add: (runs: Runs, labels: Label[]) => void;
  result: () => ErrorFigures;
} => {
  const all = noCount();
  const kinds = Object.fromEntries(LABEL_KINDS.map((kind) => [kind, noCount()])) as Record<LabelKind, Count>;
  const newly = { decisions: 0, labelled: 0, at_random: 0 };
  return {
    add: (runs, labels) => {
      const [best] = labels;
      if (best !== undefined) addLabel(all, runs, best);
      for (const label of labels) addLabel(kinds[label.kind], runs, label);
      if (runs.was || !runs.new) return;
      newly.decisions++;
      if (best !== undefined) newly.labelled++;
      if (labels.some(({ kind }) => kind === 'audit')) newly.at_random++;
    },
    result: () => ({
      all: rowOf(all),
      kinds: Object.fromEntries(
        LABEL_KINDS.map((kind) => [kind, rowOf(kinds[kind])]),
      ) as ErrorFigures['kinds'],
      newly_automatic: { ...newly },
    }),
  };
};

const noCount = (): Count => ({
  labels: 0,
  wrong: 0,
  runs: { was: 0, new: 0 },
  passed: { was: 0, new: 0 },
});

const addLabel = (count: Count, runs: Runs, { right }: Label): void => {
  count.labels++;
  if (!right) count.wrong++;
  for (const when of ['was', 'new'] as const) {
    if (!runs[when]) continue;
    count.runs[when]++;
    if (!right) count.passed[when]++;
  }
};

const rowOf = ({ labels, wrong, runs, passed }: Count): ErrorRow => ({
  labels,
  wrong,
  let_through: { was: share(passed.was, runs.was), new: share(passed.new, runs.new) },
  caught: { was: share(wrong - passed.was, wrong), new: share(wrong - passed.new, wrong) },
});

const share = (hits: number, of: number): Share => ({ hits, of, ...clopperPearson(hits, of) });
