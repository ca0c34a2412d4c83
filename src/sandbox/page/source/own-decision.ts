import { valueOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { type Answer, isRecord, tell } from '../live/api.ts';
import { loadNewTraffic } from '../live/load.ts';
import { change, model } from '../live/model.ts';
import { drawJson } from './json.ts';

const bodyField = 'source/body';
const sampleField = 'source/sample';

/** A form that submits a decision as a source would: choose a sample, change it, send it. */
export function drawOwnDecision(): Child {
  if (model.source === null) return null;
  return h(
    'details',
    { class: 'own-decision-box', key: 'own' },
    h('summary', {}, icon('send'), 'Send a decision of your own'),
    drawForm(),
  );
}

function drawForm(): Child {
  const samples = model.source?.samples ?? [];
  const chosen = Number(model.drafts.get(sampleField) ?? 0);
  const sample = samples[chosen];
  const text = String(model.drafts.get(bodyField) ?? (sample ? JSON.stringify(sample.body, null, 2) : ''));
  const problem = text === '' ? undefined : problemIn(text);
  const busy = model.busy.has('source');
  return h(
    'form',
    {
      class: 'own-decision',
      'aria-label': 'Send a decision',
      on: {
        submit: (event) => {
          event.preventDefault();
          if (sample && !problem) void submit(sample.source, text);
        },
      },
    },
    h('label', { class: 'small-label', for: 'own-sample' }, 'Start from'),
    h(
      'span',
      { class: 'select' },
      h(
        'select',
        {
          id: 'own-sample',
          value: String(chosen),
          disabled: samples.length === 0,
          on: {
            change: (event) =>
              change((page) => {
                page.drafts.set(sampleField, valueOf(event));
                page.drafts.delete(bodyField);
                delete page.sent;
              }),
          },
        },
        samples.length === 0 && h('option', { value: '0' }, 'No samples: is the bot running?'),
        samples.map((one, at) => h('option', { value: String(at) }, `${one.label} (${one.source})`)),
      ),
    ),
    h('label', { class: 'small-label', for: 'own-body' }, 'Body'),
    h('textarea', {
      id: 'own-body',
      class: 'text-input code',
      rows: 9,
      spellcheck: 'false',
      'aria-invalid': problem ? 'true' : undefined,
      'aria-describedby': problem ? 'own-problem' : undefined,
      value: text,
      on: {
        input: (event) => change((page) => page.drafts.set(bodyField, valueOf(event))),
      },
    }),
    problem && h('p', { class: 'field-error', id: 'own-problem' }, icon('warn'), problem),
    h(
      'button',
      { type: 'submit', class: 'button primary', disabled: !sample || problem !== undefined || busy },
      'Send decision',
      busy && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    ),
    model.sent && drawAnswer(model.sent),
  );
}

async function submit(source: string, text: string): Promise<void> {
  change((page) => {
    page.busy.add('source');
    delete page.sent;
  });
  const answer = await tell('source/submit', { source, body: JSON.parse(text) as unknown });
  change((page) => {
    page.busy.delete('source');
    page.sent = answer;
  });
  await loadNewTraffic();
}

/** What came back, with every problem that the bot named. */
function drawAnswer(answer: Answer): Child {
  const inner = isRecord(answer.body.answer)
    ? answer.body.answer
    : isRecord(answer.body.body)
      ? answer.body.body
      : answer.body;
  const status = typeof answer.body.status === 'number' ? answer.body.status : answer.status;
  const good = answer.ok && status < 400;
  const route = isRecord(inner.route) ? inner.route.level : undefined;
  const problems = Array.isArray(inner.errors) ? inner.errors.filter(isRecord) : [];
  const words = good
    ? [status, textOf(inner.disposition ?? route).replaceAll('_', ' '), inner.id]
    : [status === 0 ? undefined : status, inner.title ?? answer.error, inner.detail];
  return h(
    'div',
    { class: `answer ${good ? 'good' : 'bad'}`, role: 'status', 'data-status': status },
    h('p', {}, icon(good ? 'check' : 'warn'), words.filter(Boolean).map(String).join(' · ')),
    problems.length > 0 &&
      h(
        'ul',
        {},
        problems.map((one) => h('li', {}, h('code', {}, textOf(one.path)), ` ${textOf(one.message)}`)),
      ),
    drawJson('Answer', inner),
  );
}

function problemIn(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
