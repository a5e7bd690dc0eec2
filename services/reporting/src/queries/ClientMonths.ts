import { type Query, query } from "@rapport/warehouse/Query";
import { z } from "zod";
import type { FilledSources } from "./FilledSources.ts";
import { integer, untilParam } from "./columns.ts";

const params = z.object({
  ...untilParam,
  at: z.string(),
  /** One party's, or all when empty. */
  party: z.string(),
  /** First days of the first and last month, both included. */
  fromMonth: z.iso.date(),
  toMonth: z.iso.date(),
});
export type MonthParams = z.infer<typeof params>;

const who = { party: z.string(), state: z.string(), month_day: z.iso.date() };
const until = "until = {until:DateTime64(3, 'UTC')}";
const wanted = `
    WHERE month BETWEEN {fromMonth:Date32} AND {toMonth:Date32}
      AND ({party:String} = '' OR party = {party:String})`;

const parts = {
  message: ["client_month_messages", ["messages", "messages_in", "messages_out"]],
  reply: [
    "client_month_replies",
    ["our_replies", "our_elapsed_median_ms", "their_replies", "their_elapsed_median_ms"],
  ],
  ticket: [
    "client_month_tickets",
    [
      "tickets_opened",
      "tickets_solved",
      "reopenings",
      "reassignments",
      "ticket_replies_in",
      "ticket_replies_out",
    ],
  ],
  response: ["client_month_responses", ["first_responses", "first_response_median_ms"]],
  meeting: [
    "client_month_meetings",
    [
      "meetings_held",
      "meetings_named",
      "meetings_cancelled",
      "meetings_moved",
      "meetings_no_show",
      "meeting_minutes",
      "meeting_our_minutes",
      "meeting_their_heads",
    ],
  ],
  time: ["client_month_time", ["logged_seconds", "billable_seconds"]],
} as const;
type Part = keyof typeof parts;
export type MonthFigure = (typeof parts)[Part][1][number];

/** Every figure of a month but money, in the order of the sources. */
export const monthFigureNames: ReadonlyArray<MonthFigure> = Object.values(parts).flatMap(
  ([, names]) => names,
);

/** A party's month as one of the views has it: its own figures alone. */
export type MonthPartRow = z.output<z.ZodObject<typeof who>> & { readonly [Name in MonthFigure]?: number };

const partQuery = (part: Part): Query<MonthParams, MonthPartRow> => {
  const [view, names] = parts[part];
  const figures = Object.fromEntries(names.map((name) => [name, integer]));
  return query({
    name: view.replaceAll("_", "-"),
    sql: `
    SELECT party, ${part === "reply" ? "''" : "state"} AS state, toString(month) AS month_day, ${names.join(", ")}
    FROM ${view}(${until}${part === "meeting" ? ", at = {at:DateTime64(3, 'UTC')}" : ""})${wanted}`,
    params,
    row: z.object({ ...who, ...figures }),
  });
};

/** The views that `client_month` puts together, each with the facts it needs. */
export const monthParts: ReadonlyArray<{
  readonly needs: keyof FilledSources;
  readonly query: Query<MonthParams, MonthPartRow>;
}> = [
  { needs: "message", query: partQuery("message") },
  { needs: "message", query: partQuery("reply") },
  { needs: "ticket", query: partQuery("ticket") },
  { needs: "ticket", query: partQuery("response") },
  { needs: "meeting", query: partQuery("meeting") },
  { needs: "time", query: partQuery("time") },
];

export const moneyColumns = {
  currency: z.string(),
  invoiced_net_minor: integer,
  invoiced_total_minor: integer,
  pass_through_minor: integer,
  credited_net_minor: integer,
  credited_total_minor: integer,
  paid_minor: integer,
  expense_minor: integer,
};
export type MoneyColumns = {
  readonly [Name in keyof typeof moneyColumns]: z.infer<(typeof moneyColumns)[Name]>;
};

/** Money per party, month and currency: the view `client_month_money`. */
export const clientMonthMoney = query({
  name: "client-month-money",
  sql: `
    SELECT * EXCEPT month, toString(month) AS month_day
    FROM client_month_money(${until})${wanted}
    ORDER BY party, month, currency`,
  params,
  row: z.object({ ...who, ...moneyColumns }),
});
export type ClientMonthMoneyRow = z.infer<typeof clientMonthMoney.row>;
