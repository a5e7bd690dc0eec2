import { assert, describe, it } from "vitest";
import { acceptedIn, commitsOf, findCommitProblems, type SeenCommit } from "./kafkaCommits.ts";
import { array, int16, int32, int64, string } from "./kafkaWire.ts";

describe("commits seen by the proxy", () => {
  it("are read from the request, and counted when the answer says so", () => {
    const place = (partition: number, offset: bigint, metadata: string | null) =>
      Buffer.concat([int32(partition), int64(offset), string(metadata)]);
    const request = Buffer.concat([
      string("g"),
      int32(7),
      string("m-1"),
      array([Buffer.concat([string("t"), array([place(0, 5n, "9,1,1"), place(3, 8n, null)])])]),
    ]);
    const said = { clientId: "c", group: "g", generation: 7, memberId: "m-1", topic: "t" };
    assert.deepStrictEqual(commitsOf("c", request), [
      { ...said, partition: 0, offset: 5, metadata: "9,1,1" },
      { ...said, partition: 3, offset: 8, metadata: "" },
    ]);
    const answer = Buffer.concat([
      int32(0),
      array([
        Buffer.concat([
          string("t"),
          array([Buffer.concat([int32(0), int16(0)]), Buffer.concat([int32(3), int16(22)])]),
        ]),
      ]),
    ]);
    assert.deepStrictEqual([...acceptedIn(answer)], ["t/0"]);
  });

  it("may repeat an offset and rise; going back and old generations are found", () => {
    const commit = (offset: number, generation: number, partition = 0): SeenCommit => ({
      clientId: "c",
      group: "g",
      memberId: "m",
      metadata: "",
      topic: "t",
      partition,
      offset,
      generation,
    });
    const fine = [commit(3, 1), commit(3, 1), commit(1, 1, 1), commit(3, 2), commit(9, 4)];
    assert.deepStrictEqual(findCommitProblems(fine), []);
    assert.lengthOf(findCommitProblems([...fine, commit(8, 4)]), 1);
    assert.lengthOf(findCommitProblems([...fine, commit(9, 3)]), 1);
    assert.lengthOf(findCommitProblems([...fine, commit(8, 3)]), 2);
  });
});
