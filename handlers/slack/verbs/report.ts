import { refusalNotice } from '../../../blocks/refusal-notice.ts';
import { outside } from '../../../blocks/text.ts';
import { reportWords, weeklyReportText } from '../../../blocks/weekly-report.ts';
import { weekOf } from '../../../src/core/report/periods.ts';
import { gatherWeek } from '../../../src/usecases/gather-week.ts';
import { reportZone } from '../../../src/usecases/publish-due.ts';
import type { ReadingVerb } from '../desk.ts';

/** The weekly override report, whenever somebody asks: of the last whole week, or of this one so far. */
export const report: ReadingVerb = {
  word: 'report',
  hint: '[queue] [so far]',
  does: 'how often people changed the AI’s answer last week, or in this one so far',
  group: 'finding_out',
  reads: true,
  run: async ({ world }, { asker, rest }) => {
    const known = await world.directory.personWithRoles(asker);
    if (known === undefined) return refusalNotice({ code: 'cannot_check_authority' }).text;
    const policy = world.policies.current();
    if (known.roles.length === 0)
      return refusalNotice({ code: 'not_a_decider', roles: Object.keys(policy.roles) }).text;
    const soFar = /\bso far\b/.test(rest);
    const name = rest.replace(/\bso far\b/, '').trim();
    if (name !== '' && policy.queues[name] === undefined)
      return `There is no queue “${outside(name, 60)}”; there are ${Object.keys(policy.queues).join(', ')}.`;
    const queue = name === '' ? null : name;
    const period = weekOf(world.clock.now(), reportZone(policy, queue), soFar ? 0 : -1);
    const { report } = await gatherWeek(world, period, queue);
    return weeklyReportText(report, reportWords(policy));
  },
};
