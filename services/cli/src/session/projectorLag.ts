import { EventLog } from "@rapport/event-log/EventLog";
import { committedPositions, endPositions, total } from "@rapport/projector/Positions";
import { ProjectorLag } from "@rapport/reporting/ProjectorLag";
import { Effect, Layer } from "effect";

/** Records in the log that are not in the warehouse yet; null when the log cannot be read. */
const lag = Effect.gen(function* () {
  const end = total(yield* endPositions);
  return Math.max(0, end - total(yield* committedPositions));
});

/** Lets reporting say how far the projector is behind the log of this data folder. */
export const projectorLagLayer = Layer.effect(
  ProjectorLag,
  Effect.map(EventLog, (log) =>
    lag.pipe(
      Effect.provideService(EventLog, log),
      Effect.orElseSucceed(() => null),
    ),
  ),
);
