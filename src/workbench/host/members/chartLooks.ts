/** Served members of what charts look like: fills, lines and fonts of their parts. */
import type { Font, Line, LineStyleName } from '../../book/chart/types';
import type { ChartTarget } from './chart';
import type { SeriesTarget } from './chartSeries';
import { colourArgument } from './colours';
import { booleanArgument, members, numberArgument, oneOf, Ref, textArgument } from './types';

const LINE_STYLES: readonly LineStyleName[] = [
  'None',
  'Continuous',
  'Dash',
  'DashDot',
  'DashDotDot',
  'Dot',
  'Grey25',
  'Grey50',
  'Grey75',
  'Automatic',
  'RoundDot',
];

/** Something that has a fill; '' is none. */
interface Fillable {
  get(): string;
  set(colour: string): void;
}

const fillRef = (fillable: Fillable): Ref => new Ref('ChartFill', fillable);
export const lineRef = (line: Line, type = 'ChartLineFormat'): Ref => new Ref(type, line);
export const fontRef = (font: Font): Ref => new Ref('ChartFont', font);

export const chartFillMembers = members<Fillable>({
  methods: {
    Clear: (target) => target.set(''),
    GetSolidColor: (target) => target.get(),
    SetSolidColor: (target, [value]) => target.set(colourArgument(value)),
  },
});

const lineMembers = members<Line>({
  properties: {
    Color: (line) => line.color ?? '',
    LineStyle: (line) => line.style ?? 'Automatic',
    Weight: (line) => line.weight ?? 0.75,
  },
  setters: {
    Color: (line, value) => {
      line.color = colourArgument(value);
    },
    LineStyle: (line, value) => {
      line.style = oneOf(value, LINE_STYLES);
    },
    Weight: (line, value) => {
      line.weight = numberArgument(value);
    },
  },
  methods: {
    Clear: (line) => {
      line.style = 'None';
    },
  },
});
export const chartLineFormatMembers = lineMembers;
export const chartBorderMembers = lineMembers;

export const chartFontMembers = members<Font>({
  properties: {
    Bold: (font) => font.bold ?? false,
    Italic: (font) => font.italic ?? false,
    Color: (font) => font.color ?? '#000000',
    Name: (font) => font.name ?? '',
    Size: (font) => font.size ?? 10,
    Underline: () => 'None',
  },
  setters: {
    Bold: (font, value) => {
      font.bold = booleanArgument(value);
    },
    Italic: (font, value) => {
      font.italic = booleanArgument(value);
    },
    Color: (font, value) => {
      font.color = colourArgument(value);
    },
    Name: (font, value) => {
      font.name = textArgument(value);
    },
    Size: (font, value) => {
      font.size = numberArgument(value);
    },
  },
});

export const chartAreaFormatMembers = members<ChartTarget>({
  navigation: {
    Border: ({ chart }) => lineRef(chart.border, 'ChartBorder'),
    Fill: ({ chart }) =>
      fillRef({
        get: () => chart.fill,
        set: (value) => {
          chart.fill = value;
        },
      }),
    Font: ({ chart }) => fontRef(chart.font),
  },
});

export const seriesFormatMembers = members<SeriesTarget>({
  navigation: {
    Fill: ({ series }) =>
      fillRef({
        get: () => series.fill ?? '',
        set: (value) => {
          series.fill = value;
        },
      }),
    Line: ({ series }) => lineRef(series.line),
  },
});
