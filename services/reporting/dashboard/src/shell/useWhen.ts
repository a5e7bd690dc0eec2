import { useSearch } from "@tanstack/react-router";

/** What every page's address may say, and keeps from page to page. Days are `YYYY-MM-DD`. */
export interface WhenSearch {
  /** Events up to the end of this day; the last one when absent. */
  readonly asOf?: string;
  /** What had been recorded by then; everything when absent. */
  readonly knownAt?: string;
}

/** The span and the currency that figures of money and effort are shown for. */
export interface SpanSearch {
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
}

export interface RootSearch extends WhenSearch, SpanSearch {
  /** What the evidence drawer shows: `metric~client~from~to`; closed when absent. */
  readonly evidence?: string;
}

const kept = ["asOf", "knownAt", "from", "to", "currency"] as const;
const keys = [...kept, "evidence"] as const;
export const keptSearch: ReadonlyArray<(typeof kept)[number]> = kept;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Whether what an address says can be meant: anybody may write one, and a page says nothing for what is none. */
const isMeant: Readonly<Record<(typeof keys)[number], (text: string) => boolean>> = {
  asOf: isDay,
  from: isDay,
  to: isDay,
  knownAt: (text) => !Number.isNaN(Date.parse(text)),
  currency: (text) => /^[A-Z]{3}$/.test(text),
  evidence: (text) => text !== "",
};

/** Whatever else stands in an address is some page's own. */
export const readRootSearch = (search: Readonly<Record<string, unknown>>): RootSearch =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const text = search[key];
      return typeof text === "string" && isMeant[key](text) ? [[key, text]] : [];
    }),
  );

/** As of which day and as known when the reader looks. */
export const useWhen = (): WhenSearch => {
  const { asOf, knownAt } = useSearch({ strict: false }) as RootSearch;
  return { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) };
};

/** The span and currency the reader chose; empty where none is chosen. */
export const useSpan = (): SpanSearch => {
  const { from, to, currency } = useSearch({ strict: false }) as RootSearch;
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(currency === undefined ? {} : { currency }),
  };
};
