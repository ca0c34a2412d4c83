import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { personName } from '../live/names.ts';
import { clockTime } from '../text/dates.ts';
import { viewer } from '../text/viewer.ts';
import { drawJson } from './json.ts';
import { callbackLine, type Line, submissionLine } from './records.ts';

/** More than these are not drawn; the record itself is at /_sandbox/callbacks. */
const shown = 60;

/** What went between the sources and the bot, newest first. */
export function drawLog(): Child {
  const { source } = model;
  if (source === undefined) return h('p', { class: 'muted', key: 'log' }, 'Loading');
  if (source === null) {
    const words = 'The sandbox runs alone here. The built-in sources and their log come with npm run demo.';
    return h('p', { class: 'muted', key: 'log' }, words);
  }
  const lines = [...source.submissions.map(submissionLine), ...source.callbacks.map(callbackLine)]
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, shown);
  return h(
    'section',
    { class: 'log', key: 'log', 'aria-label': 'Submissions and callbacks' },
    h('h3', {}, 'Sent and received'),
    lines.length === 0
      ? h(
          'p',
          { class: 'muted' },
          'Nothing yet. A source sends by itself after a moment, or send one of your own.',
        )
      : h('ol', {}, lines.map(drawLine)),
  );
}

function drawLine(line: Line): Child {
  const sent = line.direction === 'sent';
  return h(
    'li',
    { key: line.key, class: `line ${line.tone}`, 'data-direction': line.direction },
    h(
      'p',
      { class: 'line-head' },
      h('span', { class: `way ${line.direction}` }, sent ? '→ sent' : '← callback'),
      h('span', { class: 'line-source' }, line.source),
      line.verified !== undefined &&
        h(
          'span',
          { class: `mark ${line.verified ? 'good' : 'bad'}` },
          icon(line.verified ? 'check' : 'warn'),
          line.verified ? 'verified' : 'not verified',
        ),
      h('time', { class: 'when', datetime: line.at.toISOString() }, clockTime(line.at, viewer(), true)),
    ),
    h('p', { class: 'line-title' }, line.title),
    line.result && h('p', { class: 'line-result' }, withNames(line.result)),
    h(
      'div',
      { class: 'line-details' },
      line.details.map(({ label, value }) => drawJson(label, value)),
    ),
  );
}

/** Ids of people become their names. */
function withNames(text: string): string {
  return text.replace(/\bU[A-Z0-9]+\b/g, personName);
}
