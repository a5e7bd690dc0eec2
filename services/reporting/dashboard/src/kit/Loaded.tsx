import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "./ErrorState.tsx";
import { Skeleton } from "./Skeleton.tsx";

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
  if (query.data !== undefined && !query.isError)
    return <div aria-busy={query.isPlaceholderData}>{children(query.data)}</div>;
  if (query.isError) return <ErrorState error={query.error} again={() => void query.refetch()} />;
  return <Skeleton {...(lines === undefined ? {} : { lines })} />;
};
