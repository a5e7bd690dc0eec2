import { expect, it } from "vitest";
import { ApiProblem } from "./ApiProblem.ts";
import { whilePending } from "./whilePending.ts";

const problem = (type: string, retryAfterSeconds: number | null = null) =>
  new ApiProblem(503, { type: `urn:rapport:problem:${type}` }, retryAfterSeconds);

it("asks again while what was known then is being put together, however long, and for nothing else", () => {
  expect(whilePending.retry(100, problem("known-at-pending"))).toBe(true);
  expect(whilePending.retry(0, problem("known-at-failed"))).toBe(false);
  expect(whilePending.retry(0, problem("warehouse-away"))).toBe(false);
});

it("waits as long as the server says", () => {
  expect(whilePending.retryDelay(3, problem("known-at-pending", 5))).toBe(5000);
  expect(whilePending.retryDelay(3, problem("known-at-pending"))).toBe(2000);
});
