/** Draws the icons of the add-in and of its ribbon buttons into assets/: `npx tsx tools/icons.ts`. */
import fs from 'node:fs';
import path from 'node:path';
import { encodePng } from './icons/png';
import {
  arc,
  disc,
  either,
  heart,
  paint,
  polygon,
  rectangle,
  type Colour,
  type Layer,
  type Shape,
} from './icons/shapes';

const TEAL: Colour = [15, 108, 116];
const PALE: Colour = [201, 229, 230];
const WHITE: Colour = [255, 255, 255];
const ROSE: Colour = [209, 52, 91];
const AMBER: Colour = [193, 100, 8];

/** The add-in's own icon, in every size that Office and the stores of add-ins ask for. */
const MAIN_SIZES = [16, 32, 64, 80, 128];
const BUTTON_SIZES = [16, 32, 80];

/** A table of cells: header band, three columns. Edges lie on whole pixels, or small sizes blur. */
function table(size: number): Layer[] {
  const pixel = 1 / size;
  const snap = (value: number): number => Math.round(value * size) * pixel;
  const line = Math.max(1, Math.round(size / 24)) * pixel;
  const [left, top, right, bottom] = [snap(0.04), snap(0.08), snap(0.88), snap(0.86)];
  const band = snap(0.27);
  const radius = size < 24 ? pixel : 0.07;
  const rows = [snap(0.46), snap(0.66)].map((y) => rectangle(left, y, right, y + line));
  const columns = [snap(0.32), snap(0.6)].map((x) => rectangle(x, band, x + line, bottom));
  return [
    { shape: rectangle(left, top, right, bottom, radius), colour: TEAL },
    { shape: rectangle(left + line, band, right - line, bottom - line, radius / 2), colour: WHITE },
    { shape: either(...rows, ...columns), colour: PALE },
    { shape: frame(left, top, right, bottom, radius, line), colour: TEAL },
  ];
}

function frame(left: number, top: number, right: number, bottom: number, radius: number, line: number): Shape {
  const outer = rectangle(left, top, right, bottom, radius);
  const inner = rectangle(left + line, top + line, right - line, bottom - line, Math.max(0, radius - line));
  return (x, y) => outer(x, y) && !inner(x, y);
}

/** A mark in the lower right corner, with a white rim that lifts it off the table. */
function marked(size: number, rim: Shape, mark: Shape, colour: Colour): Layer[] {
  return [...table(size), { shape: rim, colour: WHITE }, { shape: mark, colour }];
}

const DRAWINGS: Readonly<Record<string, { sizes: readonly number[]; layers: (size: number) => Layer[] }>> = {
  icon: {
    sizes: MAIN_SIZES,
    layers: (size) => marked(size, heart(0.69, 0.68, 0.39), heart(0.69, 0.68, 0.3), ROSE),
  },
  extract: {
    sizes: BUTTON_SIZES,
    layers: (size) => {
      // A funnel: what is left of many.
      const mark = either(
        polygon([0.42, 0.44], [0.98, 0.44], [0.77, 0.7], [0.63, 0.7]),
        rectangle(0.63, 0.66, 0.77, 0.96),
      );
      const rim = either(
        polygon([0.28, 0.37], [1.12, 0.37], [0.84, 0.74], [0.56, 0.74]),
        rectangle(0.55, 0.66, 0.85, 1),
      );
      return marked(size, rim, mark, ROSE);
    },
  },
  conditions: {
    sizes: BUTTON_SIZES,
    layers: (size) => {
      // Two sliders: values that the analyst may move.
      const line = Math.max(1.5 / size, 0.055) / 2;
      const slider = (y: number, knob: number): Shape =>
        either(rectangle(0.44, y - line, 0.98, y + line), disc(knob, y, 0.115));
      const rim = rectangle(0.38, 0.42, 1, 1, 0.05);
      return marked(size, rim, either(slider(0.58, 0.83), slider(0.85, 0.6)), AMBER);
    },
  },
  defaults: {
    sizes: BUTTON_SIZES,
    layers: (size) => {
      // An arrow that turns back.
      const width = Math.max(1.6 / size, 0.085);
      const ring = arc(0.7, 0.71, 0.2, width, 0.0, 0.76);
      const head = polygon([0.7, 0.36], [0.7, 0.66], [0.5, 0.51]);
      return marked(size, disc(0.7, 0.69, 0.36), either(ring, head), AMBER);
    },
  },
};

const assets = path.resolve(__dirname, '../assets');
fs.mkdirSync(assets, { recursive: true });
for (const [name, { sizes, layers }] of Object.entries(DRAWINGS)) {
  for (const size of sizes) {
    const to = path.join(assets, `${name}-${size}.png`);
    fs.writeFileSync(to, encodePng(size, paint(size, layers(size))));
    console.log(to);
  }
}
