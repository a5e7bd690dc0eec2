export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The fixed order of facts: by time, then id. */
export const inTime = <A extends { readonly eventId: string }>(
  facts: ReadonlyArray<A>,
  msOf: (fact: A) => number,
): ReadonlyArray<A> => facts.toSorted((a, b) => msOf(a) - msOf(b) || compareText(a.eventId, b.eventId));

/** The fixed order of holders, whatever the order of the input. */
export const inOrderOfHolder = <H extends { readonly state: string; readonly party: string }>(
  holders: ReadonlyArray<H>,
): ReadonlyArray<H> =>
  holders.length < 2
    ? holders
    : holders.toSorted((a, b) => compareText(a.state, b.state) || compareText(a.party, b.party));
