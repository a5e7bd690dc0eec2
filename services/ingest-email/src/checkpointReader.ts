import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Effect, Exit, Request, RequestResolver } from "effect";

class CheckpointValue extends Request.Class<{ readonly name: string }, string | undefined, EventLogError> {}

/**
 * Reads checkpoints by name; those that are asked for at the same time are asked of the log together. On a broker
 * every question is a round trip, and a watch asks for every file of a Maildir at every look.
 */
export const makeCheckpointReader = Effect.map(EventLog, (log) => {
  const resolver = RequestResolver.make<CheckpointValue>((entries) =>
    Effect.map(log.checkpoints(entries.map(({ request }) => request.name)), (found) => {
      for (const entry of entries) entry.completeUnsafe(Exit.succeed(found.get(entry.request.name)));
    }),
  );
  return (name: string): Effect.Effect<string | undefined, EventLogError> =>
    Effect.request(new CheckpointValue({ name }), resolver);
});
