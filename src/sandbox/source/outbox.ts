import { type Client, ProblemError, type Submission, type SubmissionAnswer } from '../../client/index.ts';
import { createRecord, type Numbered } from './record.ts';

/** One submission and what came back at once; status 0: nothing came back. */
type Submitted = { source: string; body: unknown; status: number; answer: unknown };

export type Outbox = {
  /** Sends whatever it is given: the API says what is wrong with it. Never throws. */
  send: (
    client: Client,
    source: string,
    body: unknown,
  ) => Promise<{ status: number; body: unknown; accepted?: SubmissionAnswer }>;
  submissions: (after?: number) => Numbered<Submitted>[];
};

const MOST_KEPT = 2000;

export const createOutbox = (now: () => number, onChange: () => void): Outbox => {
  const record = createRecord<Submitted>(MOST_KEPT, now);
  return {
    submissions: record.after,
    send: async (client, source, body) => {
      const answer = await submit(client, body);
      record.add({ source, body, status: answer.status, answer: answer.body });
      onChange();
      return answer;
    },
  };
};

const submit = async (client: Client, body: unknown): ReturnType<Outbox['send']> => {
  try {
    const decision: Submission = JSON.parse(JSON.stringify(body ?? null));
    const accepted = await client.submit(decision);
    return { status: accepted.status === 'resolved' ? 200 : 202, body: accepted, accepted };
  } catch (error) {
    if (error instanceof ProblemError) return { status: error.status, body: error.problem };
    const detail = error instanceof Error ? error.message : String(error);
    return { status: 0, body: { title: 'The API does not answer', detail } };
  }
};
