import type { Digest, DigestRow } from "./Digest.ts";
import { moneyText } from "../render/money.ts";

/** Rows of the table that stand in the mail itself; the workbook has all. */
export const shownRows = 40;

const audienceText = { leadership: "leadership", ops: "ops" } as const;

export const subjectOf = ({ audience, week }: Digest): string =>
  `Rapport · week ${week.replace("-W", "/W")} for ${audienceText[audience]}`;

export const spanText = ({ from, asOf }: Digest): string => `${from} to ${asOf}`;

/** What the figures are of, and how the same mail is had again. */
export const footerOf = ({ audience, week, asOf, knownAt }: Digest): ReadonlyArray<string> => [
  knownAt === null
    ? `Figures up to the end of ${asOf} (UTC), from what is known now: nothing had been recorded by the Monday after. What is corrected later may change them.`
    : `Figures up to the end of ${asOf} (UTC), from what had been recorded by ${knownAt.slice(0, 16).replace("T", " ")} UTC: they are the same whenever this mail is made again.`,
  `rapport digest --for ${audience} --week ${week} makes it again.`,
];

export const tableHead = [
  "client",
  "owner",
  "risk",
  "revenue a quarter",
  "net contribution a quarter",
  "hours a quarter",
  "proposal",
] as const;

/** A row of the table as texts. */
export const rowCells = (row: DigestRow, currency: string | null): ReadonlyArray<string> => {
  const money = (minor: number | null): string =>
    minor === null || currency === null ? "–" : moneyText(minor, currency);
  return [
    row.client,
    row.owner,
    row.risk,
    money(row.revenueMinor),
    money(row.contributionMinor),
    row.effortHours === null ? "–" : row.effortHours.toFixed(1),
    row.proposal,
  ];
};

/** What stands above the table. */
export const tableTitle = ({ rows }: Digest): string =>
  rows.length <= shownRows
    ? `All ${rows.length} clients`
    : `The first ${shownRows} of ${rows.length} clients; the attached workbook has all`;

/** What stands below a section that is cut. */
export const moreText = (shown: number, total: number): string | null =>
  total > shown ? `${total - shown} more in the dashboard.` : null;
