import { existsSync } from "node:fs";
import { join } from "node:path";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";
import { afterAll, expect, it } from "vitest";
import { json, cleanUp, repository, succeed, temporaryFolder } from "./support/rapport.ts";

afterAll(cleanUp);

interface Figures {
  readonly messages: number;
}

const ingestTwice = async (path: string) => {
  const data = join(temporaryFolder(), "data");
  await succeed(["ingest", "email", path, "--data", data]);
  const once = await json<Figures>(["report", "sources", "--data", data]);
  await succeed(["ingest", "email", path, "--data", data]);
  const twice = await json<Figures>(["report", "sources", "--data", data]);
  return { once, twice, inspected: await json<Figures>(["inspect", "email", path]) };
};

it("the sample mailbox: inspect and report say the same, and reading it twice adds nothing", async () => {
  const { once, twice, inspected } = await ingestTwice(sampleMailbox.path);
  expect(inspected.messages).toBe(sampleMailbox.messages);
  expect(once).toEqual(inspected);
  expect(twice).toEqual(inspected);
});

/** What independent scripts counted in the public corpus `easy_ham`. */
const easyHam = {
  files: 2500,
  messages: 2500,
  uniqueMessageIds: 2499,
  withoutMessageId: 1,
  duplicates: 0,
  unreadable: 0,
  withoutDate: 0,
  replyEdges: 846,
  negativeReplies: 6,
  selfReplies: 53,
  responseMedianHours: 1.882,
  responseP90Hours: 19.813,
  threads: 1593,
  threadsOfTwoOrMore: 305,
  largestThread: 28,
  afterHoursShareLocal: 0.3684,
};
const corpus = join(repository, "..", "shared", "data", "spamassassin", "easy-ham-1");

if (existsSync(corpus)) {
  it("easy-ham-1: the figures are those that were counted independently", async () => {
    const { once, twice, inspected } = await ingestTwice(corpus);
    expect(inspected).toMatchObject(easyHam);
    expect(once).toEqual(inspected);
    expect(twice).toEqual(inspected);
  });
} else {
  it("LEFT OUT: easy-ham-1 is not beside the checkout", () => {
    console.warn(`LEFT OUT: the figures of easy-ham-1 were not checked, for there is no ${corpus}`);
    expect(existsSync(corpus)).toBe(false);
  });
}
