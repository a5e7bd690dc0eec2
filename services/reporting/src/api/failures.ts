import * as Problem from "@rapport/contracts/http/Problems";
import type * as Known from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { HttpEffect, HttpServerRequest, HttpServerResponse } from "effect/http";
import type { InvalidCurrency, InvalidCursor, UnknownClient, UnknownModel } from "../ReportErrors.ts";

/** The request's path and query: RFC 9457 `instance`. */
export const instanceOf = Effect.map(HttpServerRequest.HttpServerRequest, (request) => request.url);

export const problemOfWarehouse = (error: WarehouseError) =>
  Effect.logWarning(error.message).pipe(
    Effect.andThen(instanceOf),
    Effect.flatMap((instance) =>
      Effect.fail(
        new Problem.WarehouseAway({
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
      new Problem.ClientNotFound({
        detail: `No client and no organisation in conversation is called ${error.id}.`,
        instance,
      }),
    ),
  );

export const problemOfModel = (error: UnknownModel) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.ModelNotFound({ detail: `No model of risk is called ${error.model}.`, instance }),
    ),
  );

export const problemOfCursor = (error: InvalidCursor) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.BadRequest({
        detail: "The cursor is not from the page before.",
        instance,
        errors: [{ path: ["query", "cursor"], message: error.message }],
      }),
    ),
  );

/** Of a list, of an export and of a table alike. */
export const problemOfSpan = (error: {
  readonly message: string;
  readonly parameter: string;
  readonly problem: string;
}) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.BadRequest({
        detail: error.message,
        instance,
        errors: [{ path: ["query", error.parameter], message: error.problem }],
      }),
    ),
  );

export const problemOfCurrency = ({ message, action }: InvalidCurrency) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.BadRequest({
        detail: `${message}. ${action}`,
        instance,
        errors: [{ path: ["query", "currency"], message: action }],
      }),
    ),
  );

const problemOfKnownAt = (error: Known.KnownAtInvalid) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.BadRequest({
        detail: error.message,
        instance,
        errors: [{ path: ["query", "knownAt"], message: error.problem }],
      }),
    ),
  );

/** Seconds after which asking again is worth while. */
const askAgainAfter = 5;

const problemOfPending = ({ message, progress }: Known.KnownAtPending) =>
  Effect.gen(function* () {
    yield* HttpEffect.appendPreResponseHandler((_, response) =>
      Effect.succeed(HttpServerResponse.setHeader(response, "retry-after", String(askAgainAfter))),
    );
    const instance = yield* instanceOf;
    return yield* new Problem.KnownAtPending({ detail: message, instance, ...progress });
  });

const problemOfFailed = (error: Known.KnownAtFailed) =>
  Effect.logWarning(error.message).pipe(
    Effect.andThen(instanceOf),
    Effect.flatMap((instance) => Effect.fail(new Problem.KnownAtFailed({ detail: error.message, instance }))),
  );

const problemOfUnseen = ({ message, action }: Known.KnownAtUnseen) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(new Problem.KnownAtUnseen({ detail: `${message}. ${action}`, instance })),
  );

/** For `Effect.catchTags`: whatever reading may come to, with or without `knownAt`. */
export const problemsOfRead = {
  WarehouseError: problemOfWarehouse,
  KnownAtInvalid: problemOfKnownAt,
  KnownAtPending: problemOfPending,
  KnownAtFailed: problemOfFailed,
  KnownAtUnseen: problemOfUnseen,
} as const;
