import type { Seniority } from "@rapport/contracts/DirectoryPeople";
import { foldedName } from "./foldedName.ts";

// Assistants and associates of somebody are not that somebody: they are looked for first.
const levels: ReadonlyArray<readonly [Seniority, RegExp]> = [
  [
    "staff",
    /\b(?:assistant|assistente?|assistenz|sekretär(?:in)?|secretary|intern|trainee|praktikant(?:in)?|werkstudent(?:in)?|junior)\b(?! (?:director|manager|vice))/u,
  ],
  [
    "director",
    /\b(?:assistant|deputy|associate|managing) (?:director|vice president)\b(?<!managing director)/u,
  ],
  ["manager", /\b(?:product owner|partner(?:ship)? manager)\b/u],
  [
    "executive",
    /\b(?:c[etfoimprsd]o|chief|founder|co-?founder|owner|president(?<!vice president)|chair(?:man|woman|person)?|managing (?:director|partner)|partner|geschäftsführer(?:in)?|vorstand|inhaber(?:in)?|gründer(?:in)?|directeur général|directrice générale|pdg|gérante?|director general|directora general|presidente|amministratore delegato)\b/u,
  ],
  [
    "director",
    /\b(?:s?vp|evp|avp|vice president|director|directora|directeur|directrice|head|leiter(?:in)?|\p{L}+leiter(?:in)?|responsable de|dirigente)\b/u,
  ],
  [
    "manager",
    /\b(?:manager(?:in)?|lead|leader|supervisor|team lead|coordinator|principal|gerente|chef(?:fe)? de|scrum master)\b/u,
  ],
];

/**
 * How senior a person is by the words of the title, in English, German, French and Spanish; `unknown` without a
 * title, `staff` where the title says nothing of leading. A guide for reports on who is talked to, no more.
 */
export const seniorityOf = (title: string | null): Seniority => {
  const folded = foldedName(title ?? "");
  if (folded === "") return "unknown";
  return levels.find(([, words]) => words.test(folded))?.[0] ?? "staff";
};
