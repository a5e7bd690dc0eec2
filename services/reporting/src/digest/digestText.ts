import { table } from "../render/table.ts";
import type { Digest, DigestSection } from "./Digest.ts";
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

const sectionText = ({ title, items, total, empty }: DigestSection): string => {
  const lines = items.flatMap(({ client, number, reason, action, link }) => [
    `* ${client}: ${number}`,
    `  why   ${reason}`,
    `  do    ${action}`,
    `  more  ${link}`,
  ]);
  const more = moreText(items.length, total);
  return [
    title.toUpperCase(),
    ...(lines.length === 0 ? [empty] : lines),
    ...(more === null ? [] : [more]),
  ].join("\n");
};

/** The text part of the mail. */
export const digestText = (digest: Digest): string => {
  const figures = digest.figures.map(({ label, value, note }) => `${label}: ${value} (${note})`).join("\n");
  const rows = digest.rows.slice(0, shownRows).map((row) => rowCells(row, digest.currency));
  const drawn =
    rows.length === 0
      ? "No client has a score yet."
      : table([...tableHead], rows, ["left", "left", "left", "right", "right", "right", "left"]);
  return [
    `${subjectOf(digest)}\n${spanText(digest)}\n${digest.home}`,
    figures,
    ...digest.sections.map(sectionText),
    `${tableTitle(digest).toUpperCase()}\n${drawn}`,
    footerOf(digest).join("\n"),
    "",
  ].join("\n\n");
};
