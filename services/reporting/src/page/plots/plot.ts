import { type Html, html } from "../Html.ts";

/** One direction of a plot. */
export interface Axis {
  readonly label: string;
  readonly most: number;
  readonly text: (value: number) => string;
}

/** Something drawn: told apart by its dashes and the name beside it, so that no colour is needed. */
export interface Series {
  readonly name: string;
  readonly points: ReadonlyArray<readonly [x: number, y: number]>;
  /** Between which each point may as well be. */
  readonly bars?: ReadonlyArray<readonly [low: number, high: number]>;
  readonly as: "line" | "dots";
  readonly dash?: string;
}

interface Plot {
  readonly title: string;
  /** What is to be seen, for whoever cannot. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: ReadonlyArray<Series>;
  /** Draws where both are equal. */
  readonly diagonal?: boolean;
}

const size = { width: 560, height: 320, left: 56, right: 16, top: 12, bottom: 44 };
const steps = [0, 0.25, 0.5, 0.75, 1];

const scales = ({ x, y }: Plot) => {
  const wide = size.width - size.left - size.right;
  const high = size.height - size.top - size.bottom;
  // Whole tenths of a pixel: the same figures give the same bytes.
  const at = (value: number): string => String(Math.round(value * 10) / 10);
  return {
    x: (value: number) => at(size.left + (x.most === 0 ? 0 : (Math.min(value, x.most) / x.most) * wide)),
    y: (value: number) =>
      at(size.top + high - (y.most === 0 ? 0 : (Math.min(value, y.most) / y.most) * high)),
  };
};
type Scales = ReturnType<typeof scales>;

const grid = (of: Plot, at: Scales): Html => {
  const [left, right] = [String(size.left), String(size.width - size.right)];
  const bottom = size.height - size.bottom;
  return html`${steps.map(
      (step) =>
        html`<line
            class="grid"
            x1="${left}"
            x2="${right}"
            y1="${at.y(step * of.y.most)}"
            y2="${at.y(step * of.y.most)}"
          /><text
            class="tick"
            x="${String(size.left - 8)}"
            y="${at.y(step * of.y.most)}"
            dy="4"
            text-anchor="end"
            >${of.y.text(step * of.y.most)}</text
          ><text
            class="tick"
            x="${at.x(step * of.x.most)}"
            y="${String(bottom + 18)}"
            text-anchor="${step === 1 ? "end" : "middle"}"
            >${of.x.text(step * of.x.most)}</text
          >`,
    )}<text
      class="tick"
      x="${String((size.left + size.width) / 2)}"
      y="${String(size.height - 6)}"
      text-anchor="middle"
      >${of.x.label}</text
    >`;
};

const drawn = (series: Series, at: Scales): Html => {
  if (series.as === "line")
    return html`<polyline
      class="curve"
      fill="none"
      stroke-dasharray="${series.dash ?? "none"}"
      points="${series.points.map(([x, y]) => `${at.x(x)},${at.y(y)}`).join(" ")}"
    />`;
  return html`${series.points.map(([x, y], n) => {
    const bar = series.bars?.[n];
    return html`${
        bar !== undefined &&
        html`<line class="bar" x1="${at.x(x)}" x2="${at.x(x)}" y1="${at.y(bar[0])}" y2="${at.y(bar[1])}" />`
      }<circle class="dot" cx="${at.x(x)}" cy="${at.y(y)}" r="4" />`;
  })}`;
};

const legend = (series: Series): Html =>
  html`<li>
    <svg width="36" height="12" aria-hidden="true">
      ${
        series.as === "line"
          ? html`<line
              class="curve"
              x1="0"
              x2="36"
              y1="6"
              y2="6"
              stroke-dasharray="${series.dash ?? "none"}"
            />`
          : html`<circle class="dot" cx="18" cy="6" r="4" />`
      }
    </svg>
    ${series.name}
  </li>`;

/** A plot as SVG with its legend; the same figures stand in a table of the page that shows it. */
export const plot = (of: Plot): Html => {
  const at = scales(of);
  const most = Math.min(of.x.most, of.y.most);
  return html`<figure class="plot">
    <figcaption>${of.title}</figcaption>
    <svg
      viewBox="0 0 ${String(size.width)} ${String(size.height)}"
      role="img"
      aria-label="${`${of.title}. ${of.description}`}"
    >
      ${grid(of, at)}
      ${
        of.diagonal === true &&
        html`<line class="even" x1="${at.x(0)}" y1="${at.y(0)}" x2="${at.x(most)}" y2="${at.y(most)}" />`
      }
      ${of.series.map((series) => drawn(series, at))}
    </svg>
    <ul class="legend">
      ${of.series.map(legend)}
    </ul>
    <p class="where">${of.y.label} up, ${of.x.label} across.</p>
  </figure>`;
};
