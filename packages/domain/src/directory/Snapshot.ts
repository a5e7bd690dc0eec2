import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { Seniority } from "@rapport/contracts/DirectoryPeople";

/** The earliest and the latest moment a period can name, UTC ms: 1900-01-01 and the last of 2299. */
export const sinceEverMs = -2_208_988_800_000;
export const forEverMs = 10_413_791_999_999;

type DataOf<T extends DirectoryEvent["type"]> = Extract<DirectoryEvent, { type: T }>["data"];

export type Firm = DataOf<"firm.configured">;
export type Profile = DataOf<"client.profiled">;
export type Calendar = DataOf<"calendar.set">;
export type RegisteredMember = DataOf<"member.registered">;
export type RegisteredContact = DataOf<"contact.registered">;

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

/** `memberId` looks after `clientId` (canonical) as `role`, from `validFrom` (inclusive) to `validTo` (exclusive). */
export interface OwnerPeriod {
  readonly clientId: string;
  readonly role: string;
  readonly memberId: string;
  readonly validFrom: number;
  readonly validTo: number;
}

export interface DirectoryContact {
  readonly party: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly seniority: Seniority;
}

/** With us from `joinedAt` (inclusive) to `leftAt` (exclusive), UTC ms. */
export interface DirectoryMember {
  readonly memberId: string;
  readonly name: string;
  readonly band: string | null;
  readonly role: string | null;
  readonly team: string | null;
  readonly calendarId: string | null;
  readonly joinedAt: number;
  readonly leftAt: number;
}

export interface MemberParty {
  readonly party: string;
  readonly memberId: string;
}

/** Who is who, at the end of all directory events. Sorted, so that equal directories are equal values. */
export interface DirectorySnapshot {
  /**
   * Its own addresses hold those of its members too. Null while nothing tells who the firm is: neither itself
   * nor a member's address.
   */
  readonly firm: Firm | null;
  /** By client id. A client that is only named in a link, merge, profile or ownership is listed under its id. */
  readonly clients: ReadonlyArray<DirectoryClient>;
  /**
   * By party and time; at most one client holds a party at a time. Names of clients are parties by
   * themselves (`name:…`); the firm's own domains and addresses and its members' keys belong to nobody.
   */
  readonly periods: ReadonlyArray<PartyPeriod>;
  /** By client id; clients that stand for themselves alone. */
  readonly profiles: ReadonlyArray<Profile>;
  /** By party. */
  readonly contacts: ReadonlyArray<DirectoryContact>;
  /** By member id. A member that is only named in an ownership or leaving is listed under its id. */
  readonly members: ReadonlyArray<DirectoryMember>;
  /** By party; `member:<id>` of every member among them. */
  readonly memberParties: ReadonlyArray<MemberParty>;
  /** By client, role and time; at most one member holds a role at a time. */
  readonly owners: ReadonlyArray<OwnerPeriod>;
  /** By calendar id. */
  readonly calendars: ReadonlyArray<Calendar>;
}
