import { type Report, reportFormats } from "@rapport/reporting/commandReports";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { Effect, Layer, Option } from "effect";
import { Flag } from "effect/cli";
import { answer, answerTable } from "../output.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withWarehouse, type WarehouseServices } from "../session/withWarehouse.ts";

export const reportFormat = Flag.Literals("format", reportFormats).pipe(
  Flag.withDefault("table" as const),
  Flag.withDescription("table for people; json and csv for programs"),
);

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/**
 * Prints a report, in the chosen format and with the knowledge of the chosen moment, once everything in the log is in
 * the warehouse; answers its figures.
 */
export const printReport = <Data, E, R>(
  input: {
    readonly format: (typeof reportFormats)[number];
    readonly knownAt: Option.Option<string>;
  },
  report: Effect.Effect<Report<Data>, E, R | Reports | WarehouseServices>,
) =>
  withWarehouse({ create: false })(
    Effect.gen(function* () {
      const present = yield* Reports;
      const reports = yield* present.asKnownAt(Option.getOrUndefined(input.knownAt));
      const done = yield* Effect.provideService(report, Reports, reports);
      const text = done.render(input.format);
      yield* input.format === "table" ? answerTable(text) : answer(text);
      return done.data;
    }).pipe(Effect.scoped, Effect.provide(reportsLayer)),
  );
