import type { HolderState } from "../Contribution.ts";
import {
  type BookedAmount,
  type ControlAmount,
  type Measure,
  measures,
  type NamedDocument,
  type PartyAmount,
  type Reason,
  type ReconciledLine,
} from "./Reconciliation.ts";

/** Events that the books hold and no rate converts, with whom they are for. */
export type Unconverted = ReadonlyMap<string, Pick<BookedAmount, "state" | "party">>;

const states: ReadonlyArray<HolderState> = ["client", "organisation", "unattributed", "internal", "unused"];
const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sumOf = (amounts: ReadonlyArray<{ readonly amount: number }>): number =>
  amounts.reduce((sum, { amount }) => sum + amount, 0);

const byParty = (booked: ReadonlyArray<BookedAmount>): ReadonlyArray<PartyAmount> =>
  [...Map.groupBy(booked, ({ state, party }) => `${states.indexOf(state)} ${party}`)]
    .toSorted(([a], [b]) => textOrder(a, b))
    .map(([, of]) => ({
      state: of[0]!.state,
      party: of[0]!.party,
      amount: sumOf(of),
      events: new Set(of.map(({ eventId }) => eventId)).size,
    }));

const lineOf = (
  measure: Measure,
  currency: string,
  booked: ReadonlyArray<BookedAmount>,
  control: ReadonlyArray<ControlAmount>,
): ReconciledLine => {
  const totals = { booked: sumOf(booked), control: sumOf(control) };
  return {
    measure,
    currency,
    parties: byParty(booked),
    ...totals,
    controlEvents: control.length,
    difference: totals.booked - totals.control,
  };
};

const reasonOf = (
  booked: BookedAmount | undefined,
  control: ControlAmount | undefined,
  unconverted: Unconverted,
): Reason => {
  if (control === undefined) return "not_in_source";
  if (unconverted.has(control.eventId)) return "no_exchange_rate";
  return booked === undefined ? "not_in_books" : "amount_differs";
};

const nameDocuments = (
  booked: ReadonlyArray<BookedAmount>,
  control: ReadonlyArray<ControlAmount>,
  unconverted: Unconverted,
): ReadonlyArray<NamedDocument> => {
  const told = new Map(control.map((each) => [each.eventId, each]));
  const held = Map.groupBy(booked, ({ eventId }) => eventId);
  return [...new Set([...told.keys(), ...held.keys()])].toSorted().flatMap((eventId) => {
    const [said, of] = [told.get(eventId), held.get(eventId) ?? []];
    const amounts = { booked: sumOf(of), control: said?.amount ?? 0 };
    const difference = amounts.booked - amounts.control;
    if (difference === 0) return [];
    const { measure, currency } = (said ?? of[0])!;
    const holder = of[0] ?? unconverted.get(eventId);
    return {
      measure,
      currency,
      eventId,
      name: said?.name ?? "",
      day: said?.day ?? null,
      state: holder?.state ?? null,
      party: holder?.party ?? "",
      ...amounts,
      difference,
      reason: reasonOf(of[0], said, unconverted),
    };
  });
};

const lineName = ({ measure, currency }: { readonly measure: Measure; readonly currency: string }): string =>
  `${measures.indexOf(measure)} ${currency}`;

/**
 * Puts what the books hold beside what the source says, event by event: one line per measure and currency, with
 * everybody it counts for, and every document that makes a difference. A line's difference is the sum of its
 * documents'. In a fixed order whatever the order of the input.
 */
export const reconcile = (
  booked: ReadonlyArray<BookedAmount>,
  control: ReadonlyArray<ControlAmount>,
  unconverted: Unconverted = new Map(),
): { readonly lines: ReadonlyArray<ReconciledLine>; readonly documents: ReadonlyArray<NamedDocument> } => {
  const held = Map.groupBy(booked, lineName);
  const told = Map.groupBy(control, lineName);
  const names = [...new Set([...held.keys(), ...told.keys()])].toSorted();
  const each = names.map((name) => [held.get(name) ?? [], told.get(name) ?? []] as const);
  return {
    lines: each.map(([of, said]) => {
      const { measure, currency } = (of[0] ?? said[0])!;
      return lineOf(measure, currency, of, said);
    }),
    documents: each.flatMap(([of, said]) => nameDocuments(of, said, unconverted)),
  };
};
