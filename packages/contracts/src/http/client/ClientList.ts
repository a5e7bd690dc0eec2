import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { Converted } from "../economics/head.ts";
import { PartyKind } from "../PartyKind.ts";
import { RiskBand } from "../risk/head.ts";

const Count = z.number().int().nonnegative();

/** What the list can be ordered by; a leading `-` turns it round. Rows without the figure come last. */
export const listOrders = [
  "name",
  "owner",
  "risk",
  "contribution",
  "effort",
  "messages",
  "response",
  "lastContact",
  "silence",
] as const;
export type ListOrder = (typeof listOrders)[number];
export type ListSort = ListOrder | `-${ListOrder}`;
export const listSorts = listOrders.flatMap((order) => [order, `-${order}`] as const);

/** A client at a glance, or an organisation in conversation that no client claims. */
export const ClientListRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: PartyKind,
  /** On the as-of day; null for nobody. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  segment: z.string().nullable(),
  /** Of the last whole week; null where nothing is told. */
  band: RiskBand.nullable(),
  /** Of a hundred; null where no chance may be shown. */
  chancePercent: z.number().nullable(),
  /** It has given notice, or left. */
  leaves: z.boolean(),
  /** Over the days of the answer, in its currency. */
  contributionMinor: z.number().int().nullable(),
  effortSeconds: z.number().int(),
  /** All time up to the as-of day. */
  messages: Count,
  responseMedianHours: z.number().nullable(),
  lastTheirs: z.iso.datetime().nullable(),
  silentDays: Count.nullable(),
  usualGapDays: Count.nullable(),
});
export type ClientListRow = z.infer<typeof ClientListRow>;

/** Clients at a glance, from all books, for a list to look through. */
export const ClientListPage = z.strictObject({
  ...answerHead,
  /** Days that money and effort are of, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  currency: z.string().nullable(),
  /** From which currency amounts were converted; null while they are as the books have them. */
  converted: Converted.nullable(),
  /** The data have drifted from what the model learnt from: rows stand in their order, and no band may be shown. */
  onlyOrder: z.boolean(),
  /** All of them before any choice; and rows over all pages. */
  all: Count,
  total: Count,
  items: z.array(ClientListRow),
  nextCursor: z.string().nullable(),
});
export type ClientListPage = z.infer<typeof ClientListPage>;
