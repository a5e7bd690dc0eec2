import { betaQuantile } from "../statistics/betaQuantile.ts";
import type { Movement, MovementKind } from "./movement.ts";

const amounts = [
  "openingMinor",
  "newMinor",
  "wonBackMinor",
  "expansionMinor",
  "contractionMinor",
  "lostMinor",
  "exchangeMinor",
  "closingMinor",
] as const;

export type RetentionAmounts = Readonly<Record<(typeof amounts)[number], number>>;

/** What became of the clients that had recurring revenue on the first day, and of the others. Shares of 0 to 1. */
export interface RetentionFigures extends RetentionAmounts {
  /** Clients with recurring revenue on the first day, and on the last. */
  readonly openingClients: number;
  readonly closingClients: number;
  readonly lostClients: number;
  readonly newClients: number;
  readonly wonBackClients: number;
  /** Gross: what is left of the opening revenue without any expansion; never above 1. Null without any. */
  readonly gross: number | null;
  /** Net: with expansion. Neither counts new clients, those won back, or exchange rates. */
  readonly net: number | null;
  /** Lost ÷ opening clients, and between what chance alone would put it in 8 of 10 cases (Jeffreys). */
  readonly logoChurn: number | null;
  readonly logoChurnLow: number | null;
  readonly logoChurnHigh: number | null;
}

const countOf = (movements: ReadonlyArray<Movement>, ...kinds: ReadonlyArray<MovementKind>): number =>
  movements.filter(({ kind }) => kinds.includes(kind)).length;

/** Adds up what became of all clients. */
export const retentionFigures = (movements: ReadonlyArray<Movement>): RetentionFigures => {
  const sums = Object.fromEntries(
    amounts.map((name) => [name, movements.reduce((sum, movement) => sum + movement[name], 0)]),
  ) as RetentionAmounts;
  const kept = countOf(movements, "kept", "expanded", "contracted");
  const lost = countOf(movements, "lost");
  const clients = kept + lost;
  const { openingMinor, expansionMinor, contractionMinor, lostMinor } = sums;
  const left = openingMinor - contractionMinor - lostMinor;
  return {
    ...sums,
    openingClients: clients,
    closingClients: kept + countOf(movements, "new", "won_back"),
    lostClients: lost,
    newClients: countOf(movements, "new"),
    wonBackClients: countOf(movements, "won_back"),
    gross: openingMinor > 0 ? left / openingMinor : null,
    net: openingMinor > 0 ? (left + expansionMinor) / openingMinor : null,
    logoChurn: clients === 0 ? null : lost / clients,
    logoChurnLow: clients === 0 ? null : lost === 0 ? 0 : betaQuantile(0.1, lost + 0.5, kept + 0.5),
    logoChurnHigh: clients === 0 ? null : kept === 0 ? 1 : betaQuantile(0.9, lost + 0.5, kept + 0.5),
  };
};
