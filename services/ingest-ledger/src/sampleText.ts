import type { LedgerDraft } from "@rapport/domain/ledger/LedgerDraft";
import { visible } from "@rapport/connectors/tables/visible";
import { minorText } from "@rapport/domain/money/Minor";

const maxChars = 500;
const hidden = new Set(["status", "currency", "totalMinor"]);

const spaced = (name: string): string => name.replaceAll(/([A-Z])/g, " $1").toLowerCase();

const field = (name: string, value: unknown, currency: string | null): string | null => {
  if (hidden.has(name) || value === null || value === false || value === 0) return null;
  if (name.endsWith("Minor") && typeof value === "number" && currency !== null)
    return `${spaced(name.slice(0, -5))} ${minorText(value, currency)}`;
  if (name.endsWith("At") && typeof value === "number")
    return `${spaced(name)} ${new Date(value).toISOString()}`;
  if (typeof value === "boolean") return spaced(name);
  return typeof value === "string" || typeof value === "number" ? `${spaced(name)} ${value}` : null;
};

/** A document in one line, as it was understood: amounts with their currency, then whose it is. */
export const sampleText = (draft: LedgerDraft): string => {
  const { data, type } = draft;
  const currency = "currency" in data ? data.currency : null;
  const fields = Object.entries(data).flatMap(([name, value]) => field(name, value, currency) ?? []);
  const whose = [...draft.parties, ...draft.members].join(" ");
  const said = [type, data.status, ...(currency === null ? [] : [currency]), ...fields, whose]
    .filter((part) => part !== "")
    .join(", ");
  return visible(said, maxChars);
};
