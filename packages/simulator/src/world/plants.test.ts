import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agency, makeAgency, plainRows, type TruthFile } from "../reread/rereadAgency.ts";
import { parseDay } from "../time/days.ts";
import { clientPlants, memberPlants } from "./plants.ts";

let agency: Agency;
let truth: TruthFile;
beforeAll(() => {
  agency = makeAgency({ seed: 7, clients: 40, members: 12, months: 18, endDay: parseDay("2026-10-31") });
  truth = agency.truth;
});
afterAll(() => agency.remove());

const clientOf = (plant: string): string => truth.planted.find((one) => one.name === plant)!.client!;
const monthsOf = (client: string) =>
  truth.clientMonths.filter((row) => row.party === client && row.month > "1970-01");
const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0);
const mean = (values: ReadonlyArray<number>): number => sum(values) / values.length;
const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const meanOf = (
  client: string,
  name: "messages" | "ticketsOpened" | "messagesIn" | "loggedSeconds" | "billableSeconds",
) => mean(monthsOf(client).map((row) => row[name]));
/** The same figure of the clients without a plant. */
const ordinary = (figure: (client: string) => number): number =>
  median(
    truth.clients
      .filter((one) => one.plants.length === 0 && monthsOf(one.client).length > 6)
      .map((one) => figure(one.client)),
  );
const revenueOf = (client: string) =>
  sum(truth.trueMonths.filter((row) => row.party === client).map((row) => row.revenueMinor));
const costOf = (client: string) =>
  sum(truth.trueMonths.filter((row) => row.party === client).map((row) => row.costMinor));
const mailsOf = (address: RegExp) =>
  agency
    .files("mail")
    .flatMap(({ text }) => text.split(/^From /m))
    .filter((mail) => address.test(/^From: .*$/m.exec(mail)?.[0] ?? ""));

