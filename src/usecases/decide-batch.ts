import type { Refusal } from '../core/refusal.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Standing } from '../core/review/authority.ts';
import { BATCH_MOST, likeness, toOpen, wasOpened, whyNotBatchable } from '../core/review/batch.ts';
import { placeFor } from '../core/review/place.ts';
import type { Review } from '../core/review/review.ts';
import { type CardView, viewFor } from '../core/review/view.ts';
import { type Grounds, whyNotNow } from '../core/review/why-not-now.ts';
import type { Asker, World } from '../ports.ts';
import type { ReviewCase } from './change-review.ts';
import { findReviewCase } from './find-review-case.ts';
import { giveVerdict } from './give-verdict.ts';
import { audienceOf, whoAsks } from './who-asks.ts';

/** One of a batch as it was shown. */
export type BatchItem = { review_id: string; revision: number; digest: string };

export type BatchAnswer = {
  batch_id: string;
  items: BatchItem[];
  reason_code: string;
  rationale: string;
  form_open_ms: number;
};

/** One of a batch that was not decided, and why: `not_alike` any more, it was to be opened first, or we `failed`. */
export type BatchProblem = {
  title: string;
  why: Refusal | { code: 'not_alike' } | { code: 'open_first' } | { code: 'failed' };
};

/** What was decided; `left` was overtaken in the moment between, or came after a `failure`. */
export type BatchResult = { decided: CardView[]; left: BatchProblem[]; failure?: unknown };

/** One of a batch as the person may see it now. */
export type BatchCase = {
  item: BatchItem;
  kase: ReviewCase;
  view: CardView;
  mustOpen: boolean;
  opened: boolean;
};

/** The cases of a batch that are still there. Undefined: Slack does not say who asks. */
export const readBatch = async (
  world: World,
  asker: Asker,
  items: BatchItem[],
): Promise<(BatchCase & { refusal: Refusal | undefined })[] | undefined> => {
  const known = await whoAsks(world, asker);
  if (known === undefined) return undefined;
  const now = world.clock.now();
  const found = await Promise.all(
    items
      .slice(0, BATCH_MOST)
      .map(async (item) => ({ item, found: await findReviewCase(world, item.review_id) })),
  );
  const there = found.flatMap(({ item, found: one }) => (one.ok ? [{ item, ...one.value }] : []));
  const must = toOpen(
    there.map(({ kase }) => kase.decision.id),
    (id) => world.draw(id, 'batch'),
  );
  const limits = world.policies.current().authority;
  return there.map(({ item, kase, type }) => {
    const view = viewFor(kase, type, audienceOf(known), now);
    const grounds = { ...kase, type, limits };
    return {
      item,
      kase,
      view,
      mustOpen: must.has(kase.decision.id),
      opened: wasOpened(kase.events, asker.id),
      refusal:
        whyNotNow(kase.review, grounds, { ...known, shown: item }) ??
        whyNotAlone(view, kase.review, grounds, known),
    };
  });
};

/** A batch decides: what somebody could only recommend they answer one by one, with what goes to whom before their eyes. */
const whyNotAlone = (
  { recommendation }: CardView,
  review: Review,
  grounds: Grounds,
  standing: Standing,
): Refusal | undefined => {
  const place = placeFor({ option: recommendation?.option ?? '' }, review, grounds, standing);
  if (!place.ok) return place.error;
  return place.value.weight === 'recommends'
    ? { code: 'above_authority', roles: place.value.needs }
    : undefined;
};

/**
 * Decides a batch as it was recommended, each under its own version. Anything in the way of one of them (decided, changed,
 * no longer alike, not opened though it was to be) dissolves the batch: nothing of it is decided. What fails when some are
 * decided already ends it there: the person is told which these are.
 */
export const decideBatch = async (
  world: World,
  asker: Asker,
  { batch_id, items, ...answer }: BatchAnswer,
): Promise<Result<BatchResult, BatchProblem[]>> => {
  const cases = await readBatch(world, asker, items);
  if (cases === undefined) return err([{ title: '', why: { code: 'cannot_check_authority' } }]);
  if (cases.length < items.length || cases.length < 2)
    return err([{ title: '', why: { code: 'not_found' } }]);
  const like = cases[0] === undefined ? '' : likeness(cases[0].view);
  const problems = cases.flatMap(({ view, mustOpen, opened, refusal }): BatchProblem[] => {
    const { title } = view;
    if (refusal !== undefined) return [{ title, why: refusal }];
    if (whyNotBatchable(view) !== undefined || likeness(view) !== like)
      return [{ title, why: { code: 'not_alike' } }];
    return mustOpen && !opened ? [{ title, why: { code: 'open_first' } }] : [];
  });
  if (problems.length > 0) return err(problems);
  const decided: CardView[] = [];
  const left: BatchProblem[] = [];
  for (const [index, { item, kase, view, opened }] of cases.entries()) {
    try {
      const given = await giveVerdict(world, kase.review, asker, {
        ...answer,
        shown: item,
        option: view.recommendation?.option ?? '',
        tags: [],
        batch: { id: batch_id, opened },
      });
      if (given.ok) decided.push(view);
      else left.push({ title: view.title, why: given.error });
    } catch (failure) {
      if (decided.length === 0) throw failure;
      const rest = cases
        .slice(index)
        .map(({ view: { title } }) => ({ title, why: { code: 'failed' } as const }));
      return ok({ decided, left: [...left, ...rest], failure });
    }
  }
  return ok({ decided, left });
};
