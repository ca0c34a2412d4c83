import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { standInList, standsInNoMore, standsInNow } from '../../../blocks/standing-in.ts';
import { endStandIn, letStandIn, listStandIns } from '../../../src/usecases/stand-in.ts';
import type { KeepingVerb } from '../desk.ts';

/** A person as Slack writes a mention in the text of a command: `<@U123|name>`. */
const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>\s*/;

const WHOM =
  'Say who stands in for you: `/handraise delegate @person until 5 Dec`. Choose the person from the list that Slack shows as you type.';

/** Lets somebody else decide in the person's stead, shows who does, and ends it. */
export const delegate: KeepingVerb = {
  word: 'delegate',
  hint: '@person [until 5 Dec | for 3 days] | list | end [@person]',
  does: 'somebody stands in for you',
  group: 'your_work',
  run: async ({ world }, { asker, rest }) => {
    const [, word = '', after = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
    if (word === '' || word === 'list') return standInList(await listStandIns(world, asker));
    if (word === 'end') {
      if (after !== '' && !MENTION.test(after)) return WHOM;
      const ended = await endStandIn(world, asker, MENTION.exec(after)?.[1]);
      return ended.ok ? standsInNoMore(ended.value) : refusalNotice(ended.error).text;
    }
    const [mention = '', to] = MENTION.exec(rest) ?? [];
    if (to === undefined) return WHOM;
    const named = await letStandIn(world, asker, to, rest.slice(mention.length));
    return named.ok ? standsInNow(named.value) : refusalNotice(named.error).text;
  },
};
