import { err, ok } from '../../result.ts';
import { TIME, whyNoStep } from './step.ts';
import type { Verb } from './verb.ts';

/** Others are asked beside those who were. `people` are those of the role who are told. */
export const askBackups: Verb<'ask_backups'> = (command, review, grounds, now) => {
  const { step, role, people, because } = command;
  const refusal = whyNoStep(step, review, grounds);
  if (refusal !== undefined) return err(refusal);
  return ok([{ type: 'backup_notified', at: now, actor: TIME, data: { step, role, people, because } }]);
};
