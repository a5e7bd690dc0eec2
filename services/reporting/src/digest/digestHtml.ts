import { render } from "@react-email/render";
import { createElement as h, type CSSProperties, type ReactNode } from "react";
import type { Digest, DigestFigure, DigestItem, DigestSection } from "./Digest.ts";
import {
  footerOf,
  moreText,
  rowCells,
  shownRows,
  spanText,
  subjectOf,
  tableHead,
  tableTitle,
} from "./digestTexts.ts";

// Mail programs know neither style sheets nor grids: tables, and each element's own style.
const ink = "#1c2128";
const soft = "#57606a";
const line = "1px solid #d0d7de";
const plain: CSSProperties = { borderCollapse: "collapse", width: "100%" };
const cell: CSSProperties = {
  padding: "6px 8px",
  borderBottom: line,
  textAlign: "left",
  verticalAlign: "top",
};
const number: CSSProperties = { ...cell, textAlign: "right", whiteSpace: "nowrap" };
const wraps: CSSProperties = { overflowWrap: "anywhere", wordBreak: "break-word" };
const headOf = (style: CSSProperties): CSSProperties => ({ ...style, color: soft, fontWeight: 600 });

/** A name of data: may be written from right to left, and be one endless word. */
const named = (text: string): ReactNode => h("bdi", { style: wraps }, text);

const layout = (key: string, ...children: ReadonlyArray<ReactNode>): ReactNode =>
  h("table", { key, role: "presentation", style: plain }, h("tbody", null, ...children));

const figureRow = ({ label, value, note }: DigestFigure): ReactNode =>
  h(
    "tr",
    { key: label },
    h("th", { scope: "row", style: { ...cell, fontWeight: 400, color: soft } }, label),
    h("td", { style: { ...number, fontSize: 18, fontWeight: 700 } }, value),
    h("td", { style: { ...cell, color: soft } }, note),
  );

const itemRow = (item: DigestItem, i: number): ReactNode =>
  h(
    "tr",
    { key: i },
    h(
      "td",
      { style: { ...cell, ...wraps } },
      h("a", { href: item.link, style: { color: "#0a5cc2" } }, named(item.client)),
    ),
    h("td", { style: { ...cell, fontWeight: 700 } }, item.number),
    h("td", { style: { ...cell, ...wraps } }, h("bdi", null, item.reason)),
    h("td", { style: cell }, item.action),
  );

const itemHead = ["client", "number", "reason", "action"];

const heading = (text: string): ReactNode =>
  h("h2", { style: { fontSize: 16, margin: "24px 0 8px", color: ink } }, text);

const sectionPart = ({ title, items, total, empty }: DigestSection): ReactNode => {
  const more = moreText(items.length, total);
  const head = itemHead.map((name) => h("th", { key: name, scope: "col", style: headOf(cell) }, name));
  return h(
    "div",
    { key: title },
    heading(title),
    items.length === 0
      ? h("p", { style: { margin: 0, color: soft } }, empty)
      : h(
          "table",
          { style: plain },
          h("thead", null, h("tr", null, head)),
          h("tbody", null, items.map(itemRow)),
        ),
    more === null ? null : h("p", { style: { margin: "6px 8px", color: soft } }, more),
  );
};

/** Columns of the table that hold figures. */
const isNumber = (column: number): boolean => column >= 3 && column <= 5;

const tablePart = (digest: Digest): ReactNode => {
  const styleOf = (column: number): CSSProperties => (isNumber(column) ? number : { ...cell, ...wraps });
  const head = tableHead.map((name, i) =>
    h("th", { key: name, scope: "col", style: headOf(styleOf(i)) }, name),
  );
  const rows = digest.rows.slice(0, shownRows).map((row, at) =>
    h(
      "tr",
      { key: at },
      rowCells(row, digest.currency).map((text, i) =>
        h(
          "td",
          { key: i, style: styleOf(i) },
          i === 0 ? h("a", { href: row.link, style: { color: "#0a5cc2" } }, named(text)) : named(text),
        ),
      ),
    ),
  );
  return h(
    "div",
    { key: "table" },
    heading(tableTitle(digest)),
    h(
      "div",
      { style: { overflowX: "auto" } },
      h("table", { style: plain }, h("thead", null, h("tr", null, head)), h("tbody", null, rows)),
    ),
  );
};

const bodyOf = (digest: Digest): ReactNode =>
  h(
    "body",
    {
      style: {
        margin: 0,
        padding: 16,
        color: ink,
        background: "#ffffff",
        font: "14px/1.45 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
      },
    },
    h("h1", { style: { fontSize: 20, margin: "0 0 4px" } }, subjectOf(digest)),
    h(
      "p",
      { style: { margin: "0 0 16px", color: soft } },
      `${spanText(digest)} · `,
      h("a", { href: digest.home, style: { color: "#0a5cc2" } }, "open the dashboard"),
    ),
    layout("figures", digest.figures.map(figureRow)),
    digest.sections.map(sectionPart),
    tablePart(digest),
    h(
      "div",
      { style: { marginTop: 24, paddingTop: 8, borderTop: line, color: soft, fontSize: 12 } },
      footerOf(digest).map((text) => h("p", { key: text, style: { margin: "4px 0" } }, text)),
    ),
  );

/** The HTML part of the mail: the same digest gives the same bytes. */
export const digestHtml = (digest: Digest): Promise<string> =>
  render(
    h(
      "html",
      { lang: "en", dir: "ltr" },
      h(
        "head",
        null,
        h("meta", { charSet: "utf-8" }),
        h("meta", { name: "viewport", content: "width=device-width" }),
        h("title", null, subjectOf(digest)),
      ),
      bodyOf(digest),
    ),
  );
