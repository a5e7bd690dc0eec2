import type { RiskHead } from "@rapport/contracts/http/risk/head";
import type { ClientRiskAnswer, RiskPage, RiskReason, RiskRow } from "@rapport/contracts/http/risk/Risk";
import { csv } from "../csv.ts";
import { knownText } from "../economics/headLines.ts";
import { minute, none } from "../format.ts";
import { table } from "../table.ts";

const times = (value: number): string => `×${value.toFixed(1)}`;

/** `×1.8 silence`. */
const reasonName = ({ group, times: odds, timesPeers }: RiskReason): string =>
  `${times(timesPeers ?? odds)} ${group}`;

/** `×1.8 silence: …`. */
const reasonText = (reason: RiskReason): string => `${reasonName(reason)}: ${reason.text}`;

/** The first of them in words, the others by name: a table has so much room. */
const reasonsText = ([first, ...others]: ReadonlyArray<RiskReason>): string =>
  first === undefined ? none : [reasonText(first), ...others.map(reasonName)].join(" · ");

const stateText = ({ shown, band }: RiskRow): string => {
  const state = shown.replaceAll("_", " ");
  if (band === null) return state;
  return shown === "stale" ? `${band} (stale)` : band;
};

const chanceText = ({ chance }: RiskRow): string =>
  chance === null
    ? none
    : `${chance.percent.toFixed(1)} % (${chance.lowPercent.toFixed(1)} … ${chance.highPercent.toFixed(1)})`;

/** What whoever reads a table of risk must know of it. */
export const riskHeadLines = (head: RiskHead, what: string): ReadonlyArray<string> => [
  `${what}, as of ${head.asOf}${knownText(head.knownAt)}${head.week === null ? "" : `, by weeks up to that of ${head.week}`}`,
];

export const riskFootLines = ({ model, definition, sources }: RiskHead): ReadonlyArray<string> => [
  ...(definition === "unconfirmed"
    ? [
        "Nobody has said what counts as leaving, so no risk is shown. Say it: rapport setting set churn.definition contracts, or said.",
      ]
    : []),
  `Model ${model.model}${model.shipped ? ", which ships with Rapport and has seen none of your clients" : `, in force from ${model.validFrom}, learnt from ${model.clientPeriods} client periods up to ${model.trainedTo} in which ${model.churns} clients left`}.`,
  ...(model.fitDue === null ? [] : [`A fit is due: ${model.fitDue}.`]),
  ...(sources.length === 0
    ? []
    : [
        `Read: ${sources.map(({ connector, account, lastEventAt }) => `${connector} ${account} to ${minute(lastEventAt)}`).join(", ")}.`,
      ]),
];

const heads = ["", "client", "band", "chance of notice", "in touch in 8 weeks", "for leaving", "for staying"];

/** Clients by how likely they are to give notice. */
export const riskTable = (page: RiskPage): string => {
  const head = riskHeadLines(page, "Risk");
  if (page.items.length === 0)
    return [...head, "", "There is no client with a whole week behind it.", ...riskFootLines(page)].join(
      "\n",
    );
  const rows = page.items.map((row) => [
    row.rank === null ? "" : String(row.rank),
    row.name,
    stateText(row),
    chanceText(row),
    `${row.activePercent.toFixed(0)} %`,
    reasonsText(row.reasonsUp),
    row.reasonsDown.map(reasonName).join(" · ") || none,
  ]);
  const whys = [
    ...new Set(
      page.items.flatMap(({ why, shown }) =>
        why === null ? [] : [`${shown.replaceAll("_", " ")}: ${why}.`],
      ),
    ),
  ];
  return [
    ...head,
    "",
    table(heads, rows, ["right", "left", "left", "right", "right"]),
    "",
    `Notice within ${page.model.horizonWeeks} weeks, 80 % interval in brackets. Reasons in odds beside the firm's other clients; \`rapport report risk --client NAME\` has each with its events.`,
    ...whys,
    ...riskFootLines(page),
  ].join("\n");
};

