import type { Attendee } from "@rapport/contracts/Meeting";
import type { MeetingVersion } from "./MeetingVersion.ts";

/** True for an address of the firm's own. */
export type IsOwn = (address: string) => boolean;

/** Those of ours and those of theirs, rooms and resources left out; who declined is no head. */
export interface MeetingPeople {
  readonly ours: ReadonlyArray<string>;
  readonly theirs: ReadonlyArray<Attendee>;
  readonly theirHeads: ReadonlyArray<Attendee>;
}

/** Our own organiser is a head though nobody invited them; a stranger who organises is none. */
export const peopleOf = (
  { organiser }: Pick<MeetingVersion, "organiser">,
  attendees: ReadonlyArray<Attendee>,
  isOwn: IsOwn,
): MeetingPeople => {
  const people = attendees.filter((attendee) => !attendee.resource);
  const own = people.filter(({ address }) => isOwn(address));
  const ours = own.filter(({ attendance }) => attendance !== "declined").map(({ address }) => address);
  const listed = people.some(({ address }) => address === organiser);
  if (organiser !== null && !listed && isOwn(organiser)) ours.push(organiser);
  const theirs = people.filter(({ address }) => !isOwn(address));
  const theirHeads = theirs.filter(({ attendance }) => attendance !== "declined");
  return { ours: [...new Set(ours)], theirs, theirHeads };
};

/** Minutes from start to end; days and what takes nobody's time count none. */
export const minutesOf = (
  meeting: Pick<MeetingVersion, "startAt" | "endAt" | "allDay" | "transparent">,
): number =>
  meeting.allDay || meeting.transparent
    ? 0
    : Math.max(0, Math.floor((meeting.endAt - meeting.startAt) / 60_000));

/** Somebody of theirs declined, and nobody of theirs said they would come. */
export const stayedAway = (theirs: ReadonlyArray<Attendee>): boolean =>
  theirs.some(({ attendance }) => attendance === "declined") &&
  !theirs.some(({ attendance }) => attendance === "accepted" || attendance === "tentative");
