import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Address, Answer } from "./Api.ts";
import type { ApiProblem } from "./ApiProblem.ts";
import { ask } from "./request.ts";

type SessionAnswer = Answer<"GET /v1/session">;

export interface Session {
  /** Null until it is known. */
  readonly who: SessionAnswer | null;
  /** Whether it was answered, or will not be: what a page leaves out by it can wait until then. */
  readonly known: boolean;
  /** Whether the API answers an address to this reader. True until it is known, so that nothing flickers away. */
  readonly may: (address: Address) => boolean;
  /** Whether amounts are shown to this reader; without, `…Minor` figures are null. True until it is known. */
  readonly money: boolean;
}

/** What the query cache keeps the session under. */
export const sessionOptions = queryOptions<SessionAnswer, ApiProblem>({
  queryKey: ["session"],
  queryFn: ({ signal }) => ask("GET /v1/session", {}, signal),
});

/** Who the reader is and what they may do: what is not theirs is hidden or greyed. The server refuses it anyway. */
export const useSession = (): Session => {
  const { data, isPending } = useQuery(sessionOptions);
  const who = data ?? null;
  return {
    who,
    known: !isPending,
    may: (address) => who === null || who.may.includes(address),
    money: who?.money ?? true,
  };
};
