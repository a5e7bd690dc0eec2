import type { EffortFigures } from "@rapport/contracts/http/economics/Effort";
import { percentOf } from "../figures/percent.ts";
import type { IntervalRow } from "./intervalQueries.ts";
import type { EffortSums } from "./sumQueries.ts";

type Interval = Pick<EffortFigures, "effortLowSeconds" | "effortHighSeconds">;

export const effortInterval = (row: IntervalRow | undefined): Interval => ({
  effortLowSeconds: row?.low ?? null,
  effortHighSeconds: row?.high ?? null,
});

/** The figures of a line of sums; undefined of nothing. */
export const effortFigures = (row: EffortSums | undefined): EffortFigures => {
  const effortSeconds = row?.effort_seconds ?? 0;
  const measuredSeconds = row?.measured_seconds ?? 0;
  return {
    effortSeconds,
    ...effortInterval(undefined),
    measuredSeconds,
    estimatedSeconds: effortSeconds - measuredSeconds,
    measuredPercent: percentOf(measuredSeconds, effortSeconds),
    loggedSeconds: row?.logged_seconds ?? 0,
    meetingSeconds: row?.meeting_seconds ?? 0,
    ticketSeconds: row?.ticket_seconds ?? 0,
    mailSeconds: row?.mail_seconds ?? 0,
    interruptionSeconds: row?.interruption_seconds ?? 0,
    communicationLoggedSeconds: row?.communication_logged_seconds ?? null,
    communicationRawSeconds: row?.communication_raw_seconds ?? null,
    communicationExpectedSeconds: row?.communication_expected_seconds ?? null,
    shadowSeconds: row?.shadow_seconds ?? null,
    unusedSeconds: row?.unused_seconds ?? 0,
    labourMinor: row?.labour_minor ?? 0,
  };
};
