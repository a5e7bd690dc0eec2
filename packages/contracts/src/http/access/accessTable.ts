import { type Role, roles } from "./Roles.ts";

/**
 * Who may ask an address. `money` is what becomes of somebody who may not see money: `none` of it is there; the
 * `fields` that hold it are null; `all` of it is about money and refused.
 */
export interface AccessRule {
  readonly roles: ReadonlyArray<Role>;
  readonly money: "none" | "fields" | "all";
}

const everyone = roles;
const ask = (money: AccessRule["money"], who: ReadonlyArray<Role> = everyone): AccessRule => ({
  roles: who,
  money,
});
const admins: ReadonlyArray<Role> = ["admin"];
const dataPeople: ReadonlyArray<Role> = ["admin", "analyst"];

/** Every address of the API but those of health. The one place that says who may do what; a test holds it to the API. */
export const accessTable = {
  "GET /v1/session": ask("none"),
  "DELETE /v1/session": ask("none"),
  "GET /v1/access/people": ask("none", admins),
  "GET /v1/access/looks": ask("none", admins),
  "GET /v1/live": ask("none"),

  "GET /v1/clients": ask("fields"),
  "GET /v1/clients/:id": ask("fields"),
  "GET /v1/clients/:id/timeline": ask("fields"),
  "GET /v1/clients/:id/months": ask("fields"),
  "GET /v1/client-list": ask("fields"),
  "GET /v1/clients/:id/account": ask("fields"),
  "GET /v1/clients/:id/days": ask("fields"),
  "GET /v1/clients/:id/threads": ask("fields"),
  "GET /v1/clients/:id/events": ask("fields"),
  "GET /v1/months": ask("fields"),
  "GET /v1/months.csv": ask("all"),
  "GET /v1/unattributed": ask("fields"),
  "GET /v1/coverage": ask("fields"),
  "GET /v1/freshness": ask("none"),
  "GET /v1/sources": ask("fields"),

  "GET /v1/profitability": ask("all"),
  "GET /v1/effort": ask("fields"),
  "GET /v1/whale-curve": ask("all"),
  "GET /v1/lifetime-values": ask("all"),
  "GET /v1/reconcile": ask("all"),
  "GET /v1/clients/:id/evidence": ask("fields"),
  "GET /v1/exports/:file": ask("all"),
  "GET /v1/views": ask("none"),
  "GET /v1/trends": ask("all"),
  "GET /v1/tables/:file": ask("all"),

  "GET /v1/risk": ask("fields"),
  "GET /v1/clients/:id/risk": ask("fields"),
  "GET /v1/backtest": ask("fields"),
  "GET /v1/what-changed": ask("fields"),
  "GET /v1/risk-models": ask("none"),
  "GET /v1/risk-models/:model": ask("none"),
  "GET /v1/retention": ask("all"),
  "GET /v1/renewals": ask("fields"),

  "GET /v1/quadrant": ask("all"),
  "GET /v1/ladder": ask("all"),
  "GET /v1/maintenance": ask("fields"),
  "GET /v1/clients/:id/what-if": ask("all"),
  "GET /v1/signals": ask("fields"),
  "GET /v1/clients/:id/hand-over": ask("fields"),
  "GET /v1/alerts": ask("fields"),

  "GET /v1/clients/:id/history": ask("fields"),
  "GET /v1/verdicts": ask("fields"),
  "GET /v1/plays": ask("fields"),
  "POST /v1/words": ask("fields"),
  "GET /v1/links/preview": ask("fields"),
  "GET /v1/links/proposals": ask("fields"),
  "POST /v1/links": ask("fields", ["admin", "analyst", "ops"]),

  "GET /v1/source-states": ask("none"),
  "GET /v1/settings": ask("fields"),
  "GET /v1/settings/preview": ask("all", admins),
  "POST /v1/settings": ask("all", admins),
  "GET /v1/dead-letters": ask("fields", dataPeople),
  "POST /v1/dead-letters/replay": ask("none", dataPeople),
  "GET /v1/audit": ask("none", dataPeople),
  "POST /v1/audit": ask("none", dataPeople),
} as const satisfies Readonly<Record<string, AccessRule>>;

/** An address that the table does not know: for whoever may do everything. */
export const unlisted: AccessRule = { roles: admins, money: "all" };
