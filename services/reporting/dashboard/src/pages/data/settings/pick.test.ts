import type { SettingRow } from "@rapport/contracts/http/data/Settings";
import { describe, expect, it } from "vitest";
import { pickSettings } from "./pick.ts";

const setting = (key: string, means: string, of: Partial<SettingRow> = {}): SettingRow => ({
  key,
  area: "economics",
  means,
  unit: "minutes",
  value: "1",
  isDefault: true,
  default: "1",
  source: "",
  from: null,
  dated: true,
  least: null,
  most: null,
  choices: [],
  history: [],
  ...of,
});
const said = { eventId: "1", from: null, value: "2", source: "", saidAt: "", by: "", inForce: true };
const all = [
  setting("mail.write.speed", "composing a message"),
  setting("mail.read.speed", "reading new words", { history: [said] }),
  setting("risk.band.high", "from which it is high", { area: "risk" }),
];
const keys = (of: Parameters<typeof pickSettings>[1]) => pickSettings(all, of).map(({ key }) => key);

describe("settings that are looked for", () => {
  it("have all the words in their name or meaning, in any case", () => {
    expect(keys({ find: "MAIL speed" })).toEqual(["mail.write.speed", "mail.read.speed"]);
    expect(keys({ find: "composing mail" })).toEqual(["mail.write.speed"]);
    expect(keys({ find: "nothing" })).toEqual([]);
  });
  it("are of the area, and were set where that is asked for", () => {
    expect(keys({ area: "risk" })).toEqual(["risk.band.high"]);
    expect(keys({ own: true })).toEqual(["mail.read.speed"]);
    expect(keys({})).toHaveLength(3);
  });
});
