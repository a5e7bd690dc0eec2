import { Schema } from "effect";
import { HttpApiError, HttpApiMiddleware } from "effect/http-api";

/** Every error is an RFC 9457 problem; `type` names its kind for ever, see docs/api.md. */
const typeOf = <const Name extends string>(name: Name) => `urn:rapport:problem:${name}` as const;

const issues = {
  errors: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        path: Schema.Array(Schema.Union([Schema.String, Schema.Finite])),
        message: Schema.String,
      }),
    ),
  ),
};

/** A parameter that cannot be understood; `errors` says which and why. */
export class BadRequest extends HttpApiError.Problem<BadRequest>()(
  "BadRequest",
  { type: typeOf("bad-request"), status: 400, title: "A parameter is not valid" },
  issues,
) {}

export class ClientNotFound extends HttpApiError.Problem<ClientNotFound>()("ClientNotFound", {
  type: typeOf("client-not-found"),
  status: 404,
  title: "There is no such client",
}) {}

export class ModelNotFound extends HttpApiError.Problem<ModelNotFound>()("ModelNotFound", {
  type: typeOf("model-not-found"),
  status: 404,
  title: "There is no such model",
}) {}

export class RouteNotFound extends HttpApiError.Problem<RouteNotFound>()("RouteNotFound", {
  type: typeOf("not-found"),
  status: 404,
  title: "There is nothing at this address",
}) {}

/** The warehouse does not answer, or not now: the same request may succeed later. */
export class WarehouseAway extends HttpApiError.Problem<WarehouseAway>()("WarehouseAway", {
  type: typeOf("warehouse-away"),
  status: 503,
  title: "The warehouse does not answer",
}) {}

/** What was known at the moment asked for is still being put together; `Retry-After` says when to ask again. */
export class KnownAtPending extends HttpApiError.Problem<KnownAtPending>()(
  "KnownAtPending",
  {
    type: typeOf("known-at-pending"),
    status: 503,
    title: "What was known then is still being put together",
  },
  {
    /** Records of the log gone through, then months derived. */
    unit: Schema.Literals(["records", "months"]),
    done: Schema.Int,
    total: Schema.Int,
  },
) {}

/** It cannot be put together, or not now. */
export class KnownAtFailed extends HttpApiError.Problem<KnownAtFailed>()("KnownAtFailed", {
  type: typeOf("known-at-failed"),
  status: 503,
  title: "What was known then could not be put together",
}) {}

/** There is no log here to put it together from: asking again does not help. */
export class KnownAtUnseen extends HttpApiError.Problem<KnownAtUnseen>()("KnownAtUnseen", {
  type: typeOf("known-at-unseen"),
  status: 501,
  title: "What was known then cannot be told here",
}) {}

/** It was understood, and what is known does not admit it; `detail` says why and what to do. */
export class NotSayable extends HttpApiError.Problem<NotSayable>()("NotSayable", {
  type: typeOf("not-sayable"),
  status: 422,
  title: "This cannot be said",
}) {}

/** Another thing was said under this `requestId`. */
export class RequestIdTaken extends HttpApiError.Problem<RequestIdTaken>()("RequestIdTaken", {
  type: typeOf("request-id-taken"),
  status: 409,
  title: "Something else was said under this request id",
}) {}

/** The log cannot be written to, or not now; nothing was said. */
export class LogAway extends HttpApiError.Problem<LogAway>()("LogAway", {
  type: typeOf("log-away"),
  status: 503,
  title: "The log does not take anything",
}) {}

/** Nobody is signed in, or no longer; `signInAt` is where to. Says nothing of what is at the address. */
export class NotSignedIn extends HttpApiError.Problem<NotSignedIn>()(
  "NotSignedIn",
  { type: typeOf("not-signed-in"), status: 401, title: "Sign in first" },
  { signInAt: Schema.String },
) {}

/** Whoever asks may not; `detail` says what it takes. */
export class NotAllowed extends HttpApiError.Problem<NotAllowed>()("NotAllowed", {
  type: typeOf("not-allowed"),
  status: 403,
  title: "This is not for your role",
}) {}

/** It is about money, which whoever asks may not see. */
export class MoneyNotAllowed extends HttpApiError.Problem<MoneyNotAllowed>()("MoneyNotAllowed", {
  type: typeOf("money-not-allowed"),
  status: 403,
  title: "Money is not shown to you",
}) {}

/** What another website could have a reader's browser send: nothing is changed by it. */
export class NotFromHere extends HttpApiError.Problem<NotFromHere>()("NotFromHere", {
  type: typeOf("not-from-here"),
  status: 403,
  title: "This does not come from Rapport's own pages",
}) {}

/** Too much was asked; `Retry-After` says when to ask again. */
export class TooManyRequests extends HttpApiError.Problem<TooManyRequests>()("TooManyRequests", {
  type: typeOf("too-many-requests"),
  status: 429,
  title: "Too many requests",
}) {}

/** More was sent than anything here takes. */
export class TooLarge extends HttpApiError.Problem<TooLarge>()("TooLarge", {
  type: typeOf("too-large"),
  status: 413,
  title: "More was sent than is taken",
}) {}

/** What every address but those of health may answer whoever asks. */
export const accessProblems = [
  NotSignedIn,
  NotAllowed,
  MoneyNotAllowed,
  NotFromHere,
  TooManyRequests,
  TooLarge,
] as const;

/** What every read of figures may come to, whatever it is of. */
export const readProblems = [WarehouseAway, KnownAtPending, KnownAtFailed, KnownAtUnseen] as const;

export class Unexpected extends HttpApiError.Problem<Unexpected>()("Unexpected", {
  type: typeOf("unexpected"),
  status: 500,
  title: "Something went wrong inside Rapport",
}) {}

/** Turns what cannot be decoded or encoded into the problems above. */
export class Problems extends HttpApiMiddleware.Service<Problems>()("@rapport/contracts/http/Problems", {
  error: [BadRequest, Unexpected, ...accessProblems],
}) {}
