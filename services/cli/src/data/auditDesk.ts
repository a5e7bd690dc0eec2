import type { AuditResult } from "@rapport/contracts/http/data/Audit";
import { EventLog } from "@rapport/event-log/EventLog";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { AuditDesk } from "@rapport/reporting/data/DataDesks";
import { Installation } from "@rapport/runtime/Installation";
import { Clock, Effect, Layer, Ref } from "effect";
import { auditAndKeep, readLastAudit } from "./lastAudit.ts";

/** Lets reporting compare log and warehouse, one comparison at a time, while everything else goes on. */
export const auditDeskLayer = Layer.effect(
  AuditDesk,
  Effect.gen(function* () {
    const services = yield* Effect.context<EventLog | ProjectionStore | Installation>();
    const scope = yield* Effect.scope;
    const since = yield* Ref.make<number | null>(null);
    const mine = yield* Ref.make<AuditResult | null>(null);
    const run = auditAndKeep.pipe(
      Effect.flatMap(({ result }) => Ref.set(mine, result)),
      Effect.ensuring(Ref.set(since, null)),
    );
    const begin = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis;
      const begun = yield* Ref.modify(since, (running) => [running === null, running ?? now] as const);
      if (begun) yield* Effect.forkIn(run, scope);
    });
    // A command may have compared since; where nothing is kept there is what was done here.
    const last = Effect.gen(function* () {
      return (yield* readLastAudit) ?? (yield* Ref.get(mine));
    });
    const provided = Effect.provideContext(services);
    return { last: provided(last), runningSince: Ref.get(since), begin: provided(begin) };
  }),
);
