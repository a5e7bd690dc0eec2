import type { AccessRule } from "@rapport/contracts/http/access/accessTable";

/** Metrics of evidence whose amounts are seconds. */
const ofEffort = new Set([
  "effort",
  "measured",
  "estimated",
  "logged",
  "meeting",
  "ticket",
  "mail",
  "interruption",
  "unused",
]);

/** What of an answer is money, where that hangs on the question: the rule of the address else. */
export const moneyOf = (rule: AccessRule, address: string | null, query: URLSearchParams): AccessRule => {
  // Whoever may not see amounts may not see who has the most of them either.
  if (rule.money === "fields" && /^-?contribution$|Minor$/.test(query.get("sort") ?? ""))
    return { ...rule, money: "all" };
  if (address !== "GET /v1/clients/:id/evidence") return rule;
  const metric = query.get("metric");
  return metric === null || ofEffort.has(metric) ? rule : { ...rule, money: "all" };
};
