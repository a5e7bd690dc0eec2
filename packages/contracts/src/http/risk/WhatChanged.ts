import { z } from "zod";
import { Count } from "../economics/head.ts";
import { riskClient, RiskBand, riskHead, ShownOfScore } from "./head.ts";

/** Where a chance of notice came from and what became of it, millionths; null where there was no score. */
export const ChangedFrom = z.strictObject({
  week: z.iso.date(),
  shown: ShownOfScore,
  band: RiskBand.nullable(),
  chanceMicro: Count,
  model: z.string(),
});

/**
 * What moved it, millionths of chance: the parts add to `allMicro`, which is the later chance less the earlier. They are of
 * the chance as the model has it, also where no more than a band is shown of it.
 */
export const ChangeParts = z.strictObject({
  allMicro: z.number().int(),
  /** What the client, and we with it, did since. */
  behaviourMicro: z.number().int(),
  /** What was recorded since about the time before: late events, links, corrections. */
  lateDataMicro: z.number().int(),
  /** Another model. */
  modelMicro: z.number().int(),
  /** Other settings. */
  settingsMicro: z.number().int(),
});
export type ChangeParts = z.infer<typeof ChangeParts>;

export const ChangedRow = z.strictObject({
  ...riskClient,
  /** Null for who was not there then, or is not now. */
  before: ChangedFrom.nullable(),
  after: ChangedFrom.nullable(),
  parts: ChangeParts.nullable(),
  /** The bands it went through, one after the other. */
  bandSteps: z.array(
    z.strictObject({
      by: z.enum(["lateData", "settings", "behaviour", "model"]),
      from: RiskBand,
      to: RiskBand,
    }),
  ),
  /** Groups of features whose contribution moved by behaviour, the most first: odds times this. */
  moved: z.array(z.strictObject({ group: z.string(), times: z.number() })),
});
export type ChangedRow = z.infer<typeof ChangedRow>;

/** What has changed in the risk of each client since a day, and why. */
export const WhatChangedAnswer = z.strictObject({
  ...riskHead,
  since: z.iso.date(),
  /**
   * The moment whose knowledge the time before is read with: the end of that day. Null where nothing had been recorded by
   * then, as of histories that were read in later, and where no log is seen that could tell it: then it is what is known now
   * of that day, and no data are late.
   */
  knownThen: z.iso.datetime().nullable(),
  /** The model that was in force then, as it was known then. */
  modelThen: z.string(),
  /** Settings that were said since and hold now: key, then and now. */
  settings: z.array(z.strictObject({ key: z.string(), before: z.string(), after: z.string() })),
  total: Count,
  /** Sums over all clients that have both. */
  all: ChangeParts,
  items: z.array(ChangedRow),
});
export type WhatChangedAnswer = z.infer<typeof WhatChangedAnswer>;
