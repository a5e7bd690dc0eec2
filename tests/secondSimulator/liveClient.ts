import type { ClientCourse, ClientEnd, ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { contractOf, earn } from "./money.ts";
import { correspond } from "./correspondence.ts";
import type { Course, WeekAt } from "./Course.ts";
import type { Draws } from "./Draws.ts";
import {
  ahead,
  championGoes, nextMood, noticeHazard, otherEnds, otherHazard, ownerChanges, type Standing,
} from "./hazards.ts"; // prettier-ignore
import { meet, work } from "./meetingsAndTickets.ts";
import type { Mood, Nature, TenantNature } from "./World.ts";

/** What is known of a client's life: its weeks as a firm sees them, and the truth behind each. */
export interface LivedClient {
  readonly nature: Nature;
  readonly course: ClientCourse;
  /** As long as `course.weeks`, of the same weeks: where it stood at the end of each. */
  readonly standings: ReadonlyArray<Standing>;
  /** Week (index) of the first of them. */
  readonly first: number;
}

/** Which of what changes people's minds it was: the mood is drawn first, then what came with it, so that both are exact. */
const people = (course: Course, before: Mood): { readonly champion: boolean; readonly owner: boolean } => {
  const { draws, nature, mood, fault } = course;
  const up = before < 3 ? nextMood(nature, before, fault)[before + 1]! : 0;
  const worse = mood > before;
  const of = (rate: number, hurts: number) =>
    worse ? (rate * hurts) / up : (rate * (before < 3 ? 1 - hurts : 1)) / (1 - up);
  const at = draws.next();
  const champion = of(championGoes, 0.55);
  return { champion: at < champion, owner: at >= champion && at < champion + of(ownerChanges, 0.3) };
};

/** The week's change of mood and of our work, and whether it is the last one. */
const turn = (course: Course, at: WeekAt, of: number) => {
  const { draws, tenant, nature, mood: before } = course;
  course.mood = draws.weighted([...nextMood(nature, before, course.fault)]) as Mood;
  const changes = people(course, before);
  course.fault = course.fault ? !draws.chance(tenant.faultEnds) : draws.chance(tenant.faultBegins);
  if (changes.champion) course.championHere = false;
  else if (!course.championHere && draws.chance(0.08)) course.championHere = true;
  if (course.noticeWeek === null) {
    const hazard = noticeHazard(tenant, nature, { ...at, of }, course.mood);
    if (draws.chance(hazard)) leave(course, "client_left", at.week);
    else if (draws.chance(otherHazard))
      leave(
        course,
        (["ended_by_us", "project_complete", "merged_or_insolvent"] as const)[draws.weighted(otherEnds)]!,
        at.week,
      );
  }
  return changes;
};

const leave = (course: Course, cause: ClientEnd["cause"], week: number): void => {
  course.cause = cause;
  course.noticeWeek = week;
  course.endWeek = week + course.nature.noticeWeeks;
};

/** Nobody begins in doubt, and nothing has gone wrong yet. */
const atFirst = [0.4, 0, 0.6, 0, 0, 0, 0, 0] as const;
/** After so many weeks those who are still there have forgotten how they began. */
const longAgo = 100;

/** Where a client stands in the firm's first week, or its own: of those who came before, as those who are still there do. */
const standsAt = (tenant: TenantNature, nature: Nature): ArrayLike<number> => {
  const lived = Math.min(longAgo, -nature.since);
  if (lived <= 0) return atFirst;
  const past = { weekOfYear: (week: number) => ((week % 52) + 52) % 52, of: 1e9 };
  const weeks = ahead(tenant, nature, { week: -lived - 1, mood: 1, fault: false }, past);
  for (let week = 1; week < lived; week++) weeks.next();
  return (weeks.next().value as { readonly here: Float64Array }).here;
};

const begin = (tenant: TenantNature, nature: Nature, draws: Draws, state: number): Course => ({
  nature,
  tenant,
  draws,
  mood: (state >> 1) as Mood,
  fault: state % 2 === 1,
  noticeWeek: null,
  endWeek: null,
  cause: null,
  written: [],
  championHere: true,
  tickets: [],
  unanswered: 0,
  invoices: [],
  feeWeekMinor: nature.feeWeekMinor,
  heat: 0,
});

/** The day of the week is drawn from the party, so that it costs no draw of its own. */
const dayOf = (monday: string, add: number): string =>
  new Date(Date.parse(monday) + add * 86_400_000).toISOString().slice(0, 10);

/** One client's life in the weeks of its firm. */
export const liveClient = (
  tenant: TenantNature,
  nature: Nature,
  draws: Draws,
  calendar: ReadonlyArray<WeekAt>,
): LivedClient => {
  const course = begin(tenant, nature, draws, draws.weighted(Array.from(standsAt(tenant, nature))));
  const weeks: Array<ClientWeek> = [];
  const standings: Array<Standing> = [];
  const first = Math.max(0, nature.since);
  for (const at of calendar.slice(first)) {
    if (course.endWeek !== null && at.week > course.endWeek) break;
    const { owner } = turn(course, at, calendar.length);
    weeks.push({
      week: at.monday,
      businessDays: at.businessDays,
      ...correspond(course, at),
      ...meet(course, at),
      ...work(course, at),
      ...earn(course, at),
      ...contractOf(course, at, owner),
    });
    standings.push({ week: at.week, mood: course.mood, fault: course.fault });
  }
  const { cause, noticeWeek, endWeek } = course;
  const end: ClientEnd | null =
    cause === null
      ? null
      : {
          cause,
          noticeOn: dayOf(calendar[noticeWeek!]!.monday, nature.party.length % 5),
          endsOn: dayOf(calendar[noticeWeek!]!.monday, (endWeek! - noticeWeek!) * 7 + 6),
        };
  const { party, segment, tier } = nature;
  return {
    nature,
    standings,
    first,
    course: { party, segment, tier, leftTruncated: nature.since < 0, weeks, end },
  };
};
