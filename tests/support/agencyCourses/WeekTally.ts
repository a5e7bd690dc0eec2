import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { quietWeek } from "@rapport/domain/risk/support/quietWeek";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A week of a client while it is being counted. */
export type WeekTally = Mutable<ClientWeek>;

export const dayMs = 86_400_000;
/** 1970-01-05 was a Monday. */
const mondayMs = 4 * dayMs;

/** Weeks since 1970-01-05. */
export const weekOf = (ms: number): number => Math.floor((ms - mondayMs) / (7 * dayMs));
export const weekStartMs = (week: number): number => mondayMs + week * 7 * dayMs;
export const weekEndMs = (week: number): number => weekStartMs(week + 1);
export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A week in which nothing has happened yet. */
export const emptyWeek = (week: number): WeekTally => ({ ...quietWeek, week: isoDay(weekStartMs(week)) });

/** What is counted of one client, week by week, and what is kept of it until all weeks are over. */
export class ClientTally {
  readonly #weeks = new Map<number, WeekTally>();
  /** Days on which they made contact. */
  readonly activeDays = new Set<number>();
  /** Messages of each of their people per week. */
  readonly written = new Map<string, Map<number, number>>();
  /** Weeks of contact with each of ours. */
  readonly met = new Map<number, Set<number>>();
  /** What they asked for and when it was answered. */
  readonly asks: Array<{ readonly atMs: number; answeredMs: number | null }> = [];
  readonly tickets: Array<{
    readonly openedMs: number;
    readonly closedMs: number | null;
    readonly escalated: boolean;
  }> = [];

  at(ms: number): WeekTally {
    const week = weekOf(ms);
    let tally = this.#weeks.get(week);
    if (tally === undefined) this.#weeks.set(week, (tally = emptyWeek(week)));
    return tally;
  }

  active(ms: number): void {
    this.activeDays.add(Math.floor(ms / dayMs));
  }

  write(person: string, ms: number): void {
    const weeks = this.written.get(person) ?? new Map<number, number>();
    this.written.set(person, weeks);
    weeks.set(weekOf(ms), (weeks.get(weekOf(ms)) ?? 0) + 1);
  }

  meet(member: number, ms: number): void {
    const weeks = this.met.get(member) ?? new Set<number>();
    this.met.set(member, weeks);
    weeks.add(weekOf(ms));
  }

  /** The first week with a sign of life; null: none at all. */
  get first(): number | null {
    return this.#weeks.size === 0 ? null : Math.min(...this.#weeks.keys());
  }
}