describe("planted cases", () => {
  it("are all there, each by its name", () => {
    expect(truth.planted.map((one) => one.name).toSorted()).toEqual(
      [...clientPlants, ...memberPlants].toSorted(),
    );
  });
  it("noisy low payer: more of everything, and it costs more than it brings", () => {
    const client = clientOf("noisy low payer");
    expect(meanOf(client, "messages")).toBeGreaterThan(1.5 * ordinary((one) => meanOf(one, "messages")));
    expect(revenueOf(client)).toBeLessThan(costOf(client));
  });
  it("quiet leaver: less and less, then notice", () => {
    const client = clientOf("quiet leaver");
    const { noticeOn } = truth.clients.find((one) => one.client === client)!;
    expect(noticeOn).not.toBeNull();
    const months = monthsOf(client).filter((row) => row.month < noticeOn!.slice(0, 7));
    expect(mean(months.slice(-3).map((row) => row.messagesIn))).toBeLessThan(
      0.6 * mean(months.slice(0, 5).map((row) => row.messagesIn)),
    );
  });
  it("after-hours caller: most of its mails in the evening or at the weekend, by its own clock", () => {
    const row = plainRows(agency, "directory/clients.csv").find(
      (one) => one["client"] === clientOf("after-hours caller"),
    )!;
    const dates = mailsOf(new RegExp(`@${row["domains"]!}>`)).map((mail) =>
      /^Date: (\w+), .* (\d\d):\d\d:\d\d/m.exec(mail)!,
    );
    const late = dates.filter(
      ([, day, hour]) => ["Sat", "Sun"].includes(day!) || Number(hour) >= 18 || Number(hour) < 8,
    );
    expect(late.length / dates.length).toBeGreaterThan(0.4);
  });
  it("scope creeper: a good part of its hours is not billed", () => {
    const unbilled = (client: string) =>
      1 - meanOf(client, "billableSeconds") / meanOf(client, "loggedSeconds");
    expect(unbilled(clientOf("scope creeper"))).toBeGreaterThan(2 * ordinary(unbilled));
  });
  it("late payer: pays weeks after the day", () => {
    const due = new Map(plainRows(agency, "books/invoices.csv").map((row) => [row["invoice"]!, row]));
    const late = (client: string) => {
      const code = plainRows(agency, "directory/clients.csv").find((row) => row["client"] === client)![
        "billing"
      ];
      const paid = plainRows(agency, "books/payments.csv").filter((row) => row["client"] === code);
      return median(
        paid.map((row) => parseDay(row["paid_on"]!) - parseDay(due.get(row["invoice"]!)!["due_on"]!)),
      );
    };
    expect(late(clientOf("late payer"))).toBeGreaterThan(20 + late(clientOf("noisy low payer")));
  });
  it("champion who leaves: bounces come back, and the contact has an end", () => {
    const client = clientOf("champion who leaves");
    const gone = plainRows(agency, "directory/contacts.csv").filter(
      (row) => row["client"] === client && row["to"] !== "",
    );
    expect(gone.length).toBeGreaterThan(0);
    expect(
      agency
        .files("mail")
        .some(({ text }) => text.includes(`Final-Recipient: rfc822; ${gone[0]!["email"]!}`)),
    ).toBe(true);
  });
  it("resisted hand-over: two owners, one after the other", () => {
    const client = clientOf("resisted hand-over");
    const owners = plainRows(agency, "directory/owners.csv").filter((row) => row["client"] === client);
    expect(new Set(owners.map((row) => row["member"])).size).toBeGreaterThan(1);
    expect(owners[0]!["to"]).toBe(owners[1]!["from"]);
  });
});
describe("planted cases, money and people", () => {
  it("single-threaded whale: the largest, with one contact", () => {
    const client = clientOf("single-threaded whale");
    expect(Math.max(...truth.clients.map((one) => revenueOf(one.client)))).toBe(revenueOf(client));
    expect(
      plainRows(agency, "directory/contacts.csv").filter((row) => row["client"] === client),
    ).toHaveLength(1);
  });
  it("neglected good payer: waits several times as long, and pays well", () => {
    const waits = (client: string) => mean(monthsOf(client).map((row) => row.ourElapsedMedianMs ?? 0));
    const client = clientOf("neglected good payer");
    expect(waits(client)).toBeGreaterThan(2.5 * ordinary(waits));
    expect(revenueOf(client)).toBeGreaterThan(ordinary(revenueOf));
  });
  it("seasonal client: silent for a season, and stays", () => {
    const client = clientOf("seasonal client who only looks silent");
    const of = (from: string, to: string) => {
      const rows = monthsOf(client).filter(
        ({ month }) => month.startsWith("2026") && month.slice(5) >= from && month.slice(5) <= to,
      );
      return sum(rows.map((row) => row.messagesIn));
    };
    expect(of("01", "04")).toBeLessThan(0.2 * of("06", "09"));
    expect(truth.clients.find((one) => one.client === client)!.noticeOn).toBeNull();
  });
  it("client with two domains: its people write from both", () => {
    const row = plainRows(agency, "directory/clients.csv").find(
      (one) => one["client"] === clientOf("client with two domains"),
    )!;
    const domains = row["domains"]!.split(";");
    expect(domains).toHaveLength(2);
    for (const domain of domains)
      expect(mailsOf(new RegExp(`@${domain.replace(".", "\\.")}>`)).length).toBeGreaterThan(5);
  });
  it("shared contact: one address, two clients, one after the other", () => {
    const plant = truth.planted.find((one) => one.name === "shared contact")!;
    const links = plainRows(agency, "directory/contacts.csv").filter((row) =>
      row["email"]!.startsWith("robin.quill@"),
    );
    expect(links.map((row) => row["client"]).toSorted()).toEqual([plant.client, plant.with].toSorted());
    expect(links.find((row) => row["client"] === plant.client)!["to"]).toBe(
      links.find((row) => row["client"] === plant.with)!["from"],
    );
  });
  it("currency mix: three currencies, one without minor units", () => {
    const client = clientOf("currency mix");
    const currencies = new Set(
      truth.clientMonthMoney.filter((row) => row.party === client).map((row) => row.currency),
    );
    expect([...currencies].toSorted()).toEqual(["EUR", "GBP", "JPY"]);
  });
  it("clock in the wrong century: its mails stand in no month", () => {
    const undated = truth.clientMonths.filter((row) => row.month === "1970-01");
    expect(undated.map((row) => row.party)).toEqual([clientOf("clock in the wrong century")]);
    expect(undated[0]!.messages).toBeGreaterThan(3);
  });
  it("duplicated mailboxes: two files with the same bytes", () => {
    const { member } = truth.planted.find((one) => one.name === "duplicated mailboxes")!;
    const files = agency.files("mail").filter(({ name }) => name.startsWith(member!));
    expect(files.map(({ name }) => name)).toEqual([`${member}-backup.mbox`, `${member}.mbox`]);
    expect(files[0]!.text).toBe(files[1]!.text);
  });
  it("late time sheets: one member's hours are in a file of their own", () => {
    const { member } = truth.planted.find((one) => one.name === "late time sheets")!;
    const who = (file: string) =>
      new Set(plainRows(agency, file).map((row) => row["member"]!.split("@")[0]!.replace(".", "-")));
    expect([...who("books/time-late.csv")]).toEqual([member]);
    expect(who("books/time.csv").has(member!)).toBe(false);
  });
});
