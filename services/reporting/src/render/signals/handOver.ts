import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { csv } from "../csv.ts";
import { amount, hoursOfSeconds } from "../economics/amounts.ts";
import { knownText } from "../economics/headLines.ts";
import { day, minute, none } from "../format.ts";
import { table } from "../table.ts";

const peopleLines = ({ people, ours, busFactor, without }: HandOverAnswer): ReadonlyArray<string> => {
  if (people.length === 0) return ["", "Nobody of theirs has written in 26 weeks, nor we to them."];
  const rows = people.map((person) => [
    person.name ?? person.address,
    person.title ?? none,
    day(person.lastAt),
    person.knownBy.length === 0
      ? "nobody of ours"
      : person.knownBy.map((one) => `${one.memberName} (${one.messagesIn + one.messagesOut})`).join(", "),
  ]);
  const alone = ours
    .filter(({ aloneWith }) => aloneWith > 0)
    .map(({ memberName, aloneWith }) => `${memberName} ${aloneWith}`);
  return [
    "",
    table(["their people", "", "last", "known by (messages of 26 weeks)"], rows),
    ...(alone.length === 0 ? [] : [`Known to one of us alone: ${alone.join(", ")}.`]),
    `After ${busFactor} of us have gone${without === null ? "" : ` besides ${without}`}, half of them or more would know nobody.`,
  ];
};

const waitingLines = ({ waiting }: HandOverAnswer): ReadonlyArray<string> =>
  waiting.length === 0
    ? ["", "Nothing waits for us."]
    : [
        "",
        table(
          ["waiting since", "in", "status"],
          waiting.map((one) => [minute(one.since), `${one.channel} ${one.about}`, one.status ?? none]),
        ),
      ];

const promiseLines = ({ contracts, agreed }: HandOverAnswer): ReadonlyArray<string> => [
  "",
  ...(contracts.length === 0
    ? ["No contract is in force."]
    : contracts.map(
        (one) =>
          `Contract ${one.contract} since ${one.startsOn}${one.endsOn === null ? "" : `, ends ${one.endsOn}`}${one.renewsOn === null ? "" : `, renews ${one.renewsOn}`}${one.noticeDays === null ? "" : `, ${one.noticeDays} days of notice`}${one.retainerMinutesPerMonth === null ? "" : `, ${hoursOfSeconds(one.retainerMinutesPerMonth * 60)} h a month`}`,
      )),
  ...(agreed === null
    ? []
    : [
        `Agreed: ${[
          ...(agreed.responseMinutes === null
            ? []
            : [`answers within ${agreed.responseMinutes} working minutes`]),
          ...(agreed.checkInDays === null ? [] : [`a check-in every ${agreed.checkInDays} days`]),
          ...(agreed.capMinutesPerMonth === null
            ? []
            : [`${hoursOfSeconds(agreed.capMinutesPerMonth * 60)} h a month at most`]),
          ...(agreed.workingHoursOnly ? ["working hours only"] : []),
        ].join(", ")}`,
      ]),
];

const moneyLines = ({ money }: HandOverAnswer): ReadonlyArray<string> => [
  "",
  `Twelve months: revenue ${amount(money.revenueMinor, money.currency)}, net contribution ${amount(money.contributionMinor, money.currency)}${money.currency === null ? "" : ` ${money.currency}`}, ${hoursOfSeconds(money.effortSeconds)} h of ours.`,
  ...money.open.map(
    (one) =>
      `Open: ${one.bills} ${one.bills === 1 ? "bill" : "bills"}, ${amount(one.openMinor, one.currency)} ${one.currency}, of it overdue ${amount(one.overdueMinor, one.currency)}.`,
  ),
];

const riskLines = ({ risk, signals }: HandOverAnswer): ReadonlyArray<string> => [
  "",
  risk === null
    ? "Risk: there is no score yet."
    : `Risk: ${risk.band ?? "insufficient evidence"}${risk.chancePercent === null ? "" : `, ${risk.chancePercent.toFixed(1)} %`}, of the week of ${risk.week}.`,
  ...(signals.length === 0
    ? []
    : [
        table(
          ["noticed", "since", "why"],
          signals.map((one) => [one.kind.replaceAll("_", " "), day(one.since), one.reason]),
        ),
      ]),
];

/** What somebody who takes an account over needs, on a page. */
export const handOverTable = (answer: HandOverAnswer): string =>
  [
    `Hand-over of ${answer.client.name} (owner: ${answer.client.ownerName ?? "nobody"})${answer.without === null ? "" : `, without ${answer.without}`}, as of ${answer.asOf}${knownText(answer.knownAt)}`,
    ...peopleLines(answer),
    ...waitingLines(answer),
    ...promiseLines(answer),
    "",
    answer.meetings.length === 0
      ? "No meetings in the last 30 and the next 60 days."
      : `Meetings: ${answer.meetings.map(({ at }) => minute(at)).join(", ")}`,
    ...moneyLines(answer),
    ...riskLines(answer),
  ].join("\n");

/** A line per person of theirs and of ours who knows them. */
export const handOverCsv = (answer: HandOverAnswer): string =>
  csv(
    ["address", "name", "title", "seniority", "member", "memberName", "messagesIn", "messagesOut", "lastAt"],
    answer.people.flatMap((person) =>
      (person.knownBy.length === 0
        ? [{ member: null, memberName: null, messagesIn: 0, messagesOut: 0, lastAt: person.lastAt }]
        : person.knownBy
      ).map((one) => [
        person.address,
        person.name,
        person.title,
        person.seniority,
        one.member,
        one.memberName,
        one.messagesIn,
        one.messagesOut,
        one.lastAt,
      ]),
    ),
  );
