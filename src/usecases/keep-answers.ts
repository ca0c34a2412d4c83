import type { DecisionEvent, Verdict } from '../core/decision/decision.ts';
import { answerOf } from '../core/review/blind.ts';
import type { Review } from '../core/review/review.ts';
import type { Write } from '../ports.ts';

/** The rows of who answered what, as events change them: for people's own figures and for those of queues. */
export const keepAnswers = (before: Review, queue: string, events: DecisionEvent[]): Write[] =>
  events.flatMap((event) => writesFor(event, before, queue));

const writesFor = ({ type, at, data, actor }: DecisionEvent, before: Review, queue: string): Write[] => {
  const { id: review_id, decision_id, kind } = before;
  switch (type) {
    case 'verdict_given': {
      const { by, option, for: other } = data.verdict as Verdict;
      const waited_ms = Math.max(0, at - before.opened_at - before.paused_ms);
      const row = { review_id, person_id: by.id, at, decision_id, kind, queue, option, waited_ms };
      return [
        {
          insert: 'answers',
          row: { ...row, corrected_at: null, for_id: other?.id ?? null, told_at: null },
          ignore: true,
        },
      ];
    }
    case 'answer_changed': {
      const { by, option } = data.verdict as Verdict;
      const given = answerOf(before, by.id);
      if (given === undefined) return [];
      const where = { review_id, person_id: by.id, at: given.at };
      return [{ update: 'answers', where, set: { option }, expect: 0 }];
    }
    case 'verdict_undone': {
      const person_id = typeof data.by === 'string' ? data.by : actor.id;
      const given = answerOf(before, person_id);
      return given === undefined
        ? []
        : [{ remove: 'answers', where: { review_id, person_id, at: given.at } }];
    }
    case 'corrected':
      return kind === 'audit'
        ? []
        : [{ update: 'answers', where: { review_id }, set: { corrected_at: at }, expect: 0 }];
    default:
      return [];
  }
};
