import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/ApiProblem.ts";
import { ErrorState } from "./ErrorState.tsx";
import { Skeleton } from "./Skeleton.tsx";

/** What was answered before still holds while the server is away or busy; not once it says no. */
const stillHolds = ({ error, isPlaceholderData }: UseQueryResult<unknown, unknown>): boolean =>
  error === null ||
  (!isPlaceholderData &&
    error instanceof ApiProblem &&
    (error.status === 0 || error.status === 429 || error.status >= 500));

/**
 * What a query answers, shown: a skeleton until it has, the problem where it has none. An answer of before stays while a
 * newer one is on its way.
 */
export const Loaded = <T,>({
  query,
  lines,
  children,
}: {
  readonly query: UseQueryResult<T, unknown>;
  readonly lines?: number;
  readonly children: (answer: T) => ReactNode;
}) => {
  if (query.data !== undefined && stillHolds(query))
    return <div aria-busy={query.isPlaceholderData}>{children(query.data)}</div>;
  if (query.isError) return <ErrorState error={query.error} again={() => void query.refetch()} />;
  return <Skeleton {...(lines === undefined ? {} : { lines })} />;
};
