import { attendeesNow } from "./attendance.ts";
import { type IsOwn, minutesOf, peopleOf, stayedAway } from "./heads.ts";
import { currentVersion, type MeetingVersion, wasMoved, wasWithdrawn } from "./MeetingVersion.ts";

/** How an occurrence stands at a moment. Times are UTC ms. */
export interface MeetingState {
  readonly current: MeetingVersion;
  /** `withdrawn`: its series does not have it any more. `held`: none of these, and its end has come. */
  readonly outcome: "cancelled" | "withdrawn" | "held" | "scheduled";
  readonly moved: boolean;
  readonly minutes: number;
  readonly ourHeads: number;
  readonly theirHeads: number;
  /** Our heads times minutes; 0 unless held. */
  readonly ourMinutes: number;
  /** Held, but those of theirs who answered declined. */
  readonly noShow: boolean;
  /** From the cancellation to the start, negative when it came late; null unless cancelled at a known time. */
  readonly noticeMs: number | null;
  /** The organiser's side, for only the organiser can cancel for all; null unless cancelled. */
  readonly cancelledBy: "us" | "them" | "unknown" | null;
  /**
   * `external`: somebody outside was invited, or invited us. `about_client`: nobody was, but the title names a
   * project or a client. `internal`: neither.
   */
  readonly reach: "external" | "about_client" | "internal";
}

export interface MeetingContext {
  readonly isOwn: IsOwn;
  /** The highest `seriesRevision` of all events of its series. */
  readonly newestOfSeries: number;
  /** The parties of the version that holds. */
  readonly parties: ReadonlyArray<string>;
  readonly nowMs: number;
}

const outcomeOf = (
  versions: ReadonlyArray<MeetingVersion>,
  current: MeetingVersion,
  context: MeetingContext,
): MeetingState["outcome"] => {
  if (current.status === "cancelled") return "cancelled";
  if (wasWithdrawn(versions, context.newestOfSeries)) return "withdrawn";
  return current.endAt <= context.nowMs ? "held" : "scheduled";
};

/**
 * What an occurrence comes to, from the set of all its versions (one at least), in whatever order and however
 * often they are given. The warehouse's view `meeting_occurrence` has the same definitions.
 */
export const meetingState = (
  versions: ReadonlyArray<MeetingVersion>,
  context: MeetingContext,
): MeetingState => {
  const current = currentVersion(versions);
  const { isOwn } = context;
  const { organiser, status } = current;
  const { ours, theirs, theirHeads } = peopleOf(current, attendeesNow(versions), isOwn);
  const outcome = outcomeOf(versions, current, context);
  const minutes = minutesOf(current);
  const cancelled = status === "cancelled";
  const outside = theirs.length > 0 || (organiser !== null && !isOwn(organiser));
  const named = context.parties.some((party) => party.startsWith("project:") || party.startsWith("name:"));
  return {
    current,
    outcome,
    moved: wasMoved(versions),
    minutes,
    ourHeads: ours.length,
    theirHeads: theirHeads.length,
    ourMinutes: outcome === "held" ? ours.length * minutes : 0,
    noShow: outcome === "held" && stayedAway(theirs),
    noticeMs: cancelled && current.changedAt !== null ? current.startAt - current.changedAt : null,
    cancelledBy: !cancelled ? null : organiser === null ? "unknown" : isOwn(organiser) ? "us" : "them",
    reach: outside ? "external" : named ? "about_client" : "internal",
  };
};
