import { exportContentTypes, type ExportFormat } from "@rapport/contracts/http/Exports";
import { type ViewDefinition, type ViewName } from "@rapport/contracts/views/ViewDefinition";
import { viewOf } from "@rapport/contracts/views/viewDefinitions";
import { type KnownAtError, KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Context, Effect, Layer, type Scope, type Stream } from "effect";
import { ReadKnownAt, resolveAsOf } from "../AsOf.ts";
import { InvalidSpan } from "../ReportErrors.ts";
import { through } from "./bytesOfStream.ts";
import { csvBytes } from "./csvBytes.ts";
import { exactNumbers } from "./engineRows.ts";
import { engineFormat } from "./exportFormats.ts";
import { type ExportSpan, exportStatement, takesSpan } from "./exportStatement.ts";
import { xlsxBytes } from "./xlsxBytes.ts";

export interface ExportRequest {
  readonly view: ViewName;
  readonly format: ExportFormat;
  /** The last day that counts; today when absent, or the day of `knownAt`. */
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  /** Days, both included, of a view that has a span; all when absent, of the whale curve the twelve months up to `to`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ExportedView {
  /** `client_profitability.xlsx` */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Stream.Stream<Uint8Array, WarehouseError>;
}

/** Whole views as files. */
export class Exports extends Context.Service<
  Exports,
  {
    /**
     * A view's rows in their order, from the moment the engine has begun to answer; in constant memory, at the reader's
     * pace. Good for as long as the scope.
     */
    open(
      request: ExportRequest,
    ): Effect.Effect<ExportedView, WarehouseError | KnownAtError | InvalidSpan, Scope.Scope>;
  }
>()("@rapport/reporting/Exports") {}

const spanOf = (view: ViewDefinition, request: ExportRequest, asOf: string) =>
  Effect.gen(function* () {
    if (!takesSpan(view))
      for (const parameter of ["from", "to"] as const)
        if (request[parameter] !== undefined)
          return yield* new InvalidSpan({
            parameter,
            problem: `does not apply: ${view.name} has no span`,
          });
    const { from = null, to = null } = request;
    const last = to ?? asOf;
    if (from !== null && from > last)
      return yield* new InvalidSpan({
        parameter: "from",
        problem: `${from} is after the last day, ${last}`,
      });
    return { asOf, from, to } satisfies ExportSpan;
  });

const make = Effect.gen(function* () {
  const present = yield* WarehouseAnswers;
  const known = yield* KnownWarehouses;
  const open = Effect.fnUntraced(function* (request: ExportRequest) {
    const view = viewOf(request.view);
    const place = request.knownAt === undefined ? null : yield* known.at(request.knownAt);
    const moment = place?.moment ?? null;
    const { day, knownAt } = yield* Effect.provideService(resolveAsOf(request.asOf), ReadKnownAt, moment);
    const span = yield* spanOf(view, request, day);
    const answer = yield* (place?.answers ?? present).open({
      ...exportStatement(view, span),
      name: `export-${view.name}`,
      format: engineFormat(request.format),
      settings: request.format === "parquet" ? { output_format_parquet_string_as_string: 1 } : exactNumbers,
    });
    const bytes = {
      parquet: () => answer,
      csv: () => through(answer, csvBytes),
      xlsx: () => through(answer, xlsxBytes(view, { ...span, knownAt })),
    }[request.format]();
    return {
      fileName: `${view.name}.${request.format}`,
      contentType: exportContentTypes[request.format],
      bytes,
    } satisfies ExportedView;
  });
  return Exports.of({ open });
});

/** Exports of a warehouse, now and as it was known at earlier moments. */
export const ExportsLive: Layer.Layer<Exports, never, WarehouseAnswers> = Layer.effect(Exports, make);
