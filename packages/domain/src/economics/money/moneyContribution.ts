import type { Contribution } from "../Contribution.ts";
import type { MoneyAmounts, MoneyDocument } from "./MoneyFacts.ts";

/** What a document adds, on its own day where nothing else is said. */
export const moneyContribution = (document: MoneyDocument, amounts: MoneyAmounts): Contribution => ({
  day: document.day,
  state: document.state,
  party: document.party,
  measured: true,
  eventId: document.eventId,
  band: "",
  seconds: 0,
  rawSeconds: 0,
  costMinor: 0,
  revenueMinor: 0,
  cashMinor: 0,
  currency: document.currency,
  ownMinor: 0,
  ...amounts,
});

/**
 * A document whose amount no exchange rate makes one of the reporting currency: in no total, and named. `ownMinor` is
 * its amount as its kind counts: of credit notes negative.
 */
export const unconverted = (document: MoneyDocument, ownMinor: number): Contribution =>
  moneyContribution(document, { category: "unconverted", ownMinor });
