import type { IngestSummary } from "@rapport/ingest/FoundInput";

const number = (n: number): string => n.toLocaleString("en");

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${number(n)} ${n === 1 ? one : many}`;

/** The lines on what could not be read, the first of them with their reasons; "" when everything was. */
export const deadLettersText = (deadLetters: number, refusals: IngestSummary["refusals"] = []): string => {
  if (deadLetters === 0) return "";
  const first = refusals.map(
    ({ file, position, reason }) => `\n  ${file}${position === "" ? "" : ` at ${position}`}: ${reason}`,
  );
  const more = deadLetters > first.length && first.length > 0 ? "\n  …" : "";
  return `\n${plural(deadLetters, "item")} could not be read: see \`rapport dead-letters list\`.${first.join("")}${more}`;
};

const newText = ({ newRecords, revisions, unchanged }: IngestSummary): string => {
  const versions =
    revisions === 0
      ? ""
      : ` (${number(revisions)} of them ${revisions === 1 ? "a later version" : "later versions"})`;
  const known = unchanged === 0 ? "" : `, ${number(unchanged)} known already`;
  return `${number(newRecords)} new${versions}${known}`;
};

/** What an ingest of tickets, meetings or the books came to; `unit` is what its documents are called. */
export const foundText = (summary: IngestSummary, unit: string): string => {
  const { files, skippedFiles, documents, durationMs, deadLetters, refusals, resolved } = summary;
  const seconds = (durationMs / 1000).toFixed(1);
  const skipped = `${plural(skippedFiles, "file was", "files were")} read before and did not change`;
  if (files > 0 && skippedFiles === files) return `Nothing to do: ${skipped}.`;
  const read = `Read ${plural(documents, unit)} from ${plural(files - skippedFiles, "file")} in ${seconds} s: ${newText(summary)}`;
  const before = skippedFiles === 0 ? "" : `; ${skipped}`;
  const mended =
    resolved === 0
      ? ""
      : `\n${plural(resolved, "earlier dead letter was", "earlier dead letters were")} resolved.`;
  return `${read}${before}.${deadLettersText(deadLetters, refusals)}${mended}`;
};
