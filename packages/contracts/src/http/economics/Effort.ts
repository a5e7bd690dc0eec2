import { z } from "zod";
import { described } from "../../views/described.ts";
import { effortView } from "../../views/effortView.ts";
import { Count, economicsHead, Minor, Percent, rowHead, Seconds } from "./head.ts";

/** As the view `client_effort` has them, summed over the span; those of communication are null but for clients. */
export const EffortFigures = z.strictObject(
  described(effortView, {
    effortSeconds: Seconds,
    effortLowSeconds: Seconds.nullable(),
    effortHighSeconds: Seconds.nullable(),
    measuredSeconds: Seconds,
    estimatedSeconds: Seconds,
    measuredPercent: Percent.nullable(),
    loggedSeconds: Seconds,
    meetingSeconds: Seconds,
    ticketSeconds: Seconds,
    mailSeconds: Seconds,
    interruptionSeconds: Seconds,
    communicationLoggedSeconds: Seconds.nullable(),
    communicationRawSeconds: Seconds.nullable(),
    communicationExpectedSeconds: Seconds.nullable(),
    shadowSeconds: Seconds.nullable(),
    unusedSeconds: Seconds,
    labourMinor: Minor,
  }),
);
export type EffortFigures = z.infer<typeof EffortFigures>;

export const EffortRow = EffortFigures.extend(rowHead);
export type EffortRow = z.infer<typeof EffortRow>;

const totals = z.strictObject({
  selected: EffortFigures,
  client: EffortFigures,
  organisation: EffortFigures,
  unattributed: EffortFigures,
  internal: EffortFigures,
  unused: EffortFigures,
  all: EffortFigures,
});

/** Our time, measured and estimated; totals as `totalNames` has them. */
export const EffortPage = z.strictObject({
  ...economicsHead,
  /** Rows over all pages. */
  total: Count,
  items: z.array(EffortRow),
  totals,
  nextCursor: z.string().nullable(),
});
export type EffortPage = z.infer<typeof EffortPage>;
export type EffortTotals = z.infer<typeof totals>;
