import { expect, it } from "vitest";
import { fitTable } from "./output.ts";

it("rows are cut to the terminal, sentences are left alone", () => {
  const table = "client    in  out\nacme.com   1    2\n\nA sentence that is longer than the terminal.";
  expect(fitTable(table, 12)).toEqual({
    text: "client    i…\nacme.com   …\n\nA sentence that is longer than the terminal.",
    cut: true,
  });
  expect(fitTable(table, 80)).toEqual({ text: table, cut: false });
});
