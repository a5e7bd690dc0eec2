import { BadRequest, ClientNotFound, WarehouseAway } from "@rapport/contracts/http/Problems";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { HttpServerRequest } from "effect/http";
import type { InvalidCursor, UnknownClient } from "../ReportErrors.ts";

/** The request's path and query: RFC 9457 `instance`. */
export const instanceOf = Effect.map(HttpServerRequest.HttpServerRequest, (request) => request.url);

export const problemOfWarehouse = (error: WarehouseError) =>
  Effect.logWarning(error.message).pipe(
    Effect.andThen(instanceOf),
    Effect.flatMap((instance) =>
      Effect.fail(
        new WarehouseAway({
          detail: error.retriable
            ? "It was asked and did not answer. Try again in a moment; `rapport doctor` says what is wrong."
            : "It refused the query. `rapport doctor` says what is wrong; the log has the details.",
          instance,
        }),
      ),
    ),
  );

export const problemOfClient = (error: UnknownClient) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new ClientNotFound({
        detail: `No client and no organisation in conversation is called ${error.id}.`,
        instance,
      }),
    ),
  );

export const problemOfCursor = (error: InvalidCursor) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new BadRequest({
        detail: "The cursor is not from the page before.",
        instance,
        errors: [{ path: ["query", "cursor"], message: error.message }],
      }),
    ),
  );
