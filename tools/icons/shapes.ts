/** Plane shapes as questions ("is this point inside?") and their painting onto pixels with smooth edges. */

/** Coordinates run from 0 to 1, x to the right and y down. */
export type Shape = (x: number, y: number) => boolean;
export type Colour = readonly [number, number, number];

export interface Layer {
  readonly shape: Shape;
  readonly colour: Colour;
}

export const rectangle =
  (left: number, top: number, right: number, bottom: number, radius = 0): Shape =>
  (x, y) => {
    if (x < left || x >= right || y < top || y >= bottom) return false;
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return dx * dx + dy * dy <= radius * radius || (dx === 0 && dy === 0);
  };

export const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2;

/** A ring of a circle between two angles, in turns clockwise from the top. */
export const arc =
  (cx: number, cy: number, radius: number, width: number, from: number, to: number): Shape =>
  (x, y) => {
    const distance = Math.hypot(x - cx, y - cy);
    if (Math.abs(distance - radius) > width / 2) return false;
    const turn = (Math.atan2(x - cx, cy - y) / (2 * Math.PI) + 1) % 1;
    return turn >= from && turn <= to;
  };

export const polygon =
  (...points: readonly (readonly [number, number])[]): Shape =>
  (x, y) => {
    let inside = false;
    points.forEach(([x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
    return inside;
  };

/** A heart about the centre; `size` is half its width. */
export const heart =
  (cx: number, cy: number, size: number): Shape =>
  (x, y) => {
    const u = ((x - cx) / size) * 1.15;
    const v = -((y - cy) / size) * 1.15 + 0.15;
    return (u * u + v * v - 1) ** 3 - u * u * v ** 3 <= 0;
  };

export const either =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

const SAMPLES = 8;

/** Paints layers, later ones above, onto `size` × `size` RGBA pixels; each pixel asks 64 points. */
export function paint(size: number, layers: readonly Layer[]): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const fromTop = [...layers].reverse();
  for (let at = 0; at < size * size; at++) {
    const sum = [0, 0, 0];
    let covered = 0;
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
      const x = ((at % size) + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
      const y = (Math.floor(at / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
      const top = fromTop.find((layer) => layer.shape(x, y));
      if (!top) continue;
      covered++;
      top.colour.forEach((value, channel) => (sum[channel]! += value));
    }
    if (covered === 0) continue;
    sum.forEach((value, channel) => (pixels[at * 4 + channel] = Math.round(value / covered)));
    pixels[at * 4 + 3] = Math.round((255 * covered) / SAMPLES ** 2);
  }
  return pixels;
}
