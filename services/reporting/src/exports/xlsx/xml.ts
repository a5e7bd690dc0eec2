/** Characters that XML 1.0 has no way to write, and half pairs. */
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
/** What a spreadsheet reads as the escape of a character (ECMA-376 part 1, 22.9.2.19). */
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** Text of an element or a quoted attribute. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(unwritable, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** Text of a cell: kept as it is, line ends and blanks at its ends too. */
export const cellText = (text: string): string =>
  xmlText(text.replaceAll(looksEscaped, "_x005F_")).replaceAll("\r", "_x000D_");

/** `A` of 0, `AA` of 26. */
export const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnLetters(Math.floor(index / 26) - 1)}${columnLetters(index % 26)}`;

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
