import { topics } from "@rapport/contracts/Topics";
import { describeSaying } from "@rapport/directory/describeSaying";
import type { Said } from "@rapport/directory/sayOnce";
import type { DirectoryState } from "@rapport/directory/DirectoryState";
import { Duration, Effect, Schedule } from "effect";
import type { SayingLogShape } from "./SayingLog.ts";

/** How long an answer waits for reports to have what was said, and how often it looks. */
const patience = Duration.seconds(5);
const looksEvery = Duration.millis(100);

/** True once reports have it; false when they do not within the patience. */
const workedIn = ({ partition, offset }: Said, { workedInTo }: SayingLogShape): Effect.Effect<boolean> =>
  workedInTo(partition).pipe(
    Effect.map((next) => next > offset),
    Effect.repeat({ until: (there) => there, schedule: Schedule.spaced(looksEvery) }),
    Effect.timeoutOrElse({ duration: patience, orElse: () => Effect.succeed(false) }),
    // It is said; whether reports have it is a matter of seconds either way.
    Effect.orElseSucceed(() => false),
    Effect.map((there) => there === true),
  );

/** What answers to anything said have in common; `before` is the directory that it was said to. */
export const saidAnswer = (said: Said, by: string, before: DirectoryState, place: SayingLogShape) =>
  Effect.map(workedIn(said, place), (there) => ({
    eventId: said.event.id,
    type: said.event.type,
    saidAt: new Date(said.event.occurredAt).toISOString(),
    by,
    text: describeSaying(said.event, before.inForce),
    repeated: said.repeated,
    position: { topic: topics.directory.name, partition: said.partition, offset: said.offset },
    workedIn: there,
  }));