export const riskCsv = (page: RiskPage): string =>
  csv(
    [
      "id",
      "name",
      "owner",
      "ownerName",
      "segment",
      "week",
      "rank",
      "shown",
      "band",
      "chancePercent",
      "chanceLowPercent",
      "chanceHighPercent",
      "activePercent",
      "surprisePercent",
      "reasonsUp",
      "reasonsDown",
      "smallestChange",
      "model",
    ],
    page.items.map((row) => [
      row.id,
      row.name,
      row.owner,
      row.ownerName,
      row.segment,
      row.week,
      row.rank,
      row.shown,
      row.band,
      row.chance?.percent ?? null,
      row.chance?.lowPercent ?? null,
      row.chance?.highPercent ?? null,
      row.activePercent,
      row.surprisePercent,
      row.reasonsUp.map(reasonText).join(" · "),
      row.reasonsDown.map(reasonText).join(" · "),
      row.smallestChange?.text ?? null,
      row.model,
    ]),
  );

const besides = ({ timesOwnYear, timesPeers }: RiskReason): string =>
  [
    timesPeers === null ? null : `${times(timesPeers)} beside other clients`,
    timesOwnYear === null ? null : `${times(timesOwnYear)} beside their own past year`,
  ]
    .filter((part) => part !== null)
    .join(", ");

/** JSON has the others. */
const eventsInTable = 5;

/** One client's score with everything it adds up from. */
export const clientRiskTable = (answer: ClientRiskAnswer): string => {
  const { client } = answer;
  const reasons = (title: string, of: ClientRiskAnswer["client"]["reasonsUp"]): ReadonlyArray<string> =>
    of.length === 0
      ? []
      : [
          "",
          title,
          ...of.flatMap((reason) => [
            `  ${times(reason.times)} ${reason.group}: ${reason.text}${besides(reason) === "" ? "" : ` (${besides(reason)})`}`,
            ...reason.events
              .slice(0, eventsInTable)
              .map(
                ({ occurredAt, text, eventId, sources }) =>
                  `      ${minute(occurredAt)}  ${text}  ${sources[0] === undefined ? eventId : `${sources[0].file} ${sources[0].position}`}`,
              ),
          ]),
        ];
  const terms = answer.terms.filter(({ logOdds }) => Math.abs(logOdds) >= 0.005);
  return [
    ...riskHeadLines(answer, client.name),
    "",
    client.chance !== null
      ? `Notice within ${answer.model.horizonWeeks} weeks: ${chanceText(client)}, ${client.band}; rank ${client.rank}.`
      : `${client.band === null ? client.shown.replaceAll("_", " ") : client.band}${client.rank === null ? "" : `, rank ${client.rank}`}: ${client.why}.`,
    `Contact of theirs within 8 business weeks: ${client.activePercent.toFixed(0)} %. A pause like the present one comes while they stay with ${client.surprisePercent.toFixed(0)} %.`,
    ...(client.smallestChange === null ? [] : [`The smallest change: ${client.smallestChange.text}.`]),
    ...reasons("For leaving", client.reasonsUp),
    ...reasons("For staying", client.reasonsDown),
    ...(terms.length === 0
      ? []
      : [
          "",
          table(
            ["adds to the log-odds", "", "means"],
            [
              ["base", answer.base?.toFixed(3) ?? none, "the network's mean client"],
              ...terms.map(({ term, logOdds, means }) => [term, logOdds.toFixed(3), means]),
              ["all", answer.logOdds?.toFixed(3) ?? none, "with those below 0.005"],
            ],
            ["left", "right"],
          ),
        ]),
    "",
    ...riskFootLines(answer),
  ].join("\n");
};

export const clientRiskCsv = (answer: ClientRiskAnswer): string =>
  csv(
    ["id", "term", "group", "logOdds", "means"],
    [
      [answer.client.id, "base", null, answer.base, "the network's mean client"],
      ...answer.terms.map(({ term, group, logOdds, means }) => [
        answer.client.id,
        term,
        group,
        logOdds,
        means,
      ]),
    ],
  );
