import type { TicketTimes, WorkFigures } from "@rapport/contracts/http/WorkFigures";
import { hours, minute, none, signed, workingHours } from "../render/format.ts";
import { moneyText } from "../render/money.ts";
import { group, item } from "./card.ts";
import type { Html } from "./Html.ts";

const times = (name: string, t: TicketTimes): ReadonlyArray<Html> => [
  item(`${name}, median working hours`, workingHours(t.workingMedianHours)),
  item(`${name}, median elapsed`, hours(t.elapsedMedianHours)),
];

const ticketCard = ({ tickets: t }: WorkFigures): Html =>
  group("Tickets", [
    item("Open · solved", `${t.open} · ${t.solved}`),
    item("Reopened, times", `${t.reopened}, ${t.reopenings}`),
    item("Reassigned · escalated", `${t.reassignments} · ${t.escalations}`),
    item("Replies, theirs · ours", `${t.repliesIn} · ${t.repliesOut}`),
    ...times("First response", t.firstResponse),
    ...times("Solved", t.resolution),
    item("Promises kept · missed", `${t.slaKept} · ${t.slaMissed}`),
    item(
      "Their rating, 0 to 1",
      t.ratings.mean === null ? none : `${t.ratings.mean.toFixed(2)} (${t.ratings.count})`,
    ),
  ]);

const inHours = (minutes: number): string => `${(minutes / 60).toFixed(1)} h`;
/** Notice may be negative: called off behind its start. */
const notice = (value: number | null): string =>
  value === null ? none : value < 0 ? `${signed(value)} h` : hours(value);

const meetingCard = ({ meetings: m }: WorkFigures): Html =>
  group("Meetings", [
    item("Held", m.named === 0 ? m.held : `${m.held}, ${m.named} among ourselves`),
    item("With a director or executive of theirs", m.withLeaders),
    item("Our hours · their heads", `${inHours(m.ourMinutes)} · ${m.theirHeads}`),
    item("Cancelled, by us · by them", `${m.cancelled}, ${m.cancelledByUs} · ${m.cancelledByThem}`),
    item("Notice, median", notice(m.noticeMedianHours)),
    item("Moved · nobody came", `${m.moved} · ${m.noShow}`),
    item("Last held", minute(m.lastHeldAt)),
    item("Next", minute(m.nextAt)),
  ]);

const logged = (seconds: number): string => `${(seconds / 3600).toFixed(1)} h`;

const timeCard = ({ time: t }: WorkFigures): Html =>
  group("Logged time", [
    item("All · billable", `${logged(t.loggedSeconds)} · ${logged(t.billableSeconds)}`),
    item("Entries", t.entries),
    item("Last", t.lastWorkedOn ?? none),
  ]);

const moneyCards = ({ money }: WorkFigures): ReadonlyArray<Html> =>
  money.map((m) => {
    const text = (minor: number): string => moneyText(minor, m.currency);
    return group(`Money in ${m.currency}`, [
      item("Invoiced, net", text(m.invoicedNetMinor)),
      item("Of this passed through", text(m.passThroughMinor)),
      item("Invoiced, with tax", text(m.invoicedTotalMinor)),
      item("Credited, with tax", text(m.creditedTotalMinor)),
      item("Paid", text(m.paidMinor)),
      item("Balance", text(m.balanceMinor)),
      item("Expenses", text(m.expenseMinor)),
    ]);
  });

const contractCard = ({ contracts }: WorkFigures): ReadonlyArray<Html> =>
  contracts.length === 0
    ? []
    : [
        group(
          "Contracts",
          contracts.map((c) => {
            const fee =
              c.feeMinor === null || c.currency === null
                ? []
                : [`${moneyText(c.feeMinor, c.currency)}${c.feePer === null ? "" : ` per ${c.feePer}`}`];
            const renews = c.renewsOn === null ? [] : [`renews ${c.renewsOn}`];
            const ends = c.endsOn === null ? [] : [`to ${c.endsOn}`];
            return item(c.contract, [`from ${c.startsOn}`, ...ends, ...renews, ...fee].join(", "));
          }),
        ),
      ];

/** What tickets, calendars and the books say of a client; sources that say nothing have no card. */
export const workCards = (work: WorkFigures): ReadonlyArray<Html> => [
  ...(work.tickets.tickets === 0 ? [] : [ticketCard(work)]),
  ...(work.meetings.held + work.meetings.cancelled === 0 && work.meetings.nextAt === null
    ? []
    : [meetingCard(work)]),
  ...(work.time.entries === 0 ? [] : [timeCard(work)]),
  ...moneyCards(work),
  ...contractCard(work),
];
