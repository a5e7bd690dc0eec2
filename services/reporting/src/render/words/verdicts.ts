import type { VerdictRow, VerdictsAnswer } from "@rapport/contracts/http/words/Verdicts";
import { csv } from "../csv.ts";
import { knownText } from "../economics/headLines.ts";
import { table } from "../table.ts";

const agreementText: Readonly<Record<VerdictRow["agreement"], string>> = {
  agree: "agree",
  machine_more_worried: "the machine is more worried",
  machine_less_worried: "the machine is less worried",
  nothing_to_compare: "nothing to compare",
};

/** Verdicts beside the machine's scores, disagreements first. */
export const verdictsTable = (answer: VerdictsAnswer): string => {
  const head = `Verdicts, as of ${answer.asOf}${knownText(answer.knownAt)}`;
  if (answer.items.length === 0)
    return [
      head,
      "",
      "No verdict is in force. Give one: rapport verdict give CLIENT at-risk --reason …",
    ].join("\n");
  const rows = answer.items.map((row) => [
    row.name,
    agreementText[row.agreement],
    row.text,
    row.reason,
    row.expiresOn,
    row.verdictId,
  ]);
  return [
    head,
    "",
    table(["client", "", "who says what", "because", "until", "id"], rows),
    "",
    `${answer.total} in force, ${answer.disagreements} of them against the machine. Neither changes the other.`,
  ].join("\n");
};

export const verdictsCsv = ({ items }: VerdictsAnswer): string =>
  csv(
    [
      "clientId",
      "client",
      "verdict",
      "givenOn",
      "givenBy",
      "reason",
      "expiresOn",
      "machineBand",
      "machineChancePercent",
      "agreement",
      "verdictId",
    ],
    items.map((row) => [
      row.id,
      row.name,
      row.verdict,
      row.givenOn,
      row.givenBy,
      row.reason,
      row.expiresOn,
      row.machine?.band ?? null,
      row.machine?.chancePercent ?? null,
      row.agreement,
      row.verdictId,
    ]),
  );
