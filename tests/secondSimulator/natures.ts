import type { Draws } from "./Draws.ts";
import type { Nature, TenantNature } from "./World.ts";

/** What a world may be told beside its seed. */
export interface TenantKnobs {
  readonly outage?: TenantNature["outage"];
  readonly drift?: number;
}

/** A firm by nature. */
export const drawTenant = (seed: number, draws: Draws, knobs: TenantKnobs): TenantNature => ({
  seed,
  level: 1.15 * draws.gamma(12, 1 / 12),
  faultBegins: 0.004 + 0.004 * draws.next(),
  faultEnds: 0.07,
  outage: knobs.outage ?? null,
  drift: knobs.drift ?? 1,
});

const segments = ["retail", "software", "health", "trade"] as const;

/** A client by nature. A third came after the first week; the others up to eight years before it. */
export const drawNature = (draws: Draws, index: number, weeks: number): Nature => {
  const size = draws.gamma(2, 0.5);
  const feeWeekMinor = Math.round((15_000 + 60_000 * size) / 100) * 100;
  // What an hour brings varies by a good deal, and some clients take a multiple of what their fee is for.
  const demanding = draws.chance(0.14) ? 1.5 + draws.gamma(1.2, 0.8) : 1;
  return {
    party: `client-${String(index + 1).padStart(4, "0")}`,
    segment: draws.pick(segments),
    tier: size > 1.4 ? "A" : size > 0.6 ? "B" : "C",
    since: draws.chance(0.33) ? draws.int(1, Math.max(2, Math.floor(weeks * 0.7))) : -draws.int(8, 416),
    frailty: draws.gamma(2.2, 1 / 2.2),
    symptom: (["quiet", "loud", "faint"] as const)[draws.weighted([0.45, 0.3, 0.25])]!,
    contact: Math.min(0.97, 0.3 + 0.65 * draws.beta(3, 1.5)),
    burst: 0.6 + 2.4 * draws.gamma(1.5, 0.5) * Math.sqrt(0.3 + size),
    ticketRate: draws.chance(0.7) ? 0.4 * draws.gamma(2, 0.5) * (0.5 + size) : 0,
    meetingEvery: draws.pick([0, 1, 2, 2, 4, 4]),
    lateness: draws.beta(1.1, 5),
    people: draws.int(1, 6),
    seniors: draws.int(1, 2),
    season: draws.chance(0.06) ? { from: draws.int(0, 51), weeks: draws.int(9, 14) } : null,
    deadline: draws.chance(0.6) ? draws.int(0, 51) : null,
    noticeWeeks: draws.pick([4, 8, 13]),
    feeWeekMinor,
    hours: (feeWeekMinor / 11_500) * demanding * (0.7 + 0.5 * draws.beta(3, 3)),
    hourMinor: 6_200,
    pace: 80 * draws.gamma(4, 0.25),
  };
};
