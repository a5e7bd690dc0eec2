import type { DirectoryEvent } from "@rapport/contracts/Directory";

/** The earliest and the latest moment a period can name, UTC ms: 1900-01-01 and the last of 2299. */
export const sinceEverMs = -2_208_988_800_000;
export const forEverMs = 10_413_791_999_999;

export type Firm = Extract<DirectoryEvent, { type: "firm.configured" }>["data"];

export interface DirectoryClient {
  readonly clientId: string;
  readonly name: string;
  /** The client it is counted as: itself, or the end of its chain of merges. */
  readonly canonicalId: string;
  readonly canonicalName: string;
}

/** `party` belongs to `clientId` (canonical) from `validFrom` (inclusive) to `validTo` (exclusive), UTC ms. */
export interface PartyPeriod {
  readonly party: string;
  readonly clientId: string;
  readonly validFrom: number;
  readonly validTo: number;
}

/** Who is who, at the end of all directory events. Sorted, so that equal directories are equal values. */
export interface DirectorySnapshot {
  /** Null while the firm has not said who it is. */
  readonly firm: Firm | null;
  /** By client id. A client that is only named in a link or merge is listed under its id. */
  readonly clients: ReadonlyArray<DirectoryClient>;
  /** By party and time; at most one client holds a party at a time. */
  readonly periods: ReadonlyArray<PartyPeriod>;
}
