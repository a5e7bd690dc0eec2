import { assert, it } from "@effect/vitest";
import { seniorityOf } from "./seniorityOf.ts";

const titles = {
  executive:
    "CEO, Chief Operating Officer, Managing Director, President, Co-Founder & CTO, Geschäftsführerin, PDG, Owner",
  director:
    "Vice President Sales, VP Engineering, Head of Marketing, Assistant Director, Abteilungsleiter, Directeur des achats",
  manager:
    "Marketing Manager, Team Lead, Product Owner, Channel Partner Manager, Chef de projet, Assistant Manager",
  staff: "Developer, Assistant to the CEO, Account Executive, IT, Executive Assistant, Werkstudent",
  unknown: ", ",
} as const;

it("seniority is read from the words of a title", () => {
  for (const [seniority, list] of Object.entries(titles))
    for (const title of list.split(",")) assert.strictEqual(seniorityOf(title), seniority, title);
  assert.strictEqual(seniorityOf(null), "unknown");
});
