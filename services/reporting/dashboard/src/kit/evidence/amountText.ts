import type { EvidenceItem, EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { durationText } from "../../format/duration.ts";
import { kitTexts } from "../../texts/en/kit.ts";
import { moneyText } from "../../format/money.ts";

type Unit = EvidencePage["unit"];

/** An amount of evidence with its unit: hours to the second, money to the cent. Null: the reader may not see it. */
export const amountText = (amount: number | null, unit: Unit, currency: string | null): string =>
  amount === null
    ? kitTexts.none
    : unit === "seconds"
      ? durationText(amount)
      : currency === null
        ? amount.toLocaleString("en")
        : moneyText(amount, currency);

/** What an item adds: in the figure's unit, or in its document's own currency where these do not add. */
export const itemAmount = (item: EvidenceItem, unit: Unit, currency: string | null): string =>
  unit === "own_minor"
    ? amountText(item.own?.amountMinor ?? item.amount, "minor", item.own?.currency ?? null)
    : amountText(item.amount, unit, currency);

/** The document's own amount where it is in another currency and was converted; null else. */
export const ownAmount = (item: EvidenceItem, unit: Unit, currency: string | null): string | null =>
  unit === "minor" && item.own !== null && item.own.currency !== currency && item.own.amountMinor !== 0
    ? moneyText(item.own.amountMinor, item.own.currency)
    : null;
