/** Modals and Home tabs. https://docs.slack.dev/reference/views */
import { arrayOf, isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import { blockList } from './blocks.ts';
import type { Rule } from './rules.ts';
import { all, also, fields, flag, oneOf, report, startChecking, string } from './rules.ts';
import { id, plainText } from './texts.ts';

const shared = { private_metadata: string(limits.privateMetadata), callback_id: id, external_id: id };

const inputsNeedSubmit: Rule = also((view, at, checking) => {
  const blocks = arrayOf(view['blocks']);
  if (view['submit'] === undefined && blocks.some((one) => isObject(one) && one['type'] === 'input')) {
    report(checking, at, 'missing required field: submit (a modal with input blocks needs one)');
  }
});

const oneFocus: Rule = also((view, at, checking) => {
  const focused = JSON.stringify(view['blocks'] ?? []).split('"focus_on_load":true').length - 1;
  if (focused > 1) report(checking, at, 'only one element may have focus_on_load');
});

const rules: Record<'modal' | 'home', Rule> = {
  modal: all(
    fields(
      { type: oneOf('modal'), title: plainText(limits.viewTitle), blocks: blockList(limits.blocksInView, 1) },
      {
        submit: plainText(limits.viewButton),
        close: plainText(limits.viewButton),
        clear_on_close: flag,
        notify_on_close: flag,
        submit_disabled: flag,
        ...shared,
      },
    ),
    inputsNeedSubmit,
    oneFocus,
  ),
  home: all(fields({ type: oneOf('home'), blocks: blockList(limits.blocksInView, 0) }, shared), oneFocus),
};

/** Everything that Slack would refuse about this view, each with its JSON pointer; empty when it is fine. */
export const checkView = (view: unknown, kind: 'modal' | 'home'): string[] => {
  const checking = startChecking(kind);
  rules[kind](view, '/view', checking);
  return checking.problems;
};
