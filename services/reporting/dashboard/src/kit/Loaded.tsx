import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/ApiProblem.ts";
import { pendingOf } from "../api/whilePending.ts";
import { kitTexts } from "../texts/en/kit.ts";
import { EmptyState } from "./EmptyState.tsx";
import { ErrorState } from "./ErrorState.tsx";
import { Skeleton } from "./Skeleton.tsx";

/** What was answered before still holds while the server is away or busy; not once it says no. */
const stillHolds = ({ error, isPlaceholderData }: UseQueryResult<unknown, unknown>): boolean =>
  error === null ||
  (!isPlaceholderData &&
    error instanceof ApiProblem &&
    (error.status === 0 || error.status === 429 || error.status >= 500));

/** How far what was known then has been put together; the query asks again by itself. */
const Pending = ({ problem: { members } }: { readonly problem: ApiProblem }) => (
  <div aria-busy="true">
    <EmptyState title={kitTexts.pendingTitle}>
      <p>
        {kitTexts.pending(
          Number(members["done"] ?? 0),
          Number(members["total"] ?? 0),
          String(members["unit"] ?? ""),
        )}
      </p>
    </EmptyState>
  </div>
);

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
  const pending = pendingOf(query.failureReason);
  if (pending !== null) return <Pending problem={pending} />;
  return <Skeleton {...(lines === undefined ? {} : { lines })} />;
};
