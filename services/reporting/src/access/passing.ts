import { Clock, Data, Effect, Stream } from "effect";
import { HttpBody, HttpServerResponse } from "effect/http";
import type { AccessOptions } from "./Access.ts";
import type { Admission } from "./Gate.ts";
import { redactMoney } from "./redactMoney.ts";

type Admitted = Extract<Admission, { kind: "admitted" }>;

const decoder = new TextDecoder();

/** The answer without its amounts. An answer that is not JSON has none, or is refused as a whole by the table. */
export const withoutMoney = (
  response: HttpServerResponse.HttpServerResponse,
): HttpServerResponse.HttpServerResponse => {
  const { body } = response;
  if (body._tag !== "Uint8Array" || !/^application\/json\b/.test(body.contentType)) return response;
  const text = JSON.stringify(redactMoney(JSON.parse(decoder.decode(body.body))));
  return HttpServerResponse.setBody(response, HttpBody.text(text, body.contentType));
};

const lookEvery = "10 seconds";

/** Ends an answer that goes on for ever once whoever asked is not in any more. */
export const endingWith = (
  response: HttpServerResponse.HttpServerResponse,
  { stillIn }: Admitted,
): HttpServerResponse.HttpServerResponse => {
  const { body } = response;
  if (body._tag !== "Stream" || !/^text\/event-stream\b/.test(body.contentType)) return response;
  const over = Effect.gen(function* () {
    while (stillIn(yield* Clock.currentTimeMillis)) yield* Effect.sleep(lookEvery);
  });
  return HttpServerResponse.setBody(
    response,
    HttpBody.stream(Stream.interruptWhen(body.stream, over), body.contentType),
  );
};

/** Answers of which it is kept who asked: those on one client, and those that may be carried away whole. */
const bulk = new Set(["GET /v1/exports/:file", "GET /v1/months.csv"]);

class LookNotKept extends Data.TaggedError("LookNotKept")<{ readonly cause: unknown }> {}

/** Writes down who looked at whom. That it cannot is said in the log, and keeps nobody from their work. */
export const recordLook = (access: AccessOptions, admitted: Admitted, status: number, nowMs: number) =>
  Effect.gen(function* () {
    const { reader, address, client } = admitted;
    if (status >= 300 || address === null || (client === null && !bulk.has(address))) return;
    const { name, kind } = reader;
    yield* Effect.try({
      try: () => access.store.looks.record({ name, kind, client, address }, nowMs),
      catch: (cause) => new LookNotKept({ cause }),
    }).pipe(
      Effect.catch((cause) => Effect.logError("who looked at a client could not be written down", cause)),
    );
  });
