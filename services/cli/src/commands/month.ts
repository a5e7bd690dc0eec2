import { IsoMonth } from "@rapport/contracts/Economics";
import type { MonthClosing } from "@rapport/domain/economics/settings/foldEconomics";
import { monthsText } from "@rapport/domain/economics/settings/settingChange";
import { type MonthAfresh, monthAfresh } from "@rapport/economics/months/monthAfresh";
import { type MonthSums, totalsOf } from "@rapport/economics/months/MonthSums";
import { readLateEvents, readMonthSums } from "@rapport/economics/months/readMonthSums";
import { readTerms } from "@rapport/economics/terms/readTerms";
import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Clock, Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { readEconomics, say } from "@rapport/directory/directoryLog";
import { optionalText, textArgument } from "../directory/flags.ts";
import { comparisonTable, movedText, totalsText } from "../economics/monthText.ts";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

const monthArgument = textArgument("MONTH", "A month, YYYY-MM");
const noSumsYet: MonthSums = new Map();

const parseMonth = Effect.fnUntraced(function* (text: string) {
  if (!IsoMonth.safeParse(text).success)
    return yield* usageError(`"${text}" is no month`, "A month is written YYYY-MM, like 2026-01.");
  return text;
});

const calibrationData = ({ calibration }: MonthAfresh) => ({
  calibrationMicro: calibration.factorMicro,
  calibrationSdMicro: calibration.sdMicro,
  calibrationSpreadMicro: calibration.spreadMicro,
  calibrationClientMonths: calibration.clientMonths,
});

const close = Command.make("close", { month: monthArgument }, (input) =>
  withWarehouse({ create: false })(
    Effect.gen(function* () {
      const month = yield* parseMonth(input.month);
      const now = yield* Clock.currentTimeMillis;
      if (month >= new Date(now).toISOString().slice(0, 7))
        return yield* usageError(`${month} is not over yet (UTC)`, "Close it when it is.");
      const { closings } = yield* readEconomics;
      const before = closings.get(month);
      if (before !== undefined)
        return yield* usageError(
          `${month} was closed on ${new Date(before.closedAt).toISOString().slice(0, 10)}`,
          `Have it figured again with: rapport month restate ${month} --reason "…"`,
        );
      const afresh = yield* monthAfresh(month, now);
      const totals = totalsOf(afresh.sums, afresh.reportingCurrency);
      yield* say([{ type: "month.closed", data: { month, ...calibrationData(afresh), totals } }]);
      yield* answer(`${month} is closed: ${totalsText(totals)}.`);
      yield* remark(
        "Settings, rates and overhead that are changed from now on leave it as it is; documents that come late still count in it.",
      );
      const open = [...(yield* readMonthSums).keys()].filter((one) => one < month && !closings.has(one));
      if (open.length > 0) yield* remark(`Still open before it: ${monthsText(open)}.`);
    }),
  ),
).pipe(
  Command.withDescription(
    "Close a month: what was known by now of settings, rates and overhead holds in it until it is restated",
  ),
  Command.withExamples([{ command: "rapport month close 2026-10" }]),
);

