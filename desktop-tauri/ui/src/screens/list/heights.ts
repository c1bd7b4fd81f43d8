/** The height of a row in pixels: fixed per density, growing with the text. */
const BASE = { compact: 44, normal: 64, relaxed: 84 };

export type Density = keyof typeof BASE;

export const rowHeights = (density: Density, textPercent: number): number =>
  Math.round((BASE[density] * textPercent) / 100);
