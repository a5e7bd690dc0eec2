import { exportFormats } from "@rapport/contracts/http/Exports";
import { viewNames } from "@rapport/contracts/views/ViewDefinition";
import { Exports, ExportsLive } from "@rapport/reporting/exports/Exports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { formatBytes } from "../byteSize.ts";
import { optionalText } from "../directory/flags.ts";
import { readSpan, readWhen, spanFlags, whenFlags } from "../reports/whenFlags.ts";
import { writeBytes } from "../export/writeBytes.ts";
import { remark } from "../output.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

/** `rapport export VIEW` */
export const exportCommand = Command.make(
  "export",
  {
    view: Argument.Literals("VIEW", viewNames).pipe(
      Argument.withDescription(`The view: ${viewNames.join(", ")}`),
    ),
    format: Flag.Literals("format", exportFormats).pipe(
      Flag.withDefault("csv" as const),
      Flag.withDescription("csv, xlsx (a workbook) or parquet"),
    ),
    out: optionalText("out", "FILE", "Write it to this file; standard output when left out"),
    ...spanFlags("everything, of the whale curve the twelve months up to --to,"),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { view, format } = input;
      const request = { view, format, ...(yield* readSpan(input)), ...(yield* readWhen(input)) };
      yield* withWarehouse({ create: false })(
        Effect.gen(function* () {
          const { bytes } = yield* (yield* Exports).open(request);
          const written = yield* writeBytes(bytes, input.out, {
            name: format === "xlsx" ? "A workbook" : "Parquet",
            isText: format === "csv",
          });
          if (Option.isSome(input.out)) yield* remark(`${input.out.value}: ${formatBytes(written)}`);
        }).pipe(
          Effect.catchTag("InvalidSpan", ({ parameter, problem }) =>
            Effect.fail(usageError(`--${parameter} ${problem}`)),
          ),
          Effect.scoped,
          Effect.provide(ExportsLive),
        ),
      );
    }),
).pipe(
  Command.withDescription(
    "A view for analysts, whole, as a file. docs/metrics.md says what its columns mean.",
  ),
  Command.withExamples([
    { command: "rapport export client_profitability --format xlsx --out margins.xlsx" },
    { command: "rapport export client_day --from 2026-01-01 --to 2026-03-31 > days.csv" },
    {
      command:
        "rapport export whale_curve --as-of 2026-06-30 --known-at 2026-07-05 --format parquet --out june.parquet",
    },
  ]),
);
