import { RapportApi } from "@rapport/contracts/http/Api";
import { BadRequest } from "@rapport/contracts/http/Problems";
import { type ExportFormat } from "@rapport/contracts/http/Exports";
import type { ViewName } from "@rapport/contracts/views/ViewDefinition";
import { Effect } from "effect";
import { HttpEffect, HttpServerResponse } from "effect/http";
import { HttpApiBuilder } from "effect/http-api";
import { Exports, type ExportSpanInvalid } from "../exports/Exports.ts";
import { instanceOf, problemsOfRead } from "./failures.ts";

const problemOfSpan = ({ parameter, message }: ExportSpanInvalid) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new BadRequest({
        detail: message,
        instance,
        errors: [{ path: ["query", parameter], message }],
      }),
    ),
  );

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
        }).pipe(Effect.catchTags({ ...problemsOfRead, ExportSpanInvalid: problemOfSpan })),
    });
  }),
);
