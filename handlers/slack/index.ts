import { answerInfoConversation } from './answer-info.ts';
import { audit } from './audit.ts';
import { batch } from './batch.ts';
import { claimConversation } from './claim.ts';
import { command } from './command.ts';
import { correct } from './correct.ts';
import type { Conversation } from './desk.ts';
import { escalateConversation } from './escalate.ts';
import { fullContext } from './full-context.ts';
import { handOverConversation } from './hand-over.ts';
import { home } from './home.ts';
import { miss } from './miss.ts';
import { modify } from './modify.ts';
import { noteConversation } from './note.ts';
import { raiseHandConversation } from './raise-hand.ts';
import { requestInfoConversation } from './request-info.ts';
import { reveal } from './reveal.ts';
import { snoozeConversation } from './snooze.ts';
import { undo } from './undo.ts';
import { verdict } from './verdict.ts';

/** Every conversation that people can have with us in Slack. */
export const conversations: readonly Conversation[] = [
  verdict,
  modify,
  reveal,
  requestInfoConversation,
  answerInfoConversation,
  undo,
  correct,
  audit,
  miss,
  claimConversation,
  handOverConversation,
  escalateConversation,
  snoozeConversation,
  noteConversation,
  fullContext,
  raiseHandConversation,
  home,
  batch,
  command,
];
