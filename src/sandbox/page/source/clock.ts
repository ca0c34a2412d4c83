import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { tell } from '../live/api.ts';
import { loadClock } from '../live/load.ts';
import { change, model, now } from '../live/model.ts';
import { openHome } from '../live/navigate.ts';
import { formatDate } from '../text/dates.ts';
import { viewer } from '../text/viewer.ts';

const hourMs = 3_600_000;
const steps = [
  { label: '+1 h', name: 'One hour later', ms: hourMs },
  { label: '+1 day', name: 'One day later', ms: 24 * hourMs },
];

/** The clock by which things fall due, and ways to turn it forward. */
export function drawClock(): Child {
  const busy = model.busy.has('clock');
  const problem = model.notes.get('clock');
  return h(
    'div',
    { class: 'control', key: 'clock' },
    icon('clock'),
    h(
      'div',
      { class: 'control-text', role: 'status' },
      h('strong', {}, formatDate(now() / 1000, '{date_short} {time}', '', viewer())),
      h(
        'small',
        { class: problem ? 'wrong-text' : '' },
        problem ?? `${ahead(model.clock.offset)} · ${cityOf(viewer().zone)}`,
      ),
    ),
    steps.map(({ label, name, ms }) =>
      h(
        'button',
        {
          type: 'button',
          class: 'button small',
          'aria-label': name,
          disabled: busy,
          on: { click: () => void advance(ms) },
        },
        label,
      ),
    ),
  );
}

async function advance(ms: number): Promise<void> {
  change((page) => page.busy.add('clock'));
  const answer = await tell('clock', { advance_ms: ms });
  change((page) => {
    page.busy.delete('clock');
    if (answer.ok) page.notes.delete('clock');
    else page.notes.set('clock', answer.error);
  });
  await loadClock();
  // Whoever looks at Home by then would have opened it anew.
  if (model.place.kind === 'home') await openHome();
}

/** "1 d 3 h ahead of the real time". */
function ahead(offset: number): string {
  const hours = Math.round(Math.abs(offset) / hourMs);
  if (hours === 0) return 'the real time';
  const parts = [hours >= 24 && `${Math.floor(hours / 24)} d`, hours % 24 > 0 && `${hours % 24} h`].filter(
    Boolean,
  );
  return `${parts.join(' ')} ${offset > 0 ? 'ahead of' : 'behind'} the real time`;
}

/** "Lisbon" of Europe/Lisbon: whose clock all times on the page are read on. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
