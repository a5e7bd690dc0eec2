import type { UnattributedAnswer, UnattributedParty } from "@rapport/contracts/http/Unattributed";
import { csv } from "../csv.ts";
import { moneyTexts } from "../money.ts";
import { table } from "../table.ts";

const hours = (seconds: number): string => (seconds === 0 ? "" : (seconds / 3600).toFixed(1));
const count = (value: number): string => (value === 0 ? "" : String(Math.round(value * 10) / 10));

const cells = (item: UnattributedParty): ReadonlyArray<string> => [
  item.party,
  hours(item.loggedSeconds),
  hours(item.meetingMinutes * 60),
  moneyTexts(item.money, (one) => one.invoicedNetMinor - one.creditedNetMinor),
  moneyTexts(item.money, (one) => one.paidMinor),
  moneyTexts(item.money, (one) => one.expenseMinor),
  count(item.tickets),
  count(item.messages),
];

/** What no client claims, by our time, then money, then messages. */
export const unattributedTable = (answer: UnattributedAnswer): string => {
  if (answer.items.length === 0) return `Nothing is unattributed, as of ${answer.asOf}.`;
  const head = ["party", "logged h", "meetings h", "invoiced", "paid", "expenses", "tickets", "messages"];
  const right = head.slice(1).map(() => "right" as const);
  return [
    table(head, answer.items.map(cells), ["left", ...right]),
    "",
    `As of ${answer.asOf}. Whose it may be, and how to link it: rapport unattributed`,
    ...(answer.items.length < answer.total
      ? [`The first ${answer.items.length} of ${answer.total}; --limit shows more.`]
      : []),
  ].join("\n");
};

const own = ["party", "state", "messages", "tickets", "meetings", "meetingMinutes", "loggedSeconds"] as const;
const money = ["currency", "invoicedNetMinor", "creditedNetMinor", "paidMinor", "expenseMinor"] as const;
const noMoney: ReadonlyArray<UnattributedParty["money"][number] | null> = [null];

/** A line per party and currency; what is no money stands in a party's first line alone, so that columns add up. */
export const unattributedCsv = ({ items }: UnattributedAnswer): string =>
  csv(
    [...own, ...money],
    items.flatMap((item) =>
      (item.money.length === 0 ? noMoney : item.money).map((amounts, i) => [
        ...own.map((name) => (i === 0 || name === "party" || name === "state" ? item[name] : null)),
        ...money.map((name) => amounts?.[name] ?? null),
      ]),
    ),
  );
