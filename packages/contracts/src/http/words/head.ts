import { z } from "zod";
import { Percent } from "../economics/head.ts";
import { RiskBand, ShownOfScore } from "../risk/head.ts";

/** Whom a row is about. */
export const wordClient = { id: z.string(), name: z.string() };

/** What the machine said of a client at the end of a week; the band null where it is not told. */
export const MachineSays = z.strictObject({
  /** Monday. */
  week: z.iso.date(),
  shown: ShownOfScore,
  band: RiskBand.nullable(),
  chancePercent: Percent.nullable(),
  /** Where it is told from what it adds up. */
  evidence: z.string(),
});
export type MachineSays = z.infer<typeof MachineSays>;
