import { type WhaleCurveAnswer, WhalePoint } from "@rapport/contracts/http/economics/WhaleCurve";
import { csv } from "../csv.ts";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { amount, between, percentOf } from "./amounts.ts";
import { footLines, headLine } from "./headLines.ts";
import { totalLabels } from "./holders.ts";

const share = (micro: number): string => percentOf(micro / 10_000);

const peakLine = ({ peak, currency, totalMinor }: WhaleCurveAnswer): string => {
  if (peak === null) return "Even the best client brings nothing.";
  const of = peak.cumulativePercent === null ? "" : `, ${percentOf(peak.cumulativePercent)} of the total`;
  return `The first ${peak.rank} (${percentOf(peak.clientsPercent)} of clients) bring ${amount(peak.cumulativeMinor, currency)}${of}; all together ${amount(totalMinor, currency)}.`;
};

const concentrationLines = ({ concentration: c }: WhaleCurveAnswer): ReadonlyArray<string> =>
  c === null
    ? []
    : [
        `Of what clients bring (${c.clients} above 0): the largest ${share(c.largestMicro)}, three ${share(c.largestThreeMicro)}, five ${share(c.largestFiveMicro)}, ten ${share(c.largestTenMicro)}, the largest fifth ${share(c.largestFifthMicro)}.`,
        `As concentrated as ${(c.effectiveClientsMilli / 1000).toFixed(1)} equal clients (Herfindahl ${(c.herfindahlMicro / 1_000_000).toFixed(3)}).`,
      ];

/** Clients from the most to the least, and how much hangs on few. */
export const whaleTable = (answer: WhaleCurveAnswer): string => {
  const { currency } = answer;
  const head = headLine(answer, `Whale curve on ${answer.on === "revenue" ? "revenue" : "net contribution"}`);
  if (answer.points.length === 0) return [head, "", "No client has anything in these days."].join("\n");
  const rows = answer.points.map((point) => [
    String(point.rank),
    point.name,
    amount(point.amountMinor, currency),
    amount(point.cumulativeMinor, currency),
    answer.on === "revenue"
      ? none
      : between(amount(point.cumulativeLowMinor, currency), amount(point.cumulativeHighMinor, currency)),
    percentOf(point.clientsPercent),
    percentOf(point.cumulativePercent),
  ]);
  const heads = ["", "client", "amount", "cumulated", "80 % between", "of clients", "of the total"];
  const elsewhere = answer.elsewhere.filter(({ amountMinor }) => amountMinor !== 0);
  return [
    head,
    "",
    table(heads, rows, ["right", "left", "right", "right", "right", "right", "right"]),
    "",
    peakLine(answer),
    ...concentrationLines(answer),
    ...(elsewhere.length === 0
      ? []
      : [
          `Not on the curve: ${elsewhere.map(({ state, amountMinor }) => `${totalLabels[state]} ${amount(amountMinor, currency)}`).join(", ")}.`,
        ]),
    ...footLines(answer),
  ].join("\n");
};

const names = WhalePoint.keyof().options;

export const whaleCsv = (answer: WhaleCurveAnswer): string =>
  csv(
    ["on", "currency", ...names],
    answer.points.map((point) => [answer.on, answer.currency, ...names.map((name) => point[name])]),
  );
