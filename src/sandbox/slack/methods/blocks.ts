import { jsonOf } from '../arguments.ts';
import { checkMessageBlocks } from '../check/message.ts';
import { checkView } from '../check/view.ts';
import type { Method } from '../method.ts';
import { done, refuse } from '../method.ts';

/** https://docs.slack.dev/reference/methods/blocks.validate: blocks, a view or a whole message; nothing is posted. */
export const blockMethods: Method[] = [
  {
    name: 'blocks.validate',
    token: 'any',
    scopes: [],
    run: (_world, args) => {
      const blocks = jsonOf(args, 'blocks');
      const view = jsonOf(args, 'view');
      const message = jsonOf(args, 'message');
      if (blocks === 'broken' || view === 'broken' || message === 'broken') {
        return refuse('invalid_arguments', ['not valid JSON']);
      }
      if (blocks === 'absent' && view === 'absent' && message === 'absent') {
        return refuse('invalid_arguments', ['one of blocks, view, message is required']);
      }
      const problems = [
        ...(blocks === 'absent' ? [] : checkMessageBlocks(blocks.value, '/blocks')),
        ...(view === 'absent' ? [] : checkView(view.value, kindOf(view.value))),
        ...(message === 'absent' ? [] : checkMessageBlocks(blocksIn(message.value), '/message/blocks')),
      ];
      return problems.length === 0 ? done() : refuse('invalid_blocks', problems);
    },
  },
];

const kindOf = (view: unknown): 'modal' | 'home' =>
  typeof view === 'object' && view !== null && 'type' in view && view.type === 'home' ? 'home' : 'modal';

const blocksIn = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'blocks' in message ? message.blocks : undefined;
