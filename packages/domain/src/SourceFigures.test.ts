import { describe, expect, it } from "vitest";
import { type MessageFact, sourceFigures } from "./SourceFigures.ts";

const hour = 3_600_000;
/** Monday 2024-01-08 12:00 UTC. */
const noon = 1_704_715_200_000;
const fact = (messageId: string | null, extra: Partial<MessageFact> = {}): MessageFact => ({
  messageId,
  from: "ann@acme.example",
  inReplyTo: null,
  references: [],
  occurredAt: noon,
  timeSource: "date",
  utcOffsetMinutes: 0,
  automatic: "none",
  ...extra,
});
const bob = { from: "bob@firm.example" };
const figures = (facts: ReadonlyArray<MessageFact>, messages = facts.length) =>
  sourceFigures({ files: messages, messages, unreadable: 0 }, facts);

describe("figures of a source", () => {
  it("says nothing of an empty source", () => {
    expect(figures([])).toEqual({
      files: 0,
      messages: 0,
      uniqueMessageIds: 0,
      withoutMessageId: 0,
      duplicates: 0,
      automatic: 0,
      bounces: 0,
      unreadable: 0,
      withoutDate: 0,
      replyEdges: 0,
      negativeReplies: 0,
      selfReplies: 0,
      responseMedianHours: null,
      responseP90Hours: null,
      threads: 0,
      threadsOfTwoOrMore: 0,
      largestThread: 0,
      afterHoursShareLocal: null,
    });
  });

  it("answers In-Reply-To first, else the last reference that is there", () => {
    const base = [fact("a"), fact("b", { occurredAt: noon + 2 * hour })];
    const at = { ...bob, occurredAt: noon + 3 * hour };
    expect(
      figures([...base, fact("c", { ...at, inReplyTo: "a", references: ["b"] })]).responseMedianHours,
    ).toBe(3);
    expect(
      figures([...base, fact("c", { ...at, inReplyTo: "gone", references: ["a", "b", "gone"] })])
        .responseMedianHours,
    ).toBe(1);
    expect(figures([...base, fact("c", { ...at, references: ["b", "a"] })]).responseMedianHours).toBe(3);
  });

  it("keeps replies to oneself and replies before their question apart", () => {
    const result = figures([
      fact("a"),
      fact("self", { inReplyTo: "a", occurredAt: noon + hour }),
      fact("early", { ...bob, inReplyTo: "a", occurredAt: noon - 1 }),
      fact("same-time", { ...bob, inReplyTo: "a" }),
      fact("undated", { ...bob, inReplyTo: "a", timeSource: "received" }),
      fact("itself", { ...bob, inReplyTo: "itself" }),
    ]);
    expect(result).toMatchObject({ replyEdges: 1, negativeReplies: 1, selfReplies: 1, withoutDate: 1 });
    expect(result.responseMedianHours).toBe(0);
  });

  it("takes the value at rank floor(n q), rounded half up to thousandths of an hour", () => {
    const replies = [9_000, 2 * hour, 3 * hour, 4 * hour].map((ms, i) =>
      fact(`r${i}`, { ...bob, inReplyTo: "a", occurredAt: noon + ms }),
    );
    expect(figures([fact("a"), ...replies])).toMatchObject({ responseMedianHours: 3, responseP90Hours: 4 });
    expect(figures([fact("a"), replies[0]!]).responseMedianHours).toBe(0.003);
  });

  it("links a thread by In-Reply-To and every reference, and only messages that have an id", () => {
    const result = figures([
      fact("a"),
      fact("b"),
      fact("c", { references: ["a", "b"] }),
      fact("d", { inReplyTo: "c" }),
      fact("alone", { inReplyTo: "gone" }),
      fact(null, { inReplyTo: "alone" }),
    ]);
    expect(result).toMatchObject({
      threads: 2,
      threadsOfTwoOrMore: 1,
      largestThread: 4,
      withoutMessageId: 1,
      uniqueMessageIds: 5,
    });
  });

  it("reads after hours by the sender's own clock", () => {
    const at = (iso: string, utcOffsetMinutes: number | null) =>
      fact(iso, { occurredAt: Date.parse(iso), utcOffsetMinutes });
    const share = (f: MessageFact) => figures([f]).afterHoursShareLocal;
    expect(share(at("2024-01-08T17:59:59Z", 0))).toBe(0);
    expect(share(at("2024-01-08T18:00:00Z", 0))).toBe(1);
    expect(share(at("2024-01-08T18:00:00Z", -60))).toBe(0);
    expect(share(at("2024-01-08T07:30:00Z", null))).toBe(1);
    expect(share(at("2024-01-12T23:30:00Z", 60))).toBe(1);
    expect(share(at("1969-12-31T12:00:00Z", 0))).toBe(0);
    expect(figures([fact("a", { timeSource: "none" })]).afterHoursShareLocal).toBeNull();
    const three = ["2024-01-08T12:00:00Z", "2024-01-08T13:00:00Z", "2024-01-08T19:00:00Z"];
    expect(figures(three.map((t) => at(t, 0))).afterHoursShareLocal).toBe(0.3333);
  });

  it("does not depend on the order of the messages", () => {
    const facts = [
      fact("a"),
      fact("b", { ...bob, inReplyTo: "a", occurredAt: noon + hour }),
      fact("c", { references: ["a", "b"], occurredAt: noon + 5 * hour }),
      fact("d", { ...bob, references: ["c"], occurredAt: noon - hour, automatic: "bounce" }),
    ];
    expect(figures(facts.toReversed(), 7)).toEqual(figures(facts, 7));
    expect(figures(facts, 7)).toMatchObject({ duplicates: 3, automatic: 1, bounces: 1, negativeReplies: 1 });
  });
});
