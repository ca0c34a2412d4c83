import type { DataTableBlock, TableBlock } from '@slack/types';
import { type Child, h } from '../dom/vnode.ts';
import { withEmoji } from '../text/draw.ts';
import { drawRichText } from './text.ts';

type Cell = TableBlock['rows'][number][number];

/** https://docs.slack.dev/reference/block-kit/blocks/table-block: the first row is the heading. */
export function drawTable(block: TableBlock): Child {
  const settings = block.column_settings ?? [];
  const cell = (tag: 'th' | 'td') => (one: Cell, at: number) =>
    h(
      tag,
      {
        scope: tag === 'th' ? 'col' : undefined,
        class: `${settings[at]?.align ?? alignOf(one)} ${settings[at]?.is_wrapped === false ? 'whole' : ''}`,
      },
      drawCell(one),
    );
  return tableOf(block.rows, cell);
}

export function drawDataTable(block: DataTableBlock): Child {
  const named = block.row_header_column_index ?? -1;
  const cell = (tag: 'th' | 'td') => (one: Cell, at: number) =>
    at === named && tag === 'td'
      ? h('th', { scope: 'row' }, drawCell(one))
      : h(tag, { scope: tag === 'th' ? 'col' : undefined, class: alignOf(one) }, drawCell(one));
  return tableOf(block.rows, cell, block.caption);
}

function tableOf(
  rows: Cell[][],
  cell: (tag: 'th' | 'td') => (one: Cell, at: number) => Child,
  caption?: string,
): Child {
  const [head = [], ...body] = rows;
  return h(
    'div',
    // Focusable, since a wide table is scrolled sideways by keyboard too.
    { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption ?? 'Table' },
    h(
      'table',
      {},
      caption && h('caption', {}, caption),
      h('thead', {}, h('tr', {}, head.map(cell('th')))),
      h(
        'tbody',
        {},
        body.map((row) => h('tr', {}, row.map(cell('td')))),
      ),
    ),
  );
}

function drawCell(cell: Cell): Child {
  return cell.type === 'rich_text' ? drawRichText(cell) : withEmoji(cell.text);
}

function alignOf(cell: Cell): string {
  return cell.type === 'raw_number' ? 'right' : 'left';
}
