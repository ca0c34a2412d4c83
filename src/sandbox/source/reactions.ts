import type { Submission } from '../../client/index.ts';
import type { Accounts, Verified } from './accounts.ts';
import type { Dice } from './dice.ts';
import { answerInfoRequest } from './info-answer.ts';
import { outcomeOfMail } from './mail/mail-quarantine.ts';
import type { Label } from './mail/naive-bayes.ts';
import { MAIL } from './plan.ts';
import type { Tasks } from './tasks.ts';

const ANSWER_MS = [3000, 6000] as const;
const OUTCOME_MS = [4000, 12_000] as const;

/** Decisions submitted from here, by external id where they have one, else by id. */
export type Own = Map<string, { submission: Submission; truth?: Label; isTold?: true }>;

/** A decision that ended; `option` is null where nothing was done. */
type Ended = { id: string; external_id: string | null; option: string | null };

export type Reactions = {
  /** Does what a callback asks for; the result is the body of the answer to it. */
  act: (verified: Verified) => unknown;
  /** Says some seconds later what a mail really was, once. */
  tellTruth: (ended: Ended) => void;
};

/** What the source does when it hears something, for decisions that it submitted itself. */
export const createReactions = ({
  own,
  accounts,
  tasks,
  dice,
  now,
}: {
  own: Own;
  accounts: Accounts;
  tasks: Tasks;
  dice: Dice;
  now: () => number;
}): Reactions => {
  const tellTruth = ({ id, external_id, option }: Ended) => {
    const known = own.get(external_id ?? id);
    if (known?.truth === undefined || known.isTold) return;
    known.isTold = true;
    const { truth } = known;
    tasks.run(async () => {
      await tasks.wait(dice.whole(...OUTCOME_MS));
      const outcome = outcomeOfMail({ truth }, option, new Date(now()).toISOString());
      const call = { idempotencyKey: `${id}-outcome` };
      await accounts.clientOf(MAIL.source)?.recordOutcome(id, outcome, call);
    });
  };

  const act = ({ source, event }: Verified): unknown => {
    switch (event.type) {
      case 'decision.info_requested': {
        const { id, external_id, request_id } = event.data;
        const known = own.get(external_id ?? id);
        // Others submit with the same credentials, and answer for themselves.
        if (known === undefined) return undefined;
        const answer = answerInfoRequest(dice, event.data, known.submission);
        tasks.run(async () => {
          await tasks.wait(dice.whole(...ANSWER_MS));
          const call = { idempotencyKey: `${request_id}-answer` };
          await accounts.clientOf(source)?.answerInfo(id, answer, call);
        });
        return undefined;
      }
      case 'decision.resolved':
      case 'decision.expired':
        tellTruth(event.data);
        return undefined;
      case 'audit.disagreed':
      case 'decision.corrected':
        // Money that was paid and replies that were sent do not come back.
        return { result: source === MAIL.source || source === 'expense-bot' ? 'reversed' : 'impossible' };
      default:
        return undefined;
    }
  };

  return { act, tellTruth };
};
