import { readSnoozeModal, type SnoozeOffer, snoozeErrors, snoozeModal } from '../../blocks/snooze-modal.ts';
import { CALLBACKS } from '../../blocks/wire.ts';
import type { Review } from '../../src/core/review/review.ts';
import { latestSnooze, snoozeChoices } from '../../src/core/review/snooze-choices.ts';
import { snooze } from '../../src/usecases/snooze.ts';
import type { Conversation, Desk } from './desk.ts';
import { menuOnCase, tellRefusal } from './menu-on-case.ts';
import { formOf } from './press-on-case.ts';
import { refused, submittedForm } from './submitted-form.ts';

/** What this person can choose now, in the time zone that Slack knows of them. */
const offerTo = async ({ world }: Desk, { due_at }: Review, personId: string): Promise<SnoozeOffer> => {
  const now = world.clock.now();
  const zone = (await world.directory.presence(personId))?.tz ?? 'UTC';
  return { choices: snoozeChoices(now, due_at, zone), latest: latestSnooze(now, due_at), zone };
};

/** Snooze: until when. */
export const snoozeConversation: Conversation = {
  name: 'snooze',
  menu: [
    {
      item: 'snooze',
      handle: async (desk, press) => {
        const on = await menuOnCase(desk, press);
        if (on === undefined) return;
        const offer = await offerTo(desk, on.kase.review, press.asker.id);
        if (offer.latest <= desk.world.clock.now())
          return tellRefusal(press, { code: 'due_already', at: offer.latest }, on);
        const view = snoozeModal(on.view, offer, formOf(desk, press, on));
        await press.open(view);
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.snooze,
      handle: async (desk, submission) => {
        const read = await submittedForm(desk, submission);
        if (!read.ok) return read.error;
        const { review } = read.value.kase;
        const now = desk.world.clock.now();
        const input = readSnoozeModal(submission.values);
        const errors = snoozeErrors(input, { latest: latestSnooze(now, review.due_at) }, now);
        // What is over or settled is said as that, and not as a moment that is out of reach.
        const isOpen = review.status === 'open' || review.status === 'waiting_info';
        const isPossible = isOpen && latestSnooze(now, review.due_at) > now;
        if (isPossible && Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const aside = await snooze(desk.world, review, submission.asker, input.until ?? now);
        return aside.ok ? { kind: 'close' } : refused(aside.error, read.value, { unanswered: true });
      },
    },
  ],
};
