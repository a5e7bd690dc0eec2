import type { Attendance, Attendee } from "@rapport/contracts/Meeting";
import { currentVersion, type MeetingVersion } from "./MeetingVersion.ts";

/** An answer says more than none; of two answers in one version the one that costs the sender more is believed. */
const weight: Readonly<Record<Attendance, number>> = {
  declined: 5,
  accepted: 4,
  tentative: 3,
  delegated: 2,
  needs_action: 1,
  unknown: 0,
};

const isAnswer = (attendance: Attendance): boolean => weight[attendance] >= weight.delegated;

interface Known {
  readonly attendance: Attendance;
  readonly revision: number;
}

const better = (a: Known, b: Known): boolean => {
  if (isAnswer(a.attendance) !== isAnswer(b.attendance)) return isAnswer(a.attendance);
  if (isAnswer(a.attendance) && a.revision !== b.revision) return a.revision > b.revision;
  return weight[a.attendance] > weight[b.attendance];
};

/**
 * Who was invited to an occurrence, with the best that is known of their answers. The people are those of the
 * version that holds. Each one's answer is the latest that any copy of the meeting knows, among the versions with
 * the same SEQUENCE and time: a new time asks everybody again (RFC 5546 3.2.2.1), and one person's calendar often
 * does not know how the others answered. A function of the set of versions alone.
 */
export const attendeesNow = (versions: ReadonlyArray<MeetingVersion>): ReadonlyArray<Attendee> => {
  const current = currentVersion(versions);
  const same = versions.filter(
    ({ sequence, startAt, endAt }) =>
      sequence === current.sequence && startAt === current.startAt && endAt === current.endAt,
  );
  const known = new Map<string, Known>();
  for (const version of same)
    for (const { address, attendance } of version.attendees) {
      const one = { attendance, revision: version.document.revision };
      const before = known.get(address);
      if (before === undefined || better(one, before)) known.set(address, one);
    }
  return current.attendees.map((attendee) => ({
    ...attendee,
    attendance: known.get(attendee.address)?.attendance ?? attendee.attendance,
  }));
};