const restate = Command.make(
  "restate",
  {
    month: monthArgument,
    reason: optionalText("reason", "TEXT", "Why; it stands beside every answer over the month"),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Say what it would change, and leave it"),
      Flag.withDefault(false),
    ),
    format: formatFlag,
  },
  (input) =>
    withWarehouse({ create: false })(
      Effect.gen(function* () {
        const month = yield* parseMonth(input.month);
        const reason = Option.getOrElse(input.reason, () => "").trim();
        if (!input.dryRun && (reason === "" || reason.length > 500))
          return yield* usageError(
            "restate needs --reason TEXT",
            "Up to 500 characters; or look first: --dry-run.",
          );
        const now = yield* Clock.currentTimeMillis;
        const { closings } = yield* readEconomics;
        if (!closings.has(month))
          return yield* usageError(
            `${month} is not closed: it is figured with what is known anyway`,
            `Close it with: rapport month close ${month}`,
          );
        const sums = (yield* readMonthSums).get(month) ?? noSumsYet;
        const afresh = yield* monthAfresh(month, now);
        const before = totalsOf(sums, afresh.reportingCurrency);
        const totals = totalsOf(afresh.sums, afresh.reportingCurrency);
        if (!input.dryRun) {
          const data = { month, reason, ...calibrationData(afresh), before, totals };
          yield* say([{ type: "month.restated", data }]);
        }
        if (input.format === "json")
          return yield* answerJson({ month, reason, said: !input.dryRun, before, after: totals });
        yield* answerTable(comparisonTable(sums, afresh.sums, totals.currency));
        yield* answer(`\n${month} before: ${totalsText(before)}.\n${month} after:  ${totalsText(totals)}.`);
        yield* remark(input.dryRun ? "Nothing was said: --dry-run." : `${month} is restated: ${reason}`);
      }),
    ),
).pipe(
  Command.withDescription(
    "Figure a closed month again, with what is known now; every answer over it says so",
  ),
  Command.withExamples([
    { command: "rapport month restate 2026-10 --dry-run" },
    { command: 'rapport month restate 2026-10 --reason "cost rates of October corrected"' },
  ]),
);

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const listed = Effect.gen(function* () {
  const { closings } = yield* readEconomics;
  const months = yield* readMonthSums;
  const late = yield* readLateEvents(new Map([...closings].map(([month, { knownAt }]) => [month, knownAt])));
  const lateOf = (month: string) =>
    late.filter((one) => one.month === month).map(({ category, documents }) => ({ category, documents }));
  const state = (closing: MonthClosing | undefined) =>
    closing === undefined
      ? null
      : {
          closedAt: new Date(closing.closedAt).toISOString(),
          knownAt: new Date(closing.knownAt).toISOString(),
          calibrationMicro: closing.calibration.factorMicro,
          totals: closing.totals,
          restatements: closing.restatements.map(({ reason, recordedAt, before, totals }) => ({
            reason,
            recordedAt: new Date(recordedAt).toISOString(),
            before,
            after: totals,
          })),
        };
  return [...new Set([...months.keys(), ...closings.keys()])].toSorted().map((month) => ({
    month,
    sums: months.get(month) ?? noSumsYet,
    closing: closings.get(month),
    closed: state(closings.get(month)),
    late: lateOf(month),
  }));
});

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withWarehouse({ create: false })(
    Effect.gen(function* () {
      const { reportingCurrency } = yield* readTerms;
      const rows = (yield* listed).map(({ sums, ...row }) => ({
        ...row,
        now: totalsOf(sums, reportingCurrency),
      }));
      if (format === "json")
        return yield* answerJson(rows.map(({ month, closed, late, now }) => ({ month, closed, late, now })));
      if (rows.length === 0) return yield* remark("There is nothing in the books yet.");
      const cells = rows.map(({ month, closing, late, now: totals }) => [
        month,
        closing === undefined
          ? "open"
          : closing.restatements.length === 0
            ? `closed ${day(closing.closedAt)}`
            : `restated ${day(closing.knownAt)} (${closing.restatements.length})`,
        totalsText(totals),
        closing === undefined ? "" : movedText(closing.totals, totals),
        late.map(({ category, documents }) => `${documents} ${category.replaceAll("_", " ")}`).join(", "),
      ]);
      yield* answerTable(table(["month", "books", "comes to", "moved since", "recorded since"], cells));
    }),
  ),
).pipe(
  Command.withDescription(
    "List the months, which are closed, and what has moved in those since, by documents that came late",
  ),
);

/** `rapport month list | close | restate` */
export const month = Command.make("month").pipe(
  Command.withDescription("Close the books of a month, and restate them"),
  Command.withSubcommands([list, close, restate]),
);
