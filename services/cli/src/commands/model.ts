import type { FitAnswer } from "@rapport/contracts/http/risk/Models";
import { dayOf } from "@rapport/domain/economics/money/days";
import { resolveSettings, settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { fitModel } from "@rapport/domain/risk/model/fitModel";
import { beliefOf } from "@rapport/domain/risk/model/prior";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import { reportModel, reportModels } from "@rapport/reporting/riskReports";
import { bandMoves } from "@rapport/reporting/risk/bandMoves";
import { modelOn, modelRow } from "@rapport/reporting/risk/modelRows";
import { modelFeatures } from "@rapport/reporting/risk/readModels";
import { readDirectoryWords } from "@rapport/reporting/risk/directoryWords";
import { lastWholeWeek, sundayOf } from "@rapport/reporting/risk/riskWeek";
import { readCourses } from "@rapport/risk/read/readCourses";
import { usageError } from "@rapport/runtime/Failure";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { say } from "@rapport/directory/directoryLog";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText } from "../directory/flags.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { fitText } from "../risk/fitText.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

const unconfirmed = usageError(
  "nobody has said what counts as a client leaving, so there is nothing to learn from",
  "Say it: rapport setting set churn.definition contracts (notices that contracts show, and what `rapport client end` says), or said (the latter alone).",
);

/** The day that labels are closed by, which is over. */
const fitDay = (asOf: Option.Option<string>, nowMs: number) =>
  Effect.gen(function* () {
    const yesterday = dayOf(Math.floor(nowMs / 86_400_000) - 1);
    if (Option.isNone(asOf)) return yesterday;
    yield* parseDate("--as-of", asOf.value);
    if (asOf.value > yesterday)
      return yield* usageError(`--as-of: ${asOf.value} is not over yet (UTC)`, "Name an earlier day.");
    return asOf.value;
  });

/** Fits a model to what had happened by the end of a day, beside the one in force. */
const fitBeside = (day: string, reason: string, nowMs: number) =>
  Effect.gen(function* () {
    const words = yield* readDirectoryWords(yield* WarehouseReader);
    const settings = resolveSettings(words.settings, day);
    if (settings.get("churn.definition") === "unconfirmed") return yield* unconfirmed;
    const model = fitModel(yield* readCourses(day), day, beliefOf(settings));
    if (model.clientPeriods === 0)
      return yield* usageError(
        `no client had been there for a horizon of ${model.horizonWeeks} weeks by ${day}`,
        "Name a later day, or ingest older data.",
      );
    // The last week that is scored before the new model holds: of which both can be asked.
    const week = lastWholeWeek(day, nowMs);
    const before = modelOn(words.models, week).model;
    const announced = { validFrom: day, reason, announcedAt: nowMs };
    const courses = yield* readCourses(sundayOf(week));
    const features = modelFeatures(model);
    const fitted: FitAnswer = {
      model: modelRow(model, announced, false),
      before: before.model,
      week: courses.length === 0 ? null : week,
      moves: [...bandMoves(courses, week, before, model, scoreSettings(settings))],
      strong: features.filter(({ strong }) => strong),
      said: false,
    };
    return { model, fitted, least: settingNumber(settings, "risk.least.churns") };
  });

const fit = Command.make(
  "fit",
  {
    asOf: optionalText(
      "as-of",
      "DATE",
      "Learn from what was closed by the end of this day, YYYY-MM-DD, and hold from it on; yesterday when left out",
    ),
    reason: optionalText("reason", "TEXT", "Why; it stands beside the model wherever it is listed"),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Say what it would change, and leave it"),
      Flag.withDefault(false),
    ),
    format: formatFlag,
  },
  (input) =>
    withWarehouse({ create: false })(
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis;
        const day = yield* fitDay(input.asOf, now);
        const reason = Option.getOrElse(input.reason, () => `fitted to what was known by ${day}`).trim();
        if (reason === "" || reason.length > 1000)
          return yield* usageError("--reason is empty or too long", "Write up to 1000 characters.");
        const { model, fitted, least } = yield* fitBeside(day, reason, now);
        if (!input.dryRun)
          yield* say([{ type: "risk_model.fitted", data: { validFrom: day, reason, model } }]);
        const told = { ...fitted, said: !input.dryRun };
        if (input.format === "json") return yield* answerJson(told);
        yield* answer(fitText(told));
        if (model.churns < least)
          yield* remark(
            `Fewer than ${least} clients left (risk.least.churns): bands are shown with it, and no chances.`,
          );
      }),
    ),
).pipe(
  Command.withDescription(
    "Fit the model of leaving to the firm's own past, announce it, and say what that changes",
  ),
  Command.withExamples([
    { command: "rapport model fit --dry-run" },
    { command: 'rapport model fit --as-of 2026-06-30 --reason "half a year more of data"' },
  ]),
);

const list = Command.make("list", { format: reportFormat, ...whenFlags }, (input) =>
  Effect.gen(function* () {
    const { asOf } = yield* readWhen(input);
    yield* printReport(input, reportModels(asOf));
  }),
).pipe(Command.withDescription("List the models that scores were and are made with"));

const show = Command.make(
  "show",
  {
    model: Argument.String("MODEL").pipe(
      Argument.withDescription("Its name, or current"),
      Argument.withDefault("current"),
    ),
    format: reportFormat,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      yield* printReport(
        input,
        reportModel(input.model, asOf).pipe(
          Effect.catchTag("UnknownModel", (error) => Effect.fail(usageError(error.message, error.action))),
        ),
      );
    }),
).pipe(
  Command.withDescription("What each feature does in a model, and what was believed of it before any data"),
);

/** `rapport model fit | list | show` */
export const model = Command.make("model").pipe(
  Command.withDescription("The model that the risk of leaving is scored with"),
  Command.withSubcommands([fit, list, show]),
);
