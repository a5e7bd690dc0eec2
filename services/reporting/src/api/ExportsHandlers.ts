import { RapportApi } from "@rapport/contracts/http/Api";
import type { ExportFormat } from "@rapport/contracts/http/Exports";
import type { ViewName } from "@rapport/contracts/views/ViewDefinition";
import { Effect } from "effect";
import { HttpEffect, HttpServerResponse } from "effect/http";
import { HttpApiBuilder } from "effect/http-api";
import { Exports } from "../exports/Exports.ts";
import { problemOfSpan, problemsOfRead } from "./failures.ts";

/** Views as files: the answer begins when the engine's has, and what it is made of ends with it. */
export const ExportsHandlers = HttpApiBuilder.group(
  RapportApi,
  "exports",
  Effect.fn(function* (handlers) {
    const exports = yield* Exports;
    return handlers.handleAll({
      exported: ({ params, query }) =>
        Effect.gen(function* () {
          const [view, format] = params.file.split(".") as [ViewName, ExportFormat];
          const { fileName, contentType, bytes } = yield* exports.open({ view, format, ...query });
          const response = HttpServerResponse.stream(bytes, {
            contentType,
            headers: { "content-disposition": `attachment; filename="${fileName}"` },
          });
          return HttpEffect.scopeTransferToStream(response);
        }).pipe(Effect.catchTags({ ...problemsOfRead, InvalidSpan: problemOfSpan })),
    });
  }),
);
