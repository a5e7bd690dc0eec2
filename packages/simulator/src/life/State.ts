import type { Chance } from "../chance/Chance.ts";
import type { Client } from "../world/types.ts";
import type { Issued } from "./Issued.ts";

/** How things stand with a client; all that is kept of its past. */
export interface ClientState {
  readonly client: Client;
  readonly chance: Chance;
  /** Satisfaction, standard deviations around 0. */
  mood: number;
  /** Index of the member who looks after it now, and of those who help. */
  team: ReadonlyArray<number>;
  noticeDay: number | null;
  /** First day that it is no client any more. */
  leavesDay: number | null;
  /** Days since which something weighs on the relation. */
  championLostDay: number | null;
  ownerChangedDay: number | null;
  /** Our answers this month: how many, and the sum of ln(delay / two hours). */
  answers: number;
  answersLogSum: number;
  /** Disappointments this month: reopened tickets, moved and cancelled meetings, disputes. */
  pains: number;
  /** Hours of work billed by the hour, not invoiced yet. */
  unbilledHours: number;
  /** The last bill for a quarter to come, of those who pay ahead. */
  ahead: Issued | null;
  /** Hazard of giving notice, per month lived through (`YYYY-MM`). */
  readonly hazards: Array<{ readonly month: string; readonly hazard: number; readonly mood: number }>;
}

export const isActive = (state: ClientState, day: number): boolean =>
  day >= state.client.startsDay && (state.leavesDay === null || day < state.leavesDay);
