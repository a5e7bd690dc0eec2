import { z } from "zod";
import type { HolderState } from "@rapport/domain/economics/Contribution";
import type { Holder } from "@rapport/domain/economics/effort/EffortMonth";

/** A holder as a statement gives it: state, party, share in millionths. */
export const holderRow = z.tuple([z.string(), z.string(), z.coerce.number()]);

/**
 * The states of messages, meetings and tickets as the books know them: who is no client, no organisation in
 * conversation and none of ours is unattributed, under the party that is named, if one is.
 */
const stateOf = (state: string): HolderState =>
  state === "client" || state === "organisation" || state === "internal" ? state : "unattributed";

/** Makes holders of rows; equal ones are one object, for a month has the same few again and again. */
export const makeHolders = (): ((
  rows: ReadonlyArray<readonly [string, string, number]>,
) => ReadonlyArray<Holder>) => {
  const known = new Map<string, Holder>();
  return (rows) =>
    rows.map(([said, party, shareMicro]) => {
      const state = stateOf(said);
      const key = `${state}\n${shareMicro}\n${party}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const holder: Holder = { state, party: state === "internal" ? "" : party, shareMicro };
      known.set(key, holder);
      return holder;
    });
};
