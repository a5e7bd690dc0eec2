import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { cleanUp, start, stop, succeed, temporaryFolder } from "../e2e/support/rapport.ts";
import { it } from "./support/it.ts";
import { comeIn } from "./support/agencyServer.ts";
import { opener } from "./support/open.ts";

afterAll(cleanUp);

/** From a command's end to the screen. */
const withinMs = 5_000;

const mailOf = (n: number): string =>
  `From sender@acme.example Mon Oct 26 09:00:00 2026\nFrom: Ada <ada@acme.example>\nTo: us@firm.example\nSubject: no. ${n}\nDate: Mon, 26 Oct 2026 09:0${n}:00 +0000\nMessage-ID: <live-${n}@acme.example>\n\nHello.\n\n`;

it("shows a message within five seconds of its coming in, and leaves the reader where they are", async ({
  browser,
}) => {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  const mail = join(folder, "mail.mbox");
  const read = (count: number) => {
    writeFileSync(mail, Array.from({ length: count }, (_, i) => mailOf(i + 1)).join(""));
    return succeed(["ingest", "email", mail, "--account", "office", "--data", data]);
  };
  await succeed(["firm", "set", "--domain", "firm.example", "--data", data]);
  await succeed(["client", "add", "Acme", "--data", data]);
  await succeed(["client", "link", "Acme", "acme.example", "--data", data]);
  await read(1);
  const up = start(["up", "--data", data, "--port", "0"]);
  const { open, close } = opener(browser, await comeIn(up));
  const page = await open("/nowhere", { height: 300 });
  const sources = page.getByRole("button", { name: "1 source fresh" });
  await sources.click();
  await page.getByText("100 % of 1 messages").waitFor();
  await page.getByText("Updates by itself").waitFor();
  const opened = "document.querySelector('[popover]:popover-open')";
  const panel = page.getByRole("dialog", { name: "Sources and coverage" });
  await page.evaluate(`${opened}.scrollTo(0, 5)`);

  await read(3);
  const readAt = performance.now();
  await page.getByText("100 % of 3 messages").waitFor();
  expect(performance.now() - readAt).toBeLessThan(withinMs);
  expect(await page.evaluate(`${opened}.scrollTop`)).toBe(5);
  expect(await panel.isVisible()).toBe(true);
  await close();
  expect((await stop(up)).code).toBe(130);
});
