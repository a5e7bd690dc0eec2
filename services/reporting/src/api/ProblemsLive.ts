import { BadRequest, Problems, Unexpected } from "@rapport/contracts/http/Problems";
import { Cause, Effect } from "effect";
import { HttpApiMiddleware } from "effect/http-api";
import { SchemaIssue } from "effect";
import { instanceOf } from "./failures.ts";

const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1();
const keyOf = (segment: PropertyKey | { readonly key: PropertyKey }): string | number => {
  const key = typeof segment === "object" ? segment.key : segment;
  return typeof key === "number" ? key : String(key);
};

/** What a request or an answer that breaks its contract comes to. */
export const ProblemsLive = HttpApiMiddleware.layerSchemaErrorTransform(Problems, (error) =>
  Effect.gen(function* () {
    const instance = yield* instanceOf;
    if (error.kind === "Body" || error.kind === "ResponseHeaders") {
      yield* Effect.logError("an answer broke its contract", Cause.fail(error));
      return yield* new Unexpected({ instance });
    }
    const errors = issuesOf(error.cause.issue).issues.map((issue) => ({
      path: [error.kind.toLowerCase(), ...(issue.path ?? []).map(keyOf)],
      message: issue.message,
    }));
    const detail = errors.map((e) => `${e.path.slice(1).join(".")}: ${e.message}`).join("; ");
    return yield* new BadRequest({ detail, instance, errors });
  }),
);
