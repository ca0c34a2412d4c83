import {
  type BatchForm,
  batchErrors,
  batchModal,
  decodeBatch,
  openFirst,
  readBatchModal,
} from '../../blocks/batch-modal.ts';
import { decidedTogether, dissolved } from '../../blocks/batch-words.ts';
import { fullContextModal } from '../../blocks/full-context-modal.ts';
import { noticeModal } from '../../blocks/notice-modal.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { ACTIONS, CALLBACKS } from '../../blocks/wire.ts';
import { batchesOf } from '../../src/core/review/batch.ts';
import { decideBatch, readBatch } from '../../src/usecases/decide-batch.ts';
import { openForm } from '../../src/usecases/open-form.ts';
import { readDesk } from '../../src/usecases/read-desk.ts';
import { whoAsks } from '../../src/usecases/who-asks.ts';
import type { Conversation, Desk, Press } from './desk.ts';
import { pressOnCase } from './press-on-case.ts';

const NOT_ALIKE =
  'These are not alike any more, or somebody else has answered them. Your Home shows what waits.';

const draw = async ({ world }: Desk, asker: Press['asker'], form: BatchForm) => {
  const cases = await readBatch(world, asker, form.items);
  return cases === undefined || cases.length === 0 ? undefined : batchModal(cases, form);
};

/** Opens what is like the one that was pressed. */
const open = async (desk: Desk, press: Press): Promise<void> => {
  const { world } = desk;
  const standing = await whoAsks(world, press.asker);
  if (standing === undefined) return press.tell(refusalNotice({ code: 'cannot_check_authority' }).text);
  const { answerable } = (await readDesk(world, standing)).desk;
  const batch = batchesOf(answerable).find(({ views }) => views.some((one) => one.review_id === press.value));
  const items = (batch?.views ?? []).flatMap(({ review_id, revision, digest }) =>
    review_id === null ? [] : [{ review_id, revision, digest }],
  );
  const cases = (await readBatch(world, press.asker, items)) ?? [];
  const possible = cases.filter(({ refusal }) => refusal === undefined);
  const refusal = cases.find((one) => one.refusal !== undefined)?.refusal;
  if (possible.length < 2) return press.tell(refusal === undefined ? NOT_ALIKE : refusalNotice(refusal).text);
  const form = {
    batch_id: world.ids.next('bat'),
    items: possible.map(({ item }) => item),
    opened_at: desk.wallNow(),
  };
  const view = await draw(desk, press.asker, form);
  if (view === undefined) return press.tell(NOT_ALIKE);
  await press.open(view);
};

/** Opens one of the batch, remembers first that this person did, and says so in the list below. */
const openOne = async (desk: Desk, press: Press): Promise<void> => {
  const on = await pressOnCase(desk, press);
  const form = decodeBatch(press.view?.private_metadata);
  if (on === undefined || form === undefined || press.view === undefined) return;
  const { world, client } = desk;
  await openForm(world, on.kase.review, on.standing, on.pressed, true);
  const list = await draw(desk, press.asker, form);
  const page = fullContextModal(on.view, { ...on.pressed, opened_at: desk.wallNow() }, 'full_context', {
    answer: true,
    note: true,
  });
  // The list is below the page: it stands as it is when somebody comes back to it.
  await Promise.all([list && client.views.update({ view_id: press.view.id, view: list }), press.open(page)]);
};

/** What is alike and of low consequence, decided together from Home. */
export const batch: Conversation = {
  name: 'batch',
  actions: [
    { id: ACTIONS.batch, handle: open },
    { id: ACTIONS.batch_open, handle: openOne },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.batch,
      handle: async (desk, { asker, privateMetadata, values }) => {
        const form = decodeBatch(privateMetadata);
        const cases = form && (await readBatch(desk.world, asker, form.items));
        const first = cases?.[0]?.view;
        if (form === undefined || first === undefined)
          return { kind: 'replace', view: noticeModal(NOT_ALIKE) };
        const option = first.options.find(({ id }) => id === first.recommendation?.option);
        const input = readBatchModal(values);
        const errors = batchErrors(
          input,
          (option?.reasons ?? []).map(({ id }) => id),
        );
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const done = await decideBatch(desk.world, asker, {
          batch_id: form.batch_id,
          items: form.items,
          ...input,
          form_open_ms: Math.max(0, desk.wallNow() - form.opened_at),
        });
        if (done.ok && done.value.failure !== undefined)
          desk.log.error({ err: done.value.failure, batch: form.batch_id }, 'a batch failed on its way');
        const [unseen] = done.ok ? [] : done.error;
        if (!done.ok && unseen !== undefined && done.error.every(({ why }) => why.code === 'open_first'))
          return { kind: 'errors', errors: openFirst(unseen.title) };
        const said = done.ok
          ? decidedTogether(option?.label ?? '', done.value.decided, done.value.left)
          : dissolved(done.error);
        return { kind: 'replace', view: noticeModal(said) };
      },
    },
  ],
};
