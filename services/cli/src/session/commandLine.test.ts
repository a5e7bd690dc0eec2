import { expect, it } from "vitest";
import { commandLine } from "./commandLine.ts";

it("names the command, and neither its flags nor its arguments", () => {
  expect(commandLine(["--data", "/tmp/x", "report", "client", "Acme Ltd"])).toBe("rapport report client");
  expect(commandLine(["rebuild", "--data", "/tmp/x"])).toBe("rapport rebuild");
  expect(commandLine(["up", "--port=0"])).toBe("rapport up");
});
