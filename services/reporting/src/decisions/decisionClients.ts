import type { DecisionClient } from "@rapport/contracts/http/decisions/head";
import type { DecisionCard } from "./decisionQueries.ts";
import type { Days } from "./spans.ts";

const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

/** Who a row is about, and the addresses where its figures come apart. */
export const decisionClient = (
  party: string,
  card: DecisionCard | undefined,
  { from, last }: Days,
  asOf: string,
): DecisionClient => {
  const at = `/v1/clients/${encodeURIComponent(party)}`;
  const span = `from=${from}&to=${last}&asOf=${asOf}`;
  return {
    id: party,
    name: card?.name ?? party,
    owner: orNull(card?.owner),
    ownerName: orNull(card?.owner_name),
    segment: orNull(card?.segment),
    tier: orNull(card?.tier),
    evidence: {
      money: `${at}/evidence?metric=contribution&${span}`,
      effort: `${at}/evidence?metric=effort&${span}`,
      risk: `${at}/risk?asOf=${asOf}`,
    },
  };
};
