import { type Effects, type Mood, moods, type Nature, noEffects, type TenantNature } from "./World.ts";

/** Mood times whether our work goes wrong: `2 · mood + fault`. */
export const states = 2 * moods;

/** What the mood makes of the hazard of notice. */
const byMood = [0.12, 0.45, 1.9, 6.5] as const;
/** Log-logistic hazard of tenure: rises, and falls again after about four years. */
const shape = 1.8;
const scaleWeeks = 210;

const ofTenure = (weeks: number): number => {
  const at = Math.max(1, weeks) / scaleWeeks;
  return ((shape / scaleWeeks) * at ** (shape - 1)) / (1 + at ** shape);
};

/** Weeks of the year until the notice deadline, 0 to 51; null without one. */
export const toDeadline = ({ deadline }: Nature, weekOfYear: number): number | null =>
  deadline === null ? null : (deadline - weekOfYear + 52) % 52;

/** Most think of it in the weeks before the deadline, and few in between. */
const byWindow = (nature: Nature, weekOfYear: number): number => {
  const until = toDeadline(nature, weekOfYear);
  return until === null ? 0.9 : until <= 7 ? 3.2 : until <= 11 ? 1.4 : 0.35;
};

/** Hazard of notice in week `week` (index from the firm's first) in a mood. */
export const noticeHazard = (
  tenant: TenantNature,
  nature: Nature,
  at: { readonly week: number; readonly weekOfYear: number; readonly of: number },
  mood: number,
): number => {
  const drift = 1 + ((tenant.drift - 1) * at.week) / at.of;
  const tenure = ofTenure(at.week - nature.since);
  return Math.min(
    0.6,
    tenant.level * drift * nature.frailty * tenure * byWindow(nature, at.weekOfYear) * byMood[mood]!,
  );
};

/** Chance a week of every other end: we end it, the project is complete, merged or insolvent. */
export const otherEnds = [0.0002, 0.0004, 0.0002] as const;
export const otherHazard = otherEnds[0] + otherEnds[1] + otherEnds[2];

/** Chances a week that the champion goes, or that the account gets another owner of ours. */
export const championGoes = 0.004;
export const ownerChanges = 0.005;
/** Chance that such a change makes the mood worse by one. */
const championHurts = 0.55;
const ownerHurts = 0.3;

/** Chances a week of a mood getting worse and better by one, when all is well. */
const worsens = [0.02, 0.011, 0.034, 0] as const;
const betters = [0, 0.02, 0.038, 0.022] as const;
/** What work that goes wrong, and slow answers, make of them. */
const faultWorsens = 3;
const faultBetters = 0.4;

const slowness = (nature: Nature): number => Math.max(0.6, Math.min(2, (nature.pace / 80) ** 0.4));

/** Chances of the next mood from each, `fault` being whether our work goes wrong. */
export const nextMood = (nature: Nature, mood: Mood, fault: boolean, effects = noEffects): Float64Array => {
  const up =
    Math.min(0.8, worsens[mood] * (fault ? faultWorsens : 1) * slowness(nature) * effects.worse) +
    (mood < 3 ? championGoes * championHurts + ownerChanges * ownerHurts : 0);
  const down = Math.min(0.8, betters[mood] * (fault ? faultBetters : 1) * effects.better);
  const chances = new Float64Array(moods);
  if (mood < 3) chances[mood + 1] = up;
  if (mood > 0) chances[mood - 1] = down;
  chances[mood] = 1 - up - down;
  return chances;
};

/** Chances of the next state from each, row by row. */
export const transitions = (tenant: TenantNature, nature: Nature, effects = noEffects): Float64Array => {
  const matrix = new Float64Array(states * states);
  for (let mood = 0; mood < moods; mood++)
    for (const fault of [0, 1]) {
      const next = nextMood(nature, mood as Mood, fault === 1, effects);
      const toFault = fault === 1 ? 1 - tenant.faultEnds : tenant.faultBegins * effects.faults;
      for (let to = 0; to < moods; to++) {
        matrix[(2 * mood + fault) * states + 2 * to + 1] = next[to]! * toFault;
        matrix[(2 * mood + fault) * states + 2 * to] = next[to]! * (1 - toFault);
      }
    }
  return matrix;
};

/** Where a client stands at the end of a week. */
export interface Standing {
  readonly week: number;
  readonly mood: Mood;
  readonly fault: boolean;
}

/**
 * Lives on from a standing without drawing: per week ahead the chances of each state among those still with us, and of
 * notice in that week. Exact, as the chain has no memory beside its state.
 */
export function* ahead(
  tenant: TenantNature,
  nature: Nature,
  standing: Standing,
  calendar: { readonly weekOfYear: (week: number) => number; readonly of: number },
  effects: Effects = noEffects,
): Generator<{ readonly week: number; readonly here: Float64Array; readonly notice: number }> {
  const plain = transitions(tenant, nature);
  const treated = transitions(tenant, nature, effects);
  let here = new Float64Array(states);
  here[2 * standing.mood + (standing.fault && !effects.mends ? 1 : 0)] = 1;
  for (let step = 1; ; step++) {
    const under = step <= effects.weeks;
    const matrix = under ? treated : plain;
    const next = new Float64Array(states);
    for (let from = 0; from < states; from++) {
      const mass = here[from]!;
      if (mass > 0) for (let to = 0; to < states; to++) next[to]! += mass * matrix[from * states + to]!;
    }
    const week = standing.week + step;
    const at = { week, weekOfYear: calendar.weekOfYear(week), of: calendar.of };
    let notice = 0;
    for (let mood = 0; mood < moods; mood++) {
      const hazard = Math.min(0.9, noticeHazard(tenant, nature, at, mood) * (under ? effects.hazard : 1));
      for (const state of [2 * mood, 2 * mood + 1]) {
        notice += next[state]! * hazard;
        next[state]! *= (1 - hazard) * (1 - otherHazard);
      }
    }
    here = next;
    yield { week, here, notice };
  }
}
