import type { EffortCategory } from "../Contribution.ts";
import type { MeetingFact } from "./EffortMonth.ts";
import type { Estimate } from "./Estimate.ts";
import { compareText } from "./fixedOrder.ts";
import type { TimeEquations } from "./timeEquations.ts";

const dayMs = 86_400_000;
type Attendee = MeetingFact["attendees"][number];
const surest: ReadonlyArray<Attendee["answer"]> = ["accepted", "tentative", "none", "declined"];

/**
 * The effort of meetings, given in order of time. One that was held: the minutes of each of us by their answer, in
 * their place; preparation and follow-up by our organiser. One cancelled within a day: part of the preparation. One
 * that moved: dealing with it. What is dealt with is the organiser's, else of the first of us who accepted. A meeting
 * without minutes (all day, or nobody's time) takes none.
 */
export const estimateMeetings = (
  meetings: ReadonlyArray<MeetingFact>,
  equationsAt: (ms: number) => TimeEquations,
): ReadonlyArray<Estimate> =>
  meetings.flatMap((meeting) => estimateOne(meeting, equationsAt(meeting.startMs)));

const estimateOne = (meeting: MeetingFact, equations: TimeEquations): ReadonlyArray<Estimate> => {
  const { eventId, startMs, endMs, minutes, holders, organiser } = meeting;
  const estimates: Array<Estimate> = [];
  const add = (
    category: EffortCategory,
    person: string,
    rawSeconds: number,
    place: Estimate["place"] = null,
  ): void => {
    estimates.push({ eventId, ms: startMs, category, person, rawSeconds, place, holders });
  };
  const attendees = attendeesOf(meeting);
  const dealing = organiser ?? attendees.find(({ answer }) => answer !== "declined")?.person ?? null;
  if (meeting.moved && dealing !== null) add("meeting_moved", dealing, equations.moved);
  if (minutes <= 0) return estimates;
  if (meeting.outcome === "cancelled") {
    const late = meeting.noticeMs !== null && meeting.noticeMs < dayMs;
    if (late && dealing !== null)
      add("meeting_cancelled", dealing, equations.cancelled(organiser === null ? 0 : minutes));
    return estimates;
  }
  for (const { person, answer } of attendees) {
    const claim = equations.attends(minutes, answer) / equations.attends(minutes, "accepted");
    add("meeting", person, equations.attends(minutes, answer), { startMs, endMs, claim });
  }
  if (organiser !== null) {
    add("meeting_preparation", organiser, equations.prepares(minutes));
    add("meeting_follow_up", organiser, equations.followUp);
  }
  return estimates;
};

/** Each of us once, the surest answer first; our organiser comes, invited or not. */
const attendeesOf = ({ attendees, organiser }: MeetingFact): ReadonlyArray<Attendee> => {
  const all: ReadonlyArray<Attendee> =
    organiser === null
      ? attendees
      : [
          { person: organiser, answer: "accepted" },
          ...attendees.filter(({ person }) => person !== organiser),
        ];
  const sorted = all.toSorted(
    (a, b) => surest.indexOf(a.answer) - surest.indexOf(b.answer) || compareText(a.person, b.person),
  );
  return sorted.filter(({ person }, i) => sorted.findIndex((other) => other.person === person) === i);
};
