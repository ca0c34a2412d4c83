/** Charts. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
import { arrayOf, isObject } from '../arguments.ts';
import { limits } from '../limits.ts';
import { block } from './block.ts';
import type { Rule } from './rules.ts';
import { all, also, byType, fields, finite, list, oneOf, report, string } from './rules.ts';

const label = string(limits.chartLabel, 1);
const point = fields({ label, value: finite });
const series = list(fields({ name: label, data: list(point, limits.chartCategories) }), limits.chartSeries);
const axis = fields(
  { categories: list(label, limits.chartCategories) },
  { x_label: string(limits.chartTitle), y_label: string(limits.chartTitle) },
);

const agree: Rule = also((value, at, checking) => {
  const names = arrayOf(value['series']).map((one) => (isObject(one) ? one['name'] : undefined));
  if (new Set(names).size !== names.length) report(checking, `${at}/series`, 'series must have unique names');
});
const overAxis = (type: string): Rule => all(fields({ type: oneOf(type), series, axis_config: axis }), agree);

export const dataVisualization: Rule = block('data_visualization', {
  title: string(limits.chartTitle, 1),
  chart: byType({
    pie: fields({ type: oneOf('pie'), segments: list(point, limits.chartSeries) }),
    bar: overAxis('bar'),
    line: overAxis('line'),
    area: overAxis('area'),
  }),
});
