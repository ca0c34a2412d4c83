/** Tables. https://docs.slack.dev/reference/block-kit/blocks/table-block and data-table-block */
import { arrayOf } from '../arguments.ts';
import { limits } from '../limits.ts';
import { block, counted } from './block.ts';
import { richText } from './long-text.ts';
import type { Rule } from './rules.ts';
import { all, also, byType, fields, finite, flag, list, oneOf, report, whole } from './rules.ts';

const cell = byType({
  raw_text: fields({ type: oneOf('raw_text'), text: counted }),
  raw_number: fields({ type: oneOf('raw_number'), value: finite }, { text: counted }),
  rich_text: richText,
});
const sameWidth: Rule = also((value, at, checking) => {
  const rows = arrayOf(value['rows']);
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : 0)));
  if (widths.size > 1) report(checking, `${at}/rows`, 'every row must have the same number of cells');
});

export const table: Rule = all(
  block(
    'table',
    { rows: list(list(cell, limits.tableColumns), limits.tableRows) },
    {
      column_settings: list(
        fields({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }),
        limits.tableColumns,
        0,
      ),
    },
  ),
  sameWidth,
);

export const dataTable: Rule = all(
  block(
    'data_table',
    { rows: list(list(cell, limits.tableColumns), limits.dataTableRows, 2), caption: counted },
    {
      page_size: whole(1, limits.dataTablePage),
      row_header_column_index: whole(0, limits.tableColumns - 1),
    },
  ),
  sameWidth,
);
