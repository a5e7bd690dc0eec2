import type { UnattributedAnswer, UnattributedParty } from "@rapport/contracts/http/Unattributed";
import type { Candidate, Proposal, ProposalReason } from "@rapport/domain/directory/proposals";
import { moneyTexts } from "@rapport/reporting/render/money";
import { table } from "@rapport/reporting/render/table";
import { shellWord } from "@rapport/directory/parseLink";

/** A party that no client claims, with what it may be. */
export interface ProposedParty extends UnattributedParty {
  readonly proposal: Proposal;
}

const because: Readonly<Record<ProposalReason, string>> = {
  same_party: "its at another time:",
  same_email: "same e-mail:",
  same_domain: "same domain:",
  together: "stands with",
  same_name: "same name:",
};

const bare = (party: string): string => party.replace(/^(?:email|domain):/, "");

const candidateText = ({ clientId, reason, evidence }: Candidate, nameOf: (id: string) => string): string =>
  `${nameOf(clientId)} (${because[reason]} ${bare(evidence)})`;

/** Whose it may be, in a few words; "" where nothing tells. */
export const proposalText = (proposal: Proposal, nameOf: (id: string) => string): string => {
  switch (proposal.kind) {
    case "proposed":
      return candidateText(proposal.candidate, nameOf);
    case "ambiguous":
      return `one of ${proposal.candidates.map((one) => candidateText(one, nameOf)).join(", ")}`;
    case "none":
      return "";
  }
};

/** The command that links a party: complete where one client is proposed. */
export const commandOf = ({ party, proposal }: ProposedParty): string =>
  proposal.kind === "proposed"
    ? `rapport unattributed --accept ${shellWord(party)}`
    : `rapport client link CLIENT ${shellWord(party)}`;

const hours = ({ loggedSeconds, meetingMinutes }: UnattributedParty): string => {
  const total = loggedSeconds / 3600 + meetingMinutes / 60;
  return total === 0 ? "" : `${total.toFixed(1)} h`;
};

/** Money of one kind: invoices before payments before expenses, which tell the same twice. */
const money = ({ money: all }: UnattributedParty): string => {
  const invoiced = moneyTexts(all, (one) => one.invoicedNetMinor - one.creditedNetMinor);
  const paid = moneyTexts(all, (one) => one.paidMinor);
  const spent = moneyTexts(all, (one) => one.expenseMinor);
  return [invoiced, paid, spent].find((text) => text !== "") ?? "";
};

const count = (value: number): string => (value === 0 ? "" : String(Math.round(value * 10) / 10));

const mostNamed = 2;

/** Whose it may be, else what it stands with, which nobody claims either: linking that brings a proposal. */
const mayBe = ({ proposal, together }: ProposedParty, nameOf: (id: string) => string): string => {
  if (proposal.kind !== "none" || together.length === 0) return proposalText(proposal, nameOf);
  const named = together.slice(0, mostNamed).map(bare).join(", ");
  return `? (stands with ${named}${together.length > mostNamed ? ", …" : ""}: nobody's yet)`;
};

/** What no client claims as a table, and below it what to type next. */
export const unattributedText = (
  answer: Pick<UnattributedAnswer, "asOf" | "total">,
  items: ReadonlyArray<ProposedParty>,
  nameOf: (id: string) => string,
): string => {
  const rows = items.map((item) => [
    item.party,
    hours(item),
    money(item),
    count(item.tickets),
    count(item.meetings),
    count(item.messages),
    mayBe(item, nameOf),
  ]);
  const head = ["party", "time", "money", "tickets", "meetings", "messages", "may be"];
  const drawn = table(head, rows, ["left", "right", "right", "right", "right", "right", "left"]);
  const proposed = items.filter(({ proposal }) => proposal.kind === "proposed");
  const first = proposed.slice(0, 5).map((item) => `  ${commandOf(item)}`);
  const accept =
    proposed.length === 0
      ? []
      : [
          `To accept ${proposed.length === 1 ? "the proposal" : `one of the ${proposed.length} proposals (several --accept link several)`}:`,
          ...first,
        ];
  const other = items.find(({ proposal }) => proposal.kind !== "proposed");
  const byHand =
    other === undefined
      ? []
      : [
          "To link another by hand, or make it a client of its own first with `rapport client add NAME`:",
          `  ${commandOf(other)}`,
        ];
  const shown =
    items.length < answer.total ? `The first ${items.length} of ${answer.total}; --limit shows more.` : "";
  return [drawn, "", ...(shown === "" ? [] : [shown]), ...accept, ...byHand].join("\n");
};
