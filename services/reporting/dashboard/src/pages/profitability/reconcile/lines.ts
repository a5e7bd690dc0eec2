import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import type { EvidenceMetric } from "@rapport/contracts/http/economics/Evidence";
import { hoursText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { reconcileTexts as texts } from "../../../texts/en/reconcile.ts";

export type Line = ReconciliationAnswer["lines"][number];

/** What a line is called in an address. */
export const lineKey = ({ measure, currency }: Pick<Line, "measure" | "currency">): string =>
  currency === "" ? measure : `${measure}~${currency}`;

/** An amount of a line: hours where it is time, else money of its currency. */
export const amountText = (amount: number, { currency }: Pick<Line, "currency">): string =>
  currency === "" ? hoursText(amount) : moneyText(amount, currency);

/** What stands above everything: whether the month agrees. */
export const verdictOf = (
  lines: ReadonlyArray<Line>,
): { readonly isEven: boolean; readonly text: string } => {
  const checked = lines.filter(({ difference }) => difference !== null);
  const differing = checked.filter(({ difference }) => difference !== 0).length;
  const said = differing === 0 ? texts.agrees(checked.length) : texts.differs(differing, checked.length);
  const unchecked = lines.length - checked.length;
  return {
    isEven: differing === 0,
    text: unchecked === 0 ? said : `${said} ${texts.unchecked(unchecked)}`,
  };
};

const metrics: Readonly<Partial<Record<Line["measure"], EvidenceMetric>>> = {
  revenue: "revenue",
  cost: "cost",
  time: "logged",
  overhead: "overhead",
};

/** What a line's amounts come apart by; documents themselves do not come apart further. */
export const lineMetric = ({ measure }: Pick<Line, "measure">): EvidenceMetric | null =>
  metrics[measure] ?? null;
