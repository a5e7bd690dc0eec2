interface Size {
  readonly width: number;
  readonly height: number;
}

const margin = 3;
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Where the points of a small drawing lie, from left to right; nought is always in it. Pixels from the upper left. */
export const sparkPoints = (values: ReadonlyArray<number>, { width, height }: Size) => {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const high = height - 2 * margin;
  const y = (value: number): number =>
    tenth(most === least ? height - margin : margin + ((most - value) / (most - least)) * high);
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  const points = values.map((value, n) => [tenth(margin + n * step), y(value)] as const);
  return {
    line: points.map(([x, up]) => `${x},${up}`).join(" "),
    zero: y(0),
    last: points.at(-1) ?? null,
  };
};
