import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { cleanUp, startUp, stop, temporaryFolder } from "./support/rapport.ts";
import { workflow } from "./workflow.ts";

afterAll(cleanUp);

it.concurrent("every command works while nothing runs", async () => {
  const root = temporaryFolder();
  await workflow(root, join(root, "data"));
});

it.concurrent("every command works while rapport up runs on the folder", async () => {
  const root = temporaryFolder();
  const data = join(root, "data");
  const up = await startUp(data);
  await workflow(root, data);
  const answer = (await (await up.ask("/v1/clients")).json()) as {
    items: ReadonlyArray<{ id: string }>;
  };
  expect(answer.items.map((item) => item.id)).toContain("acme-france");
  const ended = await stop(up);
  expect(ended.code).toBe(130);
  expect(ended.stderr).not.toMatch(/"level":"(WARN|ERROR|FATAL)"/);
});
