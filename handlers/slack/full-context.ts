import { fullContextModal, readPage } from '../../blocks/full-context-modal.ts';
import type { Modal } from '../../blocks/pieces.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { decodeForm, decodeMenu, PAGE_ACTION } from '../../blocks/wire.ts';
import { whyNothingToAnswer } from '../../src/core/review/can-answer.ts';
import { viewFor } from '../../src/core/review/view.ts';
import { whyNever } from '../../src/core/review/why-not-now.ts';
import type { ReviewCase } from '../../src/usecases/change-review.ts';
import { findCard } from '../../src/usecases/find-card.ts';
import { findReviewCase } from '../../src/usecases/find-review-case.ts';
import { audienceOf, whoAsks } from '../../src/usecases/who-asks.ts';
import { withEarlier } from '../../src/usecases/with-earlier.ts';
import type { Conversation, Desk, Press } from './desk.ts';

/** What a person may see of a review; a sentence for them when there is nothing to see. */
export const viewOf = async (
  { world }: Desk,
  reviewId: string | undefined,
  asker: { id: string; team_id?: string },
) => {
  const read = await findReviewCase(world, reviewId);
  if (!read.ok) return refusalNotice(read.error).text;
  const found = read.value;
  const known = await whoAsks(world, asker);
  // Without knowing who looks, nobody sees more than the channel does.
  const audience =
    known === undefined ? ({ kind: 'person', id: asker.id, roles: [] } as const) : audienceOf(known);
  const kase = await withEarlier(world, found.kase, { over: true });
  const grounds = { ...found.kase, type: found.type, limits: world.policies.current().authority };
  return {
    ...found,
    view: viewFor(kase, found.type, audience, world.clock.now()),
    /** Whether they could answer it now, and leave a note. */
    may: {
      answer: known !== undefined && whyNothingToAnswer(found.kase.review, grounds, known) === undefined,
      note: known !== undefined && whyNever(found.kase.review, grounds, known) === undefined,
    },
  };
};

const show = async (desk: Desk, press: Press): Promise<void> => {
  const choice = decodeMenu(press.value);
  const shown = await viewOf(desk, choice?.review_id, press.asker);
  if (typeof shown === 'string') return press.tell(shown);
  const { kase, view, may } = shown;
  const { id: review_id, revision } = kase.review;
  const form = { review_id, revision, digest: kase.revision.digest, opened_at: desk.wallNow() };
  const opened = await press.open(fullContextModal(view, form, choice?.item, may));
  // Somebody who came from its card knows where it is. The trigger does not wait for the address.
  if (press.channel !== undefined && !press.channel.startsWith('D')) return;
  await linkCard(desk, kase, opened, (card) =>
    fullContextModal(view, { ...form, card }, choice?.item, may),
  ).catch((error: unknown) => desk.log.debug({ err: error }, 'the address of a card could not be shown'));
};

/** Adds the address of the card to a modal that was just opened. */
const linkCard = async (
  { world, client }: Desk,
  { review }: ReviewCase,
  opened: { id?: string; hash?: string | undefined },
  draw: (card: string) => Modal,
): Promise<void> => {
  const at = await findCard(world, review);
  if (at === undefined || opened.id === undefined) return;
  const { permalink } = await client.chat.getPermalink({ channel: at.channel, message_ts: at.ts });
  if (permalink === undefined) return;
  // Another page may be open by now: that one is left alone.
  const { id: view_id, hash } = opened;
  await client.views.update({ view_id, ...(hash === undefined ? {} : { hash }), view: draw(permalink) });
};

/** The menu of a card: everything about the decision, page by page. */
export const fullContext: Conversation = {
  name: 'full-context',
  menu: [
    { item: 'full_context', handle: show },
    { item: 'why', handle: show },
  ],
  actions: [
    {
      id: PAGE_ACTION,
      handle: async (desk, press) => {
        const form = decodeForm(press.view?.private_metadata);
        if (form === undefined) return;
        const shown = await viewOf(desk, form.review_id, press.asker);
        if (typeof shown === 'string') return press.tell(shown);
        const page = readPage(press.value);
        await press.redraw(fullContextModal(shown.view, { ...form, page }, 'full_context', shown.may));
      },
    },
  ],
};
