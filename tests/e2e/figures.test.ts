import { existsSync } from "node:fs";
import { join } from "node:path";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";
import { afterAll, expect, it } from "vitest";
import { json, cleanUp, repository, succeed, temporaryFolder } from "./support/rapport.ts";

afterAll(cleanUp);

interface Figures {
  readonly messages: number;
}

const both = async (path: string) => {
  const data = join(temporaryFolder(), "data");
  await succeed(["ingest", "email", path, "--data", data]);
  const reported = await json<Figures>(["report", "sources", "--data", data]);
  return { data, reported, inspected: await json<Figures>(["inspect", "email", path]) };
};

it.concurrent("the sample mailbox: inspect and report say the same, and reading it twice adds nothing", async () => {
  const { data, reported, inspected } = await both(sampleMailbox.path);
  expect(inspected.messages).toBe(sampleMailbox.messages);
  expect(reported).toEqual(inspected);
  const again = await json<{ newRecords: number }>(["ingest", "email", sampleMailbox.path, "--data", data]);
  expect(again.newRecords).toBe(0);
  expect(await json<Figures>(["report", "sources", "--data", data])).toEqual(inspected);
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
  it.concurrent("easy-ham-1: the figures are those that were counted independently", async () => {
    const { reported, inspected } = await both(corpus);
    expect(inspected).toMatchObject(easyHam);
    expect(reported).toEqual(inspected);
  });
} else {
  it("LEFT OUT: easy-ham-1 is not beside the checkout", () => {
    console.warn(`LEFT OUT: the figures of easy-ham-1 were not checked, for there is no ${corpus}`);
    expect(existsSync(corpus)).toBe(false);
  });
}
