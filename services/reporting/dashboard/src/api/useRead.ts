import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useWhen } from "../shell/useWhen.ts";
import type { Answer, Ask, ReadAddress } from "./Api.ts";
import type { ApiProblem } from "./ApiProblem.ts";
import { refuse } from "./refuse.ts";
import { ask } from "./request.ts";
import { whilePending } from "./whilePending.ts";

type When = { readonly asOf?: string | undefined; readonly knownAt?: string | undefined };

/** What the query cache keeps an answer under: `["read", address, asked]`. */
export const readOptions = <A extends ReadAddress>(address: A, asked: Ask<A>, when: When) => {
  const whole = { ...asked, query: { ...when, ...(asked.query as object | undefined) } } as Ask<A>;
  return queryOptions<Answer<A>, ApiProblem>({
    queryKey: ["read", address, whole],
    queryFn: async ({ client, signal }) => {
      await refuse(client, address);
      return ask(address, whole, signal);
    },
    placeholderData: keepPreviousData,
    ...whilePending,
  });
};

/** The answer of an address as of the day, and as known at the moment, that the page's address names. */
export const useRead = <A extends ReadAddress>(address: A, asked: Ask<A>, { enabled = true } = {}) =>
  useQuery({ ...readOptions(address, asked, useWhen()), enabled });
