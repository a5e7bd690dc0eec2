/** The pages that the navigation leads to, by audience; names are keys of `shellTexts.nav`. */
export const places = [
  {
    audience: "leadership",
    pages: [
      { to: "/", name: "portfolio" },
      { to: "/retention", name: "retention" },
      { to: "/renewals", name: "renewals" },
      { to: "/what-changed", name: "whatChanged" },
    ],
  },
  {
    audience: "ops",
    pages: [
      { to: "/workbench", name: "workbench" },
      { to: "/maintenance", name: "maintenance" },
      { to: "/signals", name: "signals" },
      { to: "/alerts", name: "alerts" },
      { to: "/outcomes", name: "outcomes" },
    ],
  },
  {
    audience: "analysts",
    pages: [
      { to: "/profitability", name: "profitability" },
      { to: "/clients", name: "clients" },
      { to: "/reconcile", name: "reconcile" },
      { to: "/unattributed", name: "unattributed" },
      { to: "/backtest", name: "backtest" },
      { to: "/definitions", name: "metrics" },
    ],
  },
  {
    audience: "data",
    pages: [
      { to: "/data/sources", name: "sources" },
      { to: "/data/dead-letters", name: "deadLetters" },
      { to: "/data/audit", name: "audit" },
      { to: "/data/settings", name: "settings" },
      { to: "/data/access", name: "access" },
    ],
  },
] as const;
