/** What a key, or two one after the other, does. */
export const goKeys = {
  p: { to: "/", name: "portfolio" },
  w: { to: "/workbench", name: "workbench" },
  a: { to: "/profitability", name: "profitability" },
  c: { to: "/clients", name: "clients" },
  s: { to: "/signals", name: "signals" },
  d: { to: "/data/sources", name: "sources" },
} as const;

export type GoKey = keyof typeof goKeys;
export type Command =
  | { readonly kind: "search" }
  | { readonly kind: "help" }
  | { readonly kind: "go"; readonly key: GoKey };

/** Somebody who pressed `g` and went on to other things means nothing by the next key. */
const patienceMs = 1_500;

const isGoKey = (key: string): key is GoKey => Object.hasOwn(goKeys, key);

/** Understands keys one by one: what each means, given those before it; null for nothing. */
export const keyReader = () => {
  let goAtMs = Number.NEGATIVE_INFINITY;
  return (key: string, nowMs: number): Command | null => {
    const afterGo = nowMs - goAtMs <= patienceMs;
    goAtMs = key === "g" ? nowMs : Number.NEGATIVE_INFINITY;
    if (afterGo && isGoKey(key)) return { kind: "go", key };
    if (key === "/") return { kind: "search" };
    return key === "?" ? { kind: "help" } : null;
  };
};
