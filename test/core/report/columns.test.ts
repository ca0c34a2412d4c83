import { expect, test } from 'vitest';
import { columns } from '../../../src/core/report/columns.ts';

test('columns are as wide as their widest cell, and no line ends in spaces', () => {
  const rows = [
    ['type', 'n', 'note'],
    ['expense.report', '1,240', 'größer'],
    ['é', '7', ''],
  ];
  expect(columns(rows, { indent: 2, right: [1] })).toEqual([
    '  type                n  note',
    '  expense.report  1,240  größer',
    '  é                   7',
  ]);
});
