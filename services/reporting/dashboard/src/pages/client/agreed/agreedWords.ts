import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import { dayText } from "../../../format/days.ts";
import { durationText } from "../../../format/duration.ts";
import { moneyText } from "../../../format/money.ts";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";

const texts = clientContactTexts.agreed;
type Contract = ClientAnswer["contracts"][number];
type Agreed = NonNullable<ClientAccount["agreed"]>;

/** A contract in a line: its term, its fee, what it includes, its notice. Without its fee for who may not see money. */
export const contractWords = ({
  startsOn,
  endsOn,
  renewsOn,
  currency,
  feeMinor,
  feePer,
  retainerMinutesPerMonth,
  noticeDays,
}: Contract): string => {
  const then =
    endsOn !== null
      ? texts.ends(dayText(endsOn))
      : renewsOn !== null
        ? texts.renews(dayText(renewsOn))
        : texts.open;
  return [
    texts.term(dayText(startsOn), then),
    ...(feeMinor === null || currency === null || feePer === null
      ? []
      : [texts.fee(moneyText(feeMinor, currency), feePer)]),
    ...(retainerMinutesPerMonth === null ? [] : [texts.retainer(durationText(retainerMinutesPerMonth * 60))]),
    ...(noticeDays === null ? [] : [texts.notice(noticeDays)]),
  ].join("; ");
};

/** What was promised besides, in a line. */
export const agreedWords = ({
  responseMinutes,
  checkInDays,
  capMinutesPerMonth,
  workingHoursOnly,
}: Agreed): string =>
  [
    ...(responseMinutes === null ? [] : [texts.answersIn(durationText(responseMinutes * 60))]),
    ...(checkInDays === null ? [] : [texts.checkIn(checkInDays)]),
    ...(capMinutesPerMonth === null ? [] : [texts.cap(durationText(capMinutesPerMonth * 60))]),
    ...(workingHoursOnly ? [texts.workingHours] : []),
  ].join("; ");

/** Meetings before and after the end of a day, or now while it lasts. */
export const splitMeetings = <M extends { readonly at: string }>(
  meetings: ReadonlyArray<M>,
  day: string,
  nowMs: number,
): { readonly past: ReadonlyArray<M>; readonly ahead: ReadonlyArray<M> } => {
  const now = Math.min(Date.parse(day) + 86_400_000, nowMs);
  return {
    past: meetings.filter(({ at }) => Date.parse(at) < now),
    ahead: meetings.filter(({ at }) => Date.parse(at) >= now),
  };
};
