import { topics } from "@rapport/contracts/Topics";
import { speakerOf } from "@rapport/directory/sayOnce";
import { EventLog } from "@rapport/event-log/EventLog";
import { checkpointNames } from "@rapport/projector/Checkpoints";
import { parsePositions } from "@rapport/projector/Positions";
import { SayingLog } from "@rapport/reporting/say/SayingLog";
import { Effect, Layer } from "effect";

/** Lets reporting write what people say into the log of this installation, and see when reports have it. */
export const sayingLogLayer = Layer.effect(
  SayingLog,
  Effect.gen(function* () {
    const log = yield* EventLog;
    const { refreshed } = checkpointNames;
    const workedInTo = (partition: number) =>
      Effect.map(
        log.checkpoints([refreshed]),
        (values) => parsePositions(values.get(refreshed))[topics.directory.name]?.[partition] ?? 0,
      );
    return { speaker: yield* speakerOf(log), workedInTo };
  }),
);
