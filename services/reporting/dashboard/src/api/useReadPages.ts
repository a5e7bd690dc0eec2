import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useWhen } from "../shell/useWhen.ts";
import type { Answer, Ask, ReadAddress } from "./Api.ts";
import type { ApiProblem } from "./ApiProblem.ts";
import { refuse } from "./refuse.ts";
import { ask } from "./request.ts";
import { whilePending } from "./whilePending.ts";

/** The addresses whose answer is a page of a list. */
export type PagedAddress = {
  [A in ReadAddress]: Answer<A> extends { readonly nextCursor: string | null } ? A : never;
}[ReadAddress];

type When = { readonly asOf?: string | undefined; readonly knownAt?: string | undefined };

/** What the query cache keeps the pages under: `["read", address, asked, "pages"]`. */
export const readPagesOptions = <A extends PagedAddress>(address: A, asked: Ask<A>, when: When) => {
  const query = { ...when, ...(asked.query as object | undefined) };
  return infiniteQueryOptions<
    Answer<A>,
    ApiProblem,
    ReadonlyArray<Answer<A>>,
    ReadonlyArray<unknown>,
    string | null
  >({
    queryKey: ["read", address, { ...asked, query }, "pages"],
    queryFn: async ({ client, signal, pageParam }) => {
      await refuse(client, address);
      const whole = { ...asked, query: { ...query, cursor: pageParam ?? undefined } } as Ask<A>;
      return ask(address, whole, signal);
    },
    initialPageParam: null,
    getNextPageParam: (last) => (last as { readonly nextCursor: string | null }).nextCursor,
    select: ({ pages }) => pages,
    placeholderData: keepPreviousData,
    ...whilePending,
  });
};

/** The pages of a list read so far, the first at once and each further one by `fetchNextPage`, as of the page's day. */
export const useReadPages = <A extends PagedAddress>(address: A, asked: Ask<A>, { enabled = true } = {}) =>
  useInfiniteQuery({ ...readPagesOptions(address, asked, useWhen()), enabled });
