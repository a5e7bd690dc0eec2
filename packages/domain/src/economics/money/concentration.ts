import { type Amount, byAmount, micro } from "./whaleCurve.ts";

/** How much hangs on few clients. Shares in millionths of what all clients bring who bring something. */
export interface Concentration {
  /** Clients with an amount above 0; the others have no share, and what they lose makes none larger. */
  readonly clients: number;
  readonly positiveMinor: number;
  readonly largestMicro: number;
  readonly largestThreeMicro: number;
  readonly largestFiveMicro: number;
  readonly largestTenMicro: number;
  /** Of the largest fifth of clients, rounded up to whole ones. */
  readonly largestFifthMicro: number;
  /** Herfindahl-Hirschman: the sum of squared shares; a million is one client alone. */
  readonly herfindahlMicro: number;
  /** As many equal clients would be as concentrated: 1 / Herfindahl, in thousandths. */
  readonly effectiveClientsMilli: number;
}

/** Null without a client who brings anything: there is nothing to take shares of. */
export const concentration = (amounts: ReadonlyArray<Amount>): Concentration | null => {
  const above = amounts.filter(({ minor }) => minor > 0).toSorted(byAmount);
  const positiveMinor = above.reduce((sum, { minor }) => sum + minor, 0);
  if (positiveMinor === 0) return null;
  const largest = (count: number): number =>
    micro(
      above.slice(0, count).reduce((sum, { minor }) => sum + minor, 0),
      positiveMinor,
    );
  const squares = above.reduce((sum, { minor }) => sum + BigInt(minor) ** 2n, 0n);
  const square = BigInt(positiveMinor) ** 2n;
  return {
    clients: above.length,
    positiveMinor,
    largestMicro: largest(1),
    largestThreeMicro: largest(3),
    largestFiveMicro: largest(5),
    largestTenMicro: largest(10),
    largestFifthMicro: largest(Math.ceil(above.length / 5)),
    herfindahlMicro: Number((squares * 2_000_000n + square) / (square * 2n)),
    effectiveClientsMilli: Number((square * 2_000n + squares) / (squares * 2n)),
  };
};
