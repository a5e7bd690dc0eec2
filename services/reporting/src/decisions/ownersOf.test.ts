import { assert, describe, it } from "@effect/vitest";
import { looksAfter, ownersOf } from "./ownersOf.ts";

const ines = { owner: "ines", owner_name: "Ines Birkett" };
const samir = { owner: "samir", owner_name: "Samir Grell" };
const nobody = { owner: "", owner_name: "" };

describe("ownersOf", () => {
  it("counts clients by who looks after them, the most first, and those of nobody", () => {
    assert.deepStrictEqual(ownersOf([samir, ines, undefined, samir, nobody, nobody]), [
      { owner: null, ownerName: null, clients: 3 },
      { owner: "samir", ownerName: "Samir Grell", clients: 2 },
      { owner: "ines", ownerName: "Ines Birkett", clients: 1 },
    ]);
  });
  it("selects by id; none stands for nobody", () => {
    assert.isTrue(looksAfter(ines, undefined));
    assert.isTrue(looksAfter(ines, "ines"));
    assert.isFalse(looksAfter(ines, "samir"));
    assert.isTrue(looksAfter(nobody, "none"));
    assert.isTrue(looksAfter(undefined, "none"));
    assert.isFalse(looksAfter(ines, "none"));
  });
});
