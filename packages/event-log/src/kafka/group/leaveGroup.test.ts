import { assert, describe, it } from "@effect/vitest";
import { Writer } from "../protocol/Writer.ts";
import { leaveGroupRequest } from "./leaveGroup.ts";

const { request, response } = leaveGroupRequest({ groupId: "g", memberId: "m-1" });
const answerOf = async (ofAll: number, ofMember: number): Promise<number> => {
  const payload = new Writer()
    .int32(0)
    .int16(ofAll)
    .array([ofMember], (into, code) => into.string("m-1").nullString().int16(code))
    .toBuffer();
  return response.parse(await response.decode(payload));
};

describe("LeaveGroup", () => {
  it("is written as version 3 has it", async () => {
    const { buffer } = await request.encode();
    assert.strictEqual(buffer.toString("hex"), "0001670000000100036d2d31ffff");
  });

  it("answers the error of the whole, else the member's, else none", async () => {
    assert.deepStrictEqual(
      [await answerOf(0, 0), await answerOf(16, 25), await answerOf(0, 25)],
      [0, 16, 25],
    );
  });
});
