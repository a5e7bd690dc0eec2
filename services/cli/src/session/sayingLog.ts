import { topics } from "@rapport/contracts/Topics";
import { speakerOf } from "@rapport/directory/sayOnce";
import { EventLog } from "@rapport/event-log/EventLog";
import { projectorGroup } from "@rapport/projector/config";
import { SayingLog } from "@rapport/reporting/say/SayingLog";
import { Effect, Layer } from "effect";

/** Lets reporting write what people say into the log of this installation, and see when it is projected. */
export const sayingLogLayer = Layer.effect(
  SayingLog,
  Effect.gen(function* () {
    const log = yield* EventLog;
    const workedInTo = (partition: number) =>
      Effect.map(
        log.committed(projectorGroup, topics.directory.name),
        (offsets) => offsets.find((one) => one.partition === partition)?.offset ?? 0,
      );
    return { speaker: yield* speakerOf(log), workedInTo };
  }),
);
