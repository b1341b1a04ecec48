/** Gridlines, labels and lines of the axes of a chart. */
import { axisLabel } from '../../book/chart/data';
import type { Axis } from '../../book/chart/types';
import { alongCategory, alongValue, type Plot } from './geometry';
import { segment, sizeOf, textAt, widthOf, type Stroke } from './marks';
import type { Scale } from './scale';

const GRID: Stroke = { colour: '#D9D9D9', width: 1 };

const AXIS: Stroke = { colour: '#8C8C8C', width: 1 };

/** Labels of a numeric axis in the format that the axis or the cells give. */
function numberLabels(scale: Scale, axis: Axis, format: string): string[] {
  return scale.ticks.map((tick) => axisLabel(tick, axis.numberFormat ?? format));
}

const linesDrawn = (axis: Axis, standard: Stroke): Stroke => ({
  ...standard,
  ...(axis.gridline.color ? { colour: axis.gridline.color } : {}),
});

/** Lines that a label may run over before all labels are turned. */
const MOST_LINES = 3;
const LINE = 1.25;

/**
 * A label in lines of a width: broken where it has lines already, and beside Japanese letters and spaces, never within a number or a
 * word; null where that fails.
 */
function linesOfLabel(label: string, width: number, size: number): string[] | null {
  const lines: string[] = [];
  for (const part of label.split('\n')) {
    let line = '';
    for (const piece of part.match(/[\x21-\x7e]+|[^\x21-\x7e]/gu) ?? []) {
      if (widthOf(piece, size) > width) return null;
      if (line !== '' && widthOf(line + piece, size) > width) {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      } else line += piece;
    }
    lines.push(line);
  }
  return lines.length > MOST_LINES ? null : lines;
}

/** The beginning of a label that fits a width, with … for the rest. */
function shortened(label: string, width: number, size: number): string {
  if (widthOf(label, size) <= width) return label;
  const letters = [...label];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}

/** Gridlines, labels and the lines of both axes; takes the room of the labels away first. */
export function axes(plot: Plot, formats: { readonly value: string; readonly across: string }): string {
  const { chart, room, lying, value, across, categories } = plot;
  const { category: categoryAxis, value: valueAxis } = chart.axes;
  const font = (axis: Axis) => ({ ...chart.font, ...axis.font });
  const valueLabels =
    valueAxis.labels === 'None' || !valueAxis.visible ? [] : numberLabels(value, valueAxis, formats.value);
  const acrossLabels = across === null ? [...categories] : numberLabels(across, categoryAxis, formats.across);
  const categoryLabels = categoryAxis.labels === 'None' || !categoryAxis.visible ? [] : acrossLabels;
  const [upward, sideways] = lying ? [categoryLabels, valueLabels] : [valueLabels, categoryLabels];
  const [upwardFont, sidewaysFont] = lying
    ? [font(categoryAxis), font(valueAxis)]
    : [font(valueAxis), font(categoryAxis)];
  const widest = (labels: readonly string[], size: number): number =>
    Math.max(0, ...labels.map((label) => widthOf(label, size)));
  room.left += Math.min(widest(upward, sizeOf(upwardFont)) + 8, (room.right - room.left) * 0.45);
  const slot = (room.right - room.left) / Math.max(1, sideways.length);
  const sidewaysSize = sizeOf(sidewaysFont);
  const inLines = sideways.map((label) => linesOfLabel(label, slot - 4, sidewaysSize));
  const turned = inLines.includes(null);
  const mostLines = Math.max(1, ...inLines.map((lines) => lines?.length ?? 1));
  const turnedHeight = Math.min(widest(sideways, sidewaysSize) * 0.71 + 10, (room.bottom - room.top) * 0.45);
  const height = turned ? turnedHeight : sidewaysSize * (1.5 + (mostLines - 1) * LINE);
  room.bottom -= sideways.length === 0 ? 0 : height;
  room.right -= 8;

  let xml = '';
  const place = (position: number): number => alongCategory(plot, position);
  if (valueAxis.gridlines)
    for (const tick of value.ticks) {
      const at = alongValue(plot, tick);
      const stroke = linesDrawn(valueAxis, GRID);
      xml += lying ? segment(at, room.top, at, room.bottom, stroke) : segment(room.left, at, room.right, at, stroke);
    }
  if (across !== null && categoryAxis.gridlines)
    for (const tick of across.ticks)
      xml += segment(place(tick), room.top, place(tick), room.bottom, linesDrawn(categoryAxis, GRID));
  const sidewaysAt = (at: number, label: string): string => {
    if (turned) {
      const shown = shortened(label, (height - 10) / 0.71, sidewaysSize);
      return textAt(at, room.bottom + sidewaysSize, shown, sidewaysFont, { anchor: 'end', turn: -45 });
    }
    return (linesOfLabel(label, slot - 4, sidewaysSize) ?? [label])
      .map((line, index) => textAt(at, room.bottom + sidewaysSize * (1.2 + index * LINE), line, sidewaysFont))
      .join('');
  };
  const upwardAt = (at: number, label: string): string =>
    textAt(room.left - 6, at + sizeOf(upwardFont) * 0.35, label, upwardFont, { anchor: 'end' });
  const categoryAt = (index: number): number => place(across === null ? index + 0.5 : (across.ticks[index] ?? 0));
  // Labels that would stand on one another are thinned out.
  const every = Math.max(
    1,
    Math.ceil(categoryLabels.length / ((lying ? room.bottom - room.top : room.right - room.left) / 12)),
  );
  categoryLabels.forEach((label, index) => {
    if (index % every === 0) xml += lying ? upwardAt(categoryAt(index), label) : sidewaysAt(categoryAt(index), label);
  });
  valueLabels.forEach((label, index) => {
    const at = alongValue(plot, value.ticks[index]!);
    xml += lying ? sidewaysAt(at, label) : upwardAt(at, label);
  });
  const zero = alongValue(plot, Math.min(Math.max(0, value.minimum), value.maximum));
  xml += lying ? segment(zero, room.top, zero, room.bottom, AXIS) : segment(room.left, zero, room.right, zero, AXIS);
  return xml;
}
