import type { Address } from "../api/Api.ts";

/** A page that the navigation leads to. `needs`: what it cannot do without; whoever may not ask that is not led there. */
interface Place {
  readonly to: string;
  readonly name: string;
  readonly needs?: Address;
}

/** The pages that the navigation leads to, by audience; names are keys of `shellTexts.nav`. */
export const places = [
  {
    audience: "leadership",
    pages: [
      { to: "/", name: "portfolio" },
      { to: "/retention", name: "retention", needs: "GET /v1/retention" },
      { to: "/renewals", name: "renewals" },
      { to: "/what-changed", name: "whatChanged" },
    ],
  },
  {
    audience: "ops",
    pages: [
      { to: "/workbench", name: "workbench", needs: "GET /v1/ladder" },
      { to: "/maintenance", name: "maintenance" },
      { to: "/signals", name: "signals" },
      { to: "/alerts", name: "alerts" },
      { to: "/outcomes", name: "outcomes" },
    ],
  },
  {
    audience: "analysts",
    pages: [
      { to: "/profitability", name: "profitability", needs: "GET /v1/profitability" },
      { to: "/clients", name: "clients" },
      { to: "/reconcile", name: "reconcile", needs: "GET /v1/reconcile" },
      { to: "/unattributed", name: "unattributed" },
      { to: "/backtest", name: "backtest" },
      { to: "/definitions", name: "metrics" },
    ],
  },
  {
    audience: "data",
    pages: [
      { to: "/data/sources", name: "sources" },
      { to: "/data/dead-letters", name: "deadLetters", needs: "GET /v1/dead-letters" },
      { to: "/data/audit", name: "audit", needs: "GET /v1/audit" },
      { to: "/data/settings", name: "settings" },
      { to: "/data/access", name: "access", needs: "GET /v1/access/looks" },
    ],
  },
] as const satisfies ReadonlyArray<{
  readonly audience: string;
  readonly pages: ReadonlyArray<Place>;
}>;

/** Whether a reader who may ask so much is led to a page; a page that needs nothing is for everybody. */
export const isLedTo = (to: string, may: (address: Address) => boolean): boolean => {
  const place = places.flatMap(({ pages }): ReadonlyArray<Place> => pages).find((one) => one.to === to);
  return place?.needs === undefined || may(place.needs);
};
