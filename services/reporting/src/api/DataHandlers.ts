import { RapportApi } from "@rapport/contracts/http/Api";
import type { AuditState } from "@rapport/contracts/http/data/Audit";
import { Clock, Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { AuditDesk, type AuditDeskShape, DeadLetterDesk, ImportsRunning } from "../data/DataDesks.ts";
import { deadLettersPage } from "../data/readDeadLetters.ts";
import { readSourceStates } from "../data/readSourceStates.ts";
import { replayLetters } from "../data/replayLetters.ts";
import { saySetting } from "../data/saySetting.ts";
import { Reports } from "../Reports.ts";
import { SayingLog } from "../say/SayingLog.ts";
import { problemOfCursor, problemOfWarehouse, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";
import { beside, problemOfRefusal, problemsOfLog, problemsOfAsking, sayingInto } from "./sayFailures.ts";

const auditState = (desk: AuditDeskShape | null): Effect.Effect<AuditState> =>
  Effect.gen(function* () {
    const now = new Date(yield* Clock.currentTimeMillis).toISOString();
    if (desk === null) return { now, canRun: false, runningSince: null, last: null };
    const since = yield* desk.runningSince;
    return {
      now,
      canRun: true,
      runningSince: since === null ? null : new Date(since).toISOString(),
      last: yield* desk.last,
    };
  });

/** Sources, dead letters, audit and settings over HTTP. */
export const DataHandlers = HttpApiBuilder.group(
  RapportApi,
  "data",
  Effect.fn(function* (handlers) {
    const reports = yield* Reports;
    const reading = readingFrom(reports);
    const saying = sayingInto(yield* SayingLog);
    const desk = yield* DeadLetterDesk;
    const running = yield* ImportsRunning;
    const letters = beside(desk);
    const auditDesk = yield* AuditDesk;
    const audits = beside(auditDesk);
    return handlers.handleAll({
      sourceStates: () =>
        readSourceStates(reports.freshness, desk, running).pipe(
          Effect.catchTag("WarehouseError", problemOfWarehouse),
        ),
      deadLetters: ({ query }) =>
        letters((desk) => Effect.flatMap(desk.letters, (all) => deadLettersPage(all, query))).pipe(
          Effect.catchTags({ ...problemsOfLog, InvalidCursor: problemOfCursor }),
        ),
      replay: ({ payload }) =>
        letters((desk) => replayLetters(desk)(payload)).pipe(
          Effect.catchTags({ ...problemsOfLog, Refusal: problemOfRefusal }),
        ),
      audit: () => auditState(auditDesk),
      runAudit: () => audits((desk) => Effect.andThen(desk.begin, auditState(desk))),
      settings: ({ query }) =>
        reading(query, (known) => known.settings(query.asOf)).pipe(Effect.catchTags(problemsOfRead)),
      settingPreview: ({ query }) =>
        reports
          .settingPreview(query)
          .pipe(Effect.catchTags({ WarehouseError: problemOfWarehouse, Refusal: problemOfRefusal })),
      saySetting: ({ payload }) =>
        saying((place, asker) => saySetting(place)(payload, asker.by)).pipe(
          Effect.catchTags({ ...problemsOfLog, ...problemsOfAsking }),
        ),
    });
  }),
);
