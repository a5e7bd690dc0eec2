import { ApiProblem } from "./ApiProblem.ts";

const usualSeconds = 2;

/** The problem that an answer is still being put together; null for any other. */
export const pendingOf = (error: unknown): ApiProblem | null =>
  error instanceof ApiProblem && error.type === "urn:rapport:problem:known-at-pending" ? error : null;

/** What was known at a moment is asked for again as long as it is being put together, as often as the server says. */
export const whilePending = {
  retry: (_: number, error: ApiProblem) => pendingOf(error) !== null,
  retryDelay: (_: number, { retryAfterSeconds }: ApiProblem) => (retryAfterSeconds ?? usualSeconds) * 1000,
} as const;
