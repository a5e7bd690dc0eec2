import type { Run } from "../Run.ts";
import { dayMs, firstDayOf, monthIndex, monthName } from "../time/days.ts";
import { creditUnused } from "./Billing.ts";
import { tellContract } from "./Contracts.ts";
import { beginSeries, endSeries } from "./standingMeetings.ts";
import { type ClientState, isActive } from "./State.ts";

/** Base log-odds of giving notice in a month; with everything else it comes to about 18 in 100 clients a year. */
const baseLogit = -5;

const months = (run: Run): number => Math.round((run.world.endDay - run.world.startDay) / 30.44);

/** The quiet leaver gives notice after seven tenths of the time. */
const quietNoticeMonth = (run: Run): number => Math.round(months(run) * 0.7);

/** Months until the contract renews, 0 to 11. */
const toRenewal = (state: ClientState, month: number): number =>
  (state.client.renewalMonth - (month % 12) + 12) % 12;

/** The hazard of notice in this month: contract phase, mood, answers, champion, owner (design: signals and their weights). */
const hazardOf = (state: ClientState, month: number, day: number): number => {
  const until = toRenewal(state, month);
  const phase = state.client.plan === "retainer" ? (until >= 1 && until <= 3 ? 1.3 : -1) : 0;
  const slow = state.answers === 0 ? 0 : state.answersLogSum / state.answers;
  const championLost = state.championLostDay !== null && day - state.championLostDay < 180 ? 0.9 : 0;
  const ownerChanged = state.ownerChangedDay !== null && day - state.ownerChangedDay < 180 ? 0.35 : 0;
  const logit = baseLogit + phase - 1.25 * state.mood + 0.3 * slow + championLost + ownerChanged;
  return 1 / (1 + Math.exp(-logit));
};

const changeMood = (state: ClientState): void => {
  const { client, chance } = state;
  const slow = state.answers === 0 ? 0 : state.answersLogSum / state.answers;
  const pull = client.rates.temper + 0.72 * (state.mood - client.rates.temper);
  state.mood = Math.max(
    -3,
    Math.min(3, pull - 0.23 * slow - 0.12 * state.pains + 0.12 + 0.42 * chance.normal()),
  );
};

const giveNotice = (run: Run, state: ClientState, day: number): void => {
  state.noticeDay = day;
  state.leavesDay = day + state.client.noticeDays;
  tellContract(run, state, day);
  creditUnused(run, state);
  run.agenda.at(state.leavesDay * dayMs - 1, () => endSeries(run, state));
};

/** Plants are kept until they could be seen; the seasonal one stays altogether. */
const isHeld = (run: Run, state: ClientState, month: number): boolean => {
  const { plants } = state.client;
  if (plants.length === 0) return false;
  if (plants.includes("seasonal client who only looks silent")) return true;
  return month < quietNoticeMonth(run) + 4;
};

/** The month is over: moods change, and some decide to go. `lived` counts months from the start. */
export const endMonth = (run: Run, state: ClientState, month: number, lived: number): void => {
  const day = firstDayOf(month + 1);
  if (!isActive(state, day - 1)) return;
  const quiet = state.client.plants.includes("quiet leaver");
  changeMood(state);
  if (state.noticeDay === null) {
    const goesNow = quiet && lived === quietNoticeMonth(run);
    const hazard = quiet ? (goesNow ? 1 : 0) : isHeld(run, state, lived) ? 0 : hazardOf(state, month, day);
    state.hazards.push({
      month: monthName(month),
      hazard: Number(hazard.toFixed(5)),
      mood: Number(state.mood.toFixed(3)),
    });
    if (state.chance.chance(hazard)) giveNotice(run, state, day + state.chance.int(0, 20));
  }
  state.answers = 0;
  state.answersLogSum = 0;
  state.pains = 0;
};

/** What changes with a day: a champion goes, somebody else looks after the client. */
export const changePeople = (run: Run, state: ClientState, day: number): void => {
  const { client } = state;
  const champion = client.contacts[0]!;
  if (champion.toDay === day) {
    state.championLostDay = day;
    state.mood -= 1.1;
    beginSeries(run, state, day);
  }
  const handOver = client.plants.includes("resisted hand-over") && day === handOverDay(run);
  const owner = run.world.members[state.team[0]!]!;
  if (!handOver && owner.leftDay !== day) return;
  const others = run.world.members.filter(
    (m) => m !== owner && m.band !== "junior" && (m.leftDay === null || m.leftDay > day),
  );
  const next = state.chance.pick(others);
  state.team = [next.index, ...state.team.slice(1).filter((index) => index !== next.index)];
  state.ownerChangedDay = day;
  const before = run.ownerships.find((one) => one.client === client.id && one.toDay === null);
  if (before !== undefined) before.toDay = day;
  run.ownerships.push({ client: client.id, member: next.id, fromDay: day, toDay: null });
  state.mood -= handOver ? 1.4 : 0.3;
  beginSeries(run, state, day);
};

/** The first of the month in the middle of the time. */
export const handOverDay = (run: Run): number =>
  firstDayOf(monthIndex(((run.world.startDay + run.world.endDay) / 2) * dayMs));

/** How much of its usual business a client brings on a day. */
export const activity = (run: Run, state: ClientState, day: number): number => {
  const { client } = state;
  const season = client.season[new Date(day * dayMs).getUTCMonth()]!;
  const leaving = state.noticeDay !== null && day >= state.noticeDay ? 0.55 : 1;
  const lived = (day - run.world.startDay) / 30.44;
  const fading = client.plants.includes("quiet leaver")
    ? Math.max(0.12, Math.min(1, 1 - (lived - quietNoticeMonth(run) + 6) / 7))
    : 1;
  return season * leaving * fading * Math.exp(0.5 * state.mood);
};
