import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { countText } from "../../format/figures.ts";
import { evidenceTexts as texts } from "../../texts/en/evidence.ts";
import { amountText } from "./amountText.ts";

/** What the pages read so far add up to, beside the figure: added here, not taken from the answer's word. */
export const saidOfSum = (pages: ReadonlyArray<EvidencePage>): string => {
  const first = pages[0];
  if (first === undefined) return "";
  const items = pages.flatMap((page) => page.items);
  const total = countText(first.total);
  const whole = pages.at(-1)!.nextCursor === null;
  // Currencies do not add, and amounts that the reader may not see are not there.
  if (first.sum === null) return whole ? texts.wholeOwn(total) : "";
  const added = items.reduce((sum, { amount }) => sum + amount, 0);
  const amount = amountText(added, first.unit, first.currency);
  if (!whole) return texts.partial(countText(items.length), total, amount);
  return added === first.sum && items.length === first.total
    ? texts.whole(total, amount)
    : texts.changed(amount);
};
