import type { Button, ConfirmationDialog } from '@slack/types';
import type { CardView, OptionView } from '../src/core/review/card-view.ts';
import { LIMITS } from './limits.ts';
import { line, plain } from './text.ts';
import { ACTIONS, encodePress, verdictAction } from './wire.ts';

/** As many as a policy may have; more would not leave room for anything else. */
const MAX_OPTIONS = 5;

/**
 * What answers a decision: the same wherever it is shown.
 * @param most of what is asked before an answer, in characters
 */
export const answerButtons = (
  view: CardView,
  reviewId: string,
  most: number = LIMITS.confirmText,
): Button[] => {
  const value = encodePress({ review_id: reviewId, revision: view.revision, digest: view.digest });
  return [
    ...view.options.slice(0, MAX_OPTIONS).map((option) => verdictButton(option, view, value, most)),
    ...(view.modify === null ? [] : [button('Modify', ACTIONS.modify, value, view)]),
    button('Request info', ACTIONS.request_info, value, view),
  ];
};

/** What answers an audit. Neither is in colour: whoever audits is to lean to no side. */
export const auditButtons = (view: CardView, reviewId: string): Button[] => {
  const value = encodePress({ review_id: reviewId, revision: view.revision, digest: view.digest });
  const named = { ...view, amount: null };
  return [
    button('It was right', ACTIONS.audit_right, value, named),
    button('It was wrong', ACTIONS.audit_wrong, value, named),
  ];
};

const verdictButton = (option: OptionView, view: CardView, value: string, most: number): Button => ({
  ...button(option.label, verdictAction(option.id), value, view),
  ...(option.style === undefined ? {} : { style: option.style }),
  ...(option.confirm === undefined
    ? {}
    : { confirm: confirmation(option, line(option.confirm, Math.min(most, LIMITS.confirmText)), view) }),
});

/** What the policy has asked before such an answer; what happens then is said on the button. */
const confirmation = (
  { label, style }: OptionView,
  text: string,
  { amount }: CardView,
): ConfirmationDialog => {
  const named = amount === null ? label : `${label} ${amount}`;
  return {
    title: plain(`${named.length < LIMITS.confirmTitle ? named : label}?`, LIMITS.confirmTitle),
    text: plain(text, LIMITS.confirmText),
    confirm: plain(named.length <= LIMITS.confirmButton ? named : label, LIMITS.confirmButton),
    deny: plain('Go back', LIMITS.confirmButton),
    ...(style === undefined ? {} : { style }),
  };
};

/** A screen reader hears which decision a button belongs to. */
const button = (
  label: string,
  action_id: string,
  value: string,
  { external_id, title, amount }: CardView,
): Button => ({
  type: 'button',
  text: plain(label, LIMITS.buttonText),
  action_id,
  value,
  accessibility_label: line(
    [label, external_id ?? title, ...(amount === null ? [] : [amount])].join(', '),
    LIMITS.accessibilityLabel,
  ),
});
