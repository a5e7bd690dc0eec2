import { EffortFigures, type EffortPage, type EffortRow } from "@rapport/contracts/http/economics/Effort";
import { amount, between, hoursOfSeconds, percentOf } from "./amounts.ts";
import { type Column, listTable } from "./listTable.ts";
import { listCsv } from "./listCsv.ts";

const columns: ReadonlyArray<Column<EffortFigures>> = [
  ["hours", (f) => hoursOfSeconds(f.effortSeconds)],
  ["80 % between", (f) => between(hoursOfSeconds(f.effortLowSeconds), hoursOfSeconds(f.effortHighSeconds))],
  ["measured", (f) => percentOf(f.measuredPercent)],
  ["logged", (f) => hoursOfSeconds(f.loggedSeconds)],
  ["meetings", (f) => hoursOfSeconds(f.meetingSeconds)],
  ["tickets", (f) => hoursOfSeconds(f.ticketSeconds)],
  ["mail", (f) => hoursOfSeconds(f.mailSeconds)],
  ["interruptions", (f) => hoursOfSeconds(f.interruptionSeconds)],
  ["shadow", (f) => hoursOfSeconds(f.shadowSeconds)],
  ["labour", (f, c) => amount(f.labourMinor, c)],
];

const unused: Column<EffortFigures> = ["unused", (f) => hoursOfSeconds(f.unusedSeconds)];

export const effortTable = (page: EffortPage): string =>
  listTable(page, {
    what: "Our hours",
    columns: page.totals.unused.unusedSeconds === 0 ? columns : [...columns, unused],
    counts: (f) => f.effortSeconds !== 0 || f.unusedSeconds !== 0,
    notes: [
      "Estimates are calibrated, and nobody's second counts twice: time entry before meeting before ticket before mail.",
      "shadow: communication expected by the calibrated estimate, less what was logged on it; negative: more was logged.",
    ],
  });

export const effortCsv = (page: {
  readonly currency: string | null;
  readonly items: ReadonlyArray<EffortRow>;
}): string => listCsv(page, EffortFigures.keyof().options);
