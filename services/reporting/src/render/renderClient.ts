import type { ClientAnswer, ClientFigures } from "@rapport/contracts/http/ClientFigures";
import type { TicketTimes, WorkFigures } from "@rapport/contracts/http/WorkFigures";
import {
  hours,
  messageCount,
  minute,
  none,
  partText,
  responseText,
  toneText,
  workingHours,
} from "./format.ts";
import { moneyText } from "./money.ts";
import { table } from "./table.ts";

type Line = readonly [what: string, value: string];

const mailLines = (c: ClientFigures): ReadonlyArray<Line> => [
  ["messages they wrote / we wrote", `${c.messages.in} / ${c.messages.out}`],
  ["messages they take part in, shared out", `${c.messages.total}, ${messageCount(c.messages.shared)}`],
  ["threads (known by subject only)", `${c.threads.count} (${c.threads.bySubject})`],
  ["people theirs / ours", `${c.people.theirs} / ${c.people.ours}`],
  ["we answer, working hours", responseText(c.responseOurs)],
  [
    "we answer, elapsed",
    `${hours(c.responseOurs.elapsedMedianHours)} · ${hours(c.responseOurs.elapsedP90Hours)}`,
  ],
  ["they answer, working hours", responseText(c.responseTheirs)],
  [
    "they answer, elapsed",
    `${hours(c.responseTheirs.elapsedMedianHours)} · ${hours(c.responseTheirs.elapsedP90Hours)}`,
  ],
  ["their messages answered in 14 days", partText(c.answered.theirMessages)],
  ["of those that ask", partText(c.answered.theirAsking)],
  ["our messages answered in 14 days", partText(c.answered.ourMessages)],
  ["of those that ask", partText(c.answered.ourAsking)],
  ["after hours theirs / ours", `${partText(c.afterHours.theirs)} / ${partText(c.afterHours.ours)}`],
  ["tone, 95 % interval", toneText(c.tone)],
  ["last contact theirs / ours", `${minute(c.lastContact.theirs)} / ${minute(c.lastContact.ours)}`],
  ["silence", c.silence.reason],
];

const spans = (t: TicketTimes): string =>
  t.tickets === 0 ? none : `${workingHours(t.workingMedianHours)} · ${workingHours(t.workingP90Hours)}`;

const ticketLines = ({ tickets: t }: WorkFigures): ReadonlyArray<Line> =>
  t.tickets === 0
    ? []
    : [
        ["tickets open / solved", `${t.open} / ${t.solved}`],
        ["reopened, reassigned, escalated", `${t.reopenings}, ${t.reassignments}, ${t.escalations}`],
        ["first response, working hours", spans(t.firstResponse)],
        ["solved in, working hours", spans(t.resolution)],
        ["promises kept / missed", `${t.slaKept} / ${t.slaMissed}`],
        ["their rating, 0 to 1", t.ratings.mean === null ? none : `${t.ratings.mean} of ${t.ratings.count}`],
      ];

const meetingLines = ({ meetings: m }: WorkFigures): ReadonlyArray<Line> =>
  m.held + m.cancelled === 0 && m.nextAt === null
    ? []
    : [
        ["meetings held / cancelled / moved", `${m.held} / ${m.cancelled} / ${m.moved}`],
        ["with a director or executive of theirs", String(m.withLeaders)],
        ["our hours in them", (m.ourMinutes / 60).toFixed(1)],
        ["last / next meeting", `${minute(m.lastHeldAt)} / ${minute(m.nextAt)}`],
      ];

const bookLines = ({ time, money }: WorkFigures): ReadonlyArray<Line> => [
  ...(time.entries === 0
    ? []
    : [
        [
          "hours logged / billable",
          `${(time.loggedSeconds / 3600).toFixed(1)} / ${(time.billableSeconds / 3600).toFixed(1)}`,
        ] as const,
      ]),
  ...money.flatMap((m): ReadonlyArray<Line> => {
    const text = (minor: number): string => moneyText(minor, m.currency);
    return [
      [
        `invoiced net / with tax, ${m.currency}`,
        `${text(m.invoicedNetMinor)} / ${text(m.invoicedTotalMinor)}`,
      ],
      [`paid / balance, ${m.currency}`, `${text(m.paidMinor)} / ${text(m.balanceMinor)}`],
    ];
  }),
];

/** One client, a figure a line; sources that say nothing have no line. */
export const clientTable = (answer: ClientAnswer): string => {
  const { client, asOf } = answer;
  const linked =
    client.kind === "client" ? client.parties.join(", ") || "nothing yet" : "not linked to a client yet";
  const lines = [
    ["linked by", linked] as const,
    ...mailLines(client),
    ...ticketLines(answer),
    ...meetingLines(answer),
    ...bookLines(answer),
  ];
  return table(
    [client.name, `as of ${asOf}`],
    lines.map((line) => [...line]),
  );
};
