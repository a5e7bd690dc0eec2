import type { LedgerFileProfile, LedgerProfile } from "@rapport/ingest-ledger/LedgerProfile";
import { table } from "@rapport/reporting/render/table";

const number = (n: number): string => n.toLocaleString("en");
const spaced = (kind: string): string => kind.replaceAll("_", " ");

const hours = (seconds: number | null): string =>
  seconds === null ? "" : (seconds / 3_600).toLocaleString("en", { maximumFractionDigits: 2 });

const fileText = (file: LedgerFileProfile): string => {
  const kinds = Object.entries(file.kinds)
    .map(([kind, n]) => `${number(n)} ${spaced(kind)}`)
    .join(", ");
  const passed = file.skipped === 0 ? "" : `, ${number(file.skipped)} passed over`;
  const bad = file.refused === 0 ? "" : `, ${number(file.refused)} could not be read`;
  const as =
    file.mapping === null ? "not understood" : `read as ${file.mapping} ${file.shape ?? ""}`.trimEnd();
  return [
    `${file.file}: ${as}, ${number(file.rows)} rows${kinds === "" ? "" : ` (${kinds})`}${passed}${bad}`,
    ...file.sample.map(({ position, text }) => `  ${position}: ${text}`),
    ...file.problems.map(({ position, reason }) => `  ! ${position === "" ? "" : `${position}: `}${reason}`),
    ...(file.refused > file.problems.length ? ["  …"] : []),
  ].join("\n");
};

const totalsText = ({ figures }: LedgerProfile): string =>
  table(
    ["kind", "status", "count", "currency", "sum", "net", "hours", "billable hours"],
    figures.totals.map((total) => [
      spaced(total.kind),
      total.status,
      number(total.count),
      total.currency ?? "",
      total.sum ?? "",
      total.net ?? "",
      hours(total.seconds),
      hours(total.billableSeconds),
    ]),
  );

const receivablesText = ({ figures }: LedgerProfile): string =>
  table(
    ["invoices in", "count", "total", "disputed", "settled", "late", "mean days", "median days"],
    figures.receivables.map((one) => [
      one.currency,
      number(one.invoices),
      one.total ?? "",
      number(one.disputed),
      number(one.settled),
      number(one.late),
      one.meanDaysToSettle === null ? "-" : String(one.meanDaysToSettle),
      one.medianDaysToSettle === null ? "-" : String(one.medianDaysToSettle),
    ]),
  );

const unreadableText = ({ figures }: LedgerProfile): string =>
  table(
    ["could not be read", "count", "currency", "sum"],
    figures.unreadableTotals.map((one) => [
      one.kind === null ? "unknown" : spaced(one.kind),
      number(one.count),
      one.currency ?? "",
      one.sum ?? "",
    ]),
  );

/** What was understood, for people: each file with its first rows, then the control totals. */
export const ledgerText = (profile: LedgerProfile): string => {
  const { figures, files } = profile;
  const rounded =
    profile.roundedDurations === 0
      ? []
      : [`${number(profile.roundedDurations)} durations were rounded to the second.`];
  const counts = `${number(figures.rows)} rows in ${number(figures.files)} files: ${number(figures.understood)} understood, ${number(figures.skipped)} passed over, ${number(figures.unreadable)} not read; ${number(figures.documents)} documents.`;
  return [
    ...files.map(fileText),
    counts,
    ...rounded,
    ...(figures.totals.length === 0 ? [] : [totalsText(profile)]),
    ...(figures.receivables.length === 0 ? [] : [receivablesText(profile)]),
    ...(figures.unreadableTotals.length === 0 ? [] : [unreadableText(profile)]),
  ].join("\n\n");
};
