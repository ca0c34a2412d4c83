import { digestMessage } from '../../blocks/digest.ts';
import type { CardMessage } from '../../blocks/pieces.ts';
import { emptySeatAlert, goneTypesAlert } from '../../blocks/policy-alerts.ts';
import { standingInMessage, whileAwayMessage } from '../../blocks/standing-in.ts';
import { reportWords, weeklyReportMessage } from '../../blocks/weekly-report.ts';
import type { StandingInNote, WhileAway } from '../core/away/notes.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { DailyDigest } from '../core/report/daily.ts';
import type { WeeklyReport } from '../core/report/weekly.ts';
import { unreachable } from '../core/result.ts';
import type { EmptySeat, GoneTypes } from '../core/review/unanswerable.ts';
import type { Post } from '../ports.ts';

/** A message about no decision, drawn from what was stored when it was made. */
export const postMessage = ({ kind, body }: Pick<Post, 'kind' | 'body'>, policy: Policy): CardMessage => {
  switch (kind) {
    case 'digest':
      return digestMessage(body as DailyDigest);
    case 'report':
      return weeklyReportMessage(body as WeeklyReport, reportWords(policy));
    case 'while_away':
      return whileAwayMessage(body as WhileAway);
    case 'standing_in':
      return standingInMessage(body as StandingInNote);
    case 'gone_types':
      return goneTypesAlert(body as GoneTypes);
    case 'empty_seat':
      return emptySeatAlert(body as EmptySeat);
    default:
      return unreachable(kind);
  }
};
